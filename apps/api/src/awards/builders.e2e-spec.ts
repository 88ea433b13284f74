import { grantedAward } from '@weichuang/testing/builders/awards';
import { qualifiedApplications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it('builds awards that stand, of one decision and one notice, with their money in the envelope', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [first, second] = await qualifiedApplications(w, round, 2);
  const a = await grantedAward(w, round, first!, 20_000_00);
  const b = await grantedAward(w, round, second!, 15_000_00);
  expect([b.decisionId, b.noticeId]).toEqual([a.decisionId, a.noticeId]);
  expect(await w.rows('SELECT committed_fen FROM envelope WHERE round_id = $1', [round.roundId])).toEqual([{ committed_fen: 35_000_00 }]);
  expect(await w.rows('SELECT rank, state, committed FROM award WHERE round_id = $1 ORDER BY rank', [round.roundId])).toEqual([
    { rank: 1, state: 'granted', committed: true }, { rank: 2, state: 'granted', committed: true },
  ]);
  expect(await w.rows(`SELECT jsonb_array_length(content->'lines') AS lines FROM public_notice WHERE id = $1`, [a.noticeId])).toEqual([{ lines: 2 }]);
});
