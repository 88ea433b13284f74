import { countApplications } from '@weichuang/contracts/applications/lists';
import { getRound, listRounds } from '@weichuang/contracts/calls/rounds';
import { listDistricts } from '@weichuang/contracts/stats/district';
import { getDashboard } from '@weichuang/contracts/stats/stats';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([...slices], permissions);
});
afterAll(() => t.close());

it('counts as applications what was handed in, and names drafts apart, on every page', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'open' });
  const { roundId } = round;
  for (const [state, n] of [['submitted', 3], ['returned', 1], ['qualified', 2], ['disqualified', 1], ['draft', 4], ['expired', 2], ['withdrawn', 1]] as const) await applications(w, round, n, { state });
  const leader = await w.as('street_leader');
  const params = { roundId };
  const board = await leader.do(getDashboard, { params });
  expect(Object.fromEntries(board.applications.map(({ key, count }) => [key, count]))).toEqual({ submitted: 3, returned: 1, qualified: 2, disqualified: 1 });
  expect(board.drafts).toBe(4);
  expect(board.communities.reduce((sum, one) => sum + one.applications, 0)).toBe(7);
  expect((await leader.do(getRound, { params })).counts).toMatchObject({ submitted: 7, drafts: 4 });
  expect((await leader.do(listRounds, { params: { tenantId: w.tenantId }, query: {} })).rows.find((one) => one.id === roundId)?.applications).toBe(7);
  const list = await leader.do(countApplications, { params });
  expect([Object.entries(list.states).reduce((sum, [state, n]) => sum + (state === 'withdrawn' ? 0 : n), 0), list.drafts]).toEqual([7, 4]);
  const auditor = await w.person('魏清和');
  await w.rows(`INSERT INTO membership (id, user_id, role, district_id) SELECT $1, $2, 'auditor', s.parent_id FROM tenant t JOIN region s ON s.id = t.region_id WHERE t.id = $3`, [newId(), auditor.userId, w.tenantId]);
  expect((await auditor.do(listDistricts)).rows.map((district) => district.total.applications)).toEqual([7]);
});
