import { fillPrizes, getRoundAwards, givePrize, listPrizes, removePrize } from '@weichuang/contracts/awards/decision';
import { decidedRound } from '@weichuang/testing/builders/awards';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const PRIZES = { prizes: [{ id: 'first', name: { zh: '一等奖' }, quota: 1, amountFen: 300_000 }, { id: 'second', name: { zh: '二等奖' }, quota: 2, amountFen: 100_000 }] };

async function somebody() {
  const w = await t.world();
  const round = await decidedRound(w, 5, 2, PRIZES);
  return { w, round, handler: await w.as('street_handler'), params: { roundId: round.roundId }, ids: round.applications.map((one) => one.id) };
}

it('gives prizes by tier to funded and unfunded alike, apart from the grants’ money', async () => {
  const { w, handler, params, ids, round } = await somebody();
  await handler.do(givePrize, { params, body: { applicationId: ids[0] ?? '', tierId: 'first' } });
  await handler.do(givePrize, { params, body: { applicationId: ids[4] ?? '', tierId: 'second' } });
  const list = await handler.do(listPrizes, { params });
  expect(list.rows.map((row) => [row.applicationId, row.tier.zh, row.amountFen])).toEqual([[ids[0], '一等奖', 300_000], [ids[4], '二等奖', 100_000]]);
  expect(list.totalFen).toBe(400_000);
  expect(await w.rows('SELECT committed_fen FROM envelope WHERE round_id = $1', [round.roundId])).toEqual([{ committed_fen: 4_000_000 }]);
});

it.each([
  ['no place left', 1, 'first', 'PRIZE.QUOTA_REACHED'],
  ['a second one for the same', 0, 'second', 'PRIZE.ALREADY_GIVEN'],
  ['no such tier', 1, 'tenth', 'PRIZE.UNKNOWN_TIER'],
])('refuses: %s', async (_, index, tierId, code) => {
  const { handler, params, ids } = await somebody();
  await handler.do(givePrize, { params, body: { applicationId: ids[0] ?? '', tierId: 'first' } });
  expect((await handler.call(givePrize, { params, body: { applicationId: ids[index] ?? '', tierId } })).problem.code).toBe(code);
});

it('keeps the quota though everybody gives at once', async () => {
  const { handler, params, ids } = await somebody();
  const answers = await Promise.all(ids.map((applicationId) => handler.call(givePrize, { params, body: { applicationId, tierId: 'second' } })));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(2);
  expect((await handler.do(listPrizes, { params })).rows).toHaveLength(2);
});

it('fills the tiers along the ranking, round about what was given by hand', async () => {
  const { handler, params, ids } = await somebody();
  await handler.do(givePrize, { params, body: { applicationId: ids[4] ?? '', tierId: 'second' } });
  expect(await handler.do(fillPrizes, { params })).toEqual({ given: 2 });
  const { prizes, prizeTiers } = await handler.do(getRoundAwards, { params });
  expect(prizes.map((row) => [row.applicationId, row.tierId])).toEqual([[ids[0], 'first'], [ids[1], 'second'], [ids[4], 'second']]);
  expect(prizeTiers.map((tier) => [tier.id, tier.given, tier.quota])).toEqual([['first', 1, 1], ['second', 2, 2]]);
});

it('is for the street’s staff, of this street and this round', async () => {
  const { w, params, ids } = await somebody();
  const body = { applicationId: ids[0] ?? '', tierId: 'first' };
  expect((await (await w.as('street_finance')).call(givePrize, { params, body })).status).toBe(403);
  expect((await (await w.stranger()).call(givePrize, { params, body })).status).toBe(404);
  const other = await somebody();
  expect((await (await w.as('street_manager')).call(givePrize, { params, body: { applicationId: other.ids[0] ?? '', tierId: 'first' } })).status).toBe(404);
});

it('takes a prize back until the notice is out', async () => {
  const { w, handler, params, ids, round } = await somebody();
  const { id } = await handler.do(givePrize, { params, body: { applicationId: ids[0] ?? '', tierId: 'first' } });
  expect((await (await w.as('street_leader')).call(removePrize, { params: { id } })).status).toBe(403);
  await handler.do(removePrize, { params: { id } });
  expect((await handler.call(removePrize, { params: { id } })).status).toBe(404);
  const again = await handler.do(givePrize, { params, body: { applicationId: ids[0] ?? '', tierId: 'first' } });
  await w.rows(`INSERT INTO public_notice (id, tenant_id, round_id, decision_id, title, content, state, published_at) VALUES (gen_random_uuid(), $1, $2, $3, '公示', '{"lines":[]}', 'published', now())`, [w.tenantId, round.roundId, round.decisionId]);
  expect((await handler.call(removePrize, { params: { id: again.id } })).problem.code).toBe('PRIZE.PUBLISHED');
  expect((await handler.call(givePrize, { params, body: { applicationId: ids[1] ?? '', tierId: 'second' } })).problem.code).toBe('PRIZE.PUBLISHED');
});
