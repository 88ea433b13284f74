import { ApiProblem } from '../../../app/api';
import type { ActivityBody } from './activity-form';
import { activitySender, type HeldActivity } from './activity-send';

const body = (attendanceCount: number): ActivityBody => ({
  title: '健康讲座', heldOn: '2026-07-01', startsAt: '09:00', endsAt: '11:00', place: '一社区', audience: '', attendanceCount, distinctServed: 10, volunteerCount: 0, volunteerHoursHundredths: 0,
  team: '', goal: '', summary: '讲座', reflection: '', mediaLink: null,
});
const lost = () => new ApiProblem({ status: 0, code: 'NETWORK' });

/** A server that keeps one record a key; `way` says for each call whether it gets there and whether its answer comes back. */
function server(way: ('ok' | 'unsent' | 'answer lost' | 'refused')[]) {
  const records = new Map<string, { count: number; revision: number }>();
  const through = async <T>(act: () => T): Promise<T> => {
    const now = way.shift() ?? 'ok';
    if (now === 'refused') throw new ApiProblem({ status: 422, code: 'ACTIVITY.INVALID' });
    if (now === 'unsent') throw lost();
    const answer = act();
    if (now === 'answer lost') throw lost();
    return Promise.resolve(answer);
  };
  const file = (one: ActivityBody, key: string) =>
    through((): HeldActivity => {
      const known = records.get(key) ?? { count: one.attendanceCount, revision: 1 };
      records.set(key, known);
      return { id: key, revision: known.revision };
    });
  const edit = (held: HeldActivity, one: ActivityBody) =>
    through((): HeldActivity => {
      const revision = held.revision + 1;
      records.set(held.id, { count: one.attendanceCount, revision });
      return { id: held.id, revision };
    });
  return { records, routes: { file, edit } };
}

it.each<[string, ('ok' | 'unsent' | 'answer lost' | 'refused')[], number[]]>([
  ['sent once', ['ok'], [12]],
  ['the answer lost, sent again as it is', ['answer lost', 'ok'], [12, 12]],
  ['the answer lost, another figure', ['answer lost', 'ok', 'ok'], [12, 21]],
  ['never arrived, another figure', ['unsent', 'ok', 'ok'], [12, 21]],
  ['lost twice, figures changed twice', ['answer lost', 'answer lost', 'ok', 'ok'], [12, 15, 21]],
  ['refused, then right', ['refused', 'ok'], [-1, 21]],
  ['lost, then what was sent first is refused', ['unsent', 'refused', 'ok'], [-1, 21]],
  ['corrected once more afterwards', ['ok', 'ok'], [12, 21]],
])('%s: one record, with the last figure', async (_rule, way, counts) => {
  const { records, routes } = server([...way]);
  let n = 0;
  const send = activitySender(routes, null, () => `key-${++n}`);
  for (const count of counts) await send(body(count)).catch(() => undefined);
  expect([...records.values()].map((record) => record.count)).toEqual([counts.at(-1)]);
});

it('corrects the one it was begun with', async () => {
  const { records, routes } = server([]);
  await activitySender(routes, { id: 'known', revision: 4 })(body(7));
  expect(records.get('known')).toEqual({ count: 7, revision: 5 });
});
