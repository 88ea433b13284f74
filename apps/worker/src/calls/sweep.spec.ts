import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { sweepRounds } from './sweep';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
});
afterAll(() => t.close());

it('opens and closes rounds of all streets whose time has come, each move once and in the log', async () => {
  const [one, two] = [await t.world(), await t.world()];
  const made = {
    opens: await publishedRound(one, { state: 'published', opensIn: '-1 minutes', closesIn: '3 days' }),
    closes: await publishedRound(two, { state: 'open', closesIn: '-1 seconds' }),
    // nobody swept for long
    both: await publishedRound(two, { state: 'published', opensIn: '-9 days', closesIn: '-1 days' }),
    notYet: await publishedRound(one, { state: 'published' }),
    running: await publishedRound(one, { state: 'open' }),
    draft: await publishedRound(one, { state: 'draft', opensIn: '-9 days', closesIn: '-1 days' }),
  };
  // side by side, as two workers would
  const moved = await Promise.all([sweepRounds(t.house), sweepRounds(t.house)]);
  expect(moved.reduce((sum, n) => sum + n, 0)).toBe(4);
  const states = async () => Promise.all(Object.entries(made).map(async ([name, { roundId }]) => [name, (await one.rows<{ state: string }>('SELECT state FROM round WHERE id = $1', [roundId]))[0]?.state]));
  expect(await states()).toEqual([['opens', 'open'], ['closes', 'closed'], ['both', 'closed'], ['notYet', 'published'], ['running', 'open'], ['draft', 'draft']]);
  const events = await one.rows<{ kind: string }>('SELECT kind FROM event_log WHERE subject_id = $1 ORDER BY id', [made.both.roundId]);
  expect(events.map((event) => event.kind)).toEqual(['round.open', 'round.close']);
  expect(await sweepRounds(t.house)).toBe(0);
});
