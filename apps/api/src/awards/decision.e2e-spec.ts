import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  adjustAward, approveDecision, getRoundAwards, openDecision, reallocate, returnDecision, submitDecision, type RoundAwardsView,
} from '@weichuang/contracts/awards/decision';
import { frozenRanking } from '@weichuang/testing/builders/judging';
import { type RankedRound, rankedRound } from '@weichuang/testing/builders/awards';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { Client as Person, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const lines = (view: RoundAwardsView) => view.lines.map((line) => [line.rank, line.state, line.amountFen, line.reason.code.replace('ALLOCATION.', ''), line.waitlist]);
const page = (client: Person, round: RankedRound) => client.do(getRoundAwards, { params: { roundId: round.roundId } });

async function opened(n = 5, fundable = 3, config: Parameters<typeof rankedRound>[3] = {}): Promise<{ w: World; round: RankedRound; handler: Person; leader: Person; view: RoundAwardsView; decisionId: string }> {
  const w = await t.world();
  const round = await rankedRound(w, n, fundable, config);
  const [handler, leader] = [await w.as('street_handler'), await w.as('street_leader')];
  const { id } = await handler.do(openDecision, { params: { roundId: round.roundId } });
  return { w, round, handler, leader, view: await page(handler, round), decisionId: id };
}
const lineOf = (view: RoundAwardsView, rank: number) => {
  const line = view.lines.find((one) => one.rank === rank);
  if (!line) throw new Error(`no line ${rank}`);
  return line;
};

it('allocates the pool along the frozen ranking, and says of every line why', async () => {
  const { view } = await opened();
  expect(lines(view)).toEqual([
    [1, 'proposed', 2_000_000, 'FUNDED', null], [2, 'proposed', 2_000_000, 'FUNDED', null], [3, 'proposed', 2_000_000, 'FUNDED', null],
    [4, 'waitlisted', 0, 'POOL_EXHAUSTED', 1], [5, 'waitlisted', 0, 'POOL_EXHAUSTED', 2],
  ]);
  expect(view.pool).toEqual({ poolFen: 6_000_000, committedFen: 0, plannedFen: 6_000_000, leftFen: 0 });
  expect(lineOf(view, 1).reason.detail).toBe('按排名在资金范围内');
  expect(view.decision).toMatchObject({ state: 'draft', outdated: false });
});

it('is read in a handful of statements, however many lines, prizes and notices there are', async () => {
  const { handler, round } = await opened(12, 8);
  await page(handler, round); // whoever asks is known from here on
  const query = jest.spyOn(Client.prototype, 'query');
  await page(handler, round);
  const asked = query.mock.calls.length;
  query.mockRestore();
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(8);
});

it('opens a decision once, only with a frozen ranking, only for those who allocate', async () => {
  const { w, round, handler, leader } = await opened();
  const params = { roundId: round.roundId };
  expect((await handler.call(openDecision, { params })).problem).toMatchObject({ status: 409, code: 'DECISION.EXISTS' });
  expect((await leader.call(openDecision, { params })).status).toBe(403);
  expect((await (await w.stranger()).call(openDecision, { params })).status).toBe(404);
  expect((await (await w.stranger()).call(getRoundAwards, { params })).status).toBe(404);
  expect((await (await w.as('judge', { roundId: round.roundId })).call(getRoundAwards, { params })).status).toBe(404);
  expect((await (await w.as('supervisor')).call(getRoundAwards, { params })).status).toBe(403);
  expect((await w.nobody().call(getRoundAwards, { params })).status).toBe(401);

  const other = await rankedRound(w, 2, 1);
  await w.rows('UPDATE ranking SET superseded_at = now() WHERE round_id = $1', [other.roundId]);
  expect((await handler.call(openDecision, { params: { roundId: other.roundId } })).problem.code).toBe('REVIEW.NOT_FROZEN');
  const early = await rankedRound(w, 2, 1);
  await w.rows(`UPDATE round SET state = 'open' WHERE id = $1`, [early.roundId]);
  expect((await handler.call(openDecision, { params: { roundId: early.roundId } })).problem.code).toBe('DECISION.ROUND_NOT_DECIDING');
});

it('gives the same answer to the same click twice', async () => {
  const w = await t.world();
  const round = await rankedRound(w, 2, 1);
  const handler = await w.as('street_handler');
  const key = { 'idempotency-key': randomUUID() };
  const [first, second] = [await handler.call(openDecision, { params: { roundId: round.roundId } }, key), await handler.call(openDecision, { params: { roundId: round.roundId } }, key)];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body).toEqual(first.body);
});

it('moves a round that was still reviewing to the decision', async () => {
  const w = await t.world();
  const round = await rankedRound(w, 2, 1);
  await w.rows(`UPDATE round SET state = 'reviewing' WHERE id = $1`, [round.roundId]);
  await (await w.as('street_handler')).do(openDecision, { params: { roundId: round.roundId } });
  expect(await w.rows('SELECT state FROM round WHERE id = $1', [round.roundId])).toEqual([{ state: 'deciding' }]);
});

it('lets staff set an amount within the entitlement, and nothing above it', async () => {
  const { handler, round, view, w } = await opened();
  const line = lineOf(view, 2);
  const set = (amountFen: number, revision = line.revision) => handler.call(adjustAward, { params: { id: line.id }, body: { revision, amountFen, reason: '' } });
  expect((await set(2_000_001)).problem).toMatchObject({ status: 422, code: 'AWARD.OVER_ENTITLEMENT', title: '最多可资助 ¥20,000.00，请调低金额' });
  expect((await set(0)).problem.code).toBe('AWARD.NO_AMOUNT');
  expect((await set(1_500_000)).body.revision).toBe(line.revision + 1);
  expect((await set(1_400_000)).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
  const after = await page(handler, round);
  expect(after.pool).toMatchObject({ plannedFen: 5_500_000, leftFen: 500_000 });
  expect(await w.rows(`SELECT data->'before' AS before, data->'after' AS after FROM event_log WHERE kind = 'award.amount_changed' AND subject_id = $1`, [line.id])).toEqual([{ before: 2_000_000, after: 1_500_000 }]);
});

it('moves a line out or in only with a written reason, never one the rule gives nothing', async () => {
  const { handler, round, view } = await opened();
  const [second, fourth] = [lineOf(view, 2), lineOf(view, 4)];
  const move = (line: typeof second, state: 'proposed' | 'waitlisted' | 'not_funded', reason: string) => handler.call(adjustAward, { params: { id: line.id }, body: { revision: line.revision, state, reason } });
  expect((await move(second, 'not_funded', '  ')).problem).toMatchObject({ status: 422, code: 'REASON.REQUIRED' });
  expect((await move(fourth, 'proposed', '')).problem.code).toBe('REASON.REQUIRED');
  expect((await move(second, 'not_funded', '已获区级同类资助')).body).toMatchObject({ state: 'not_funded' });
  expect((await move(fourth, 'proposed', '补足名额')).status).toBe(200);
  const after = await page(handler, round);
  expect(lines(after).map(([rank, state, amount, , place]) => [rank, state, amount, place])).toEqual([
    [1, 'proposed', 2_000_000, null], [2, 'not_funded', 0, null], [3, 'proposed', 2_000_000, null], [4, 'proposed', 2_000_000, null], [5, 'waitlisted', 0, 1],
  ]);
  expect(lineOf(after, 2).note).toBe('已获区级同类资助');
});

it('keeps a project below the pass line out, whatever reason is written', async () => {
  const w = await t.world();
  const round = await rankedRound(w, 2, 2);
  await frozenRanking(w, round, round.applications, ['90.00', '10.00']);
  const handler = await w.as('street_handler');
  await handler.do(openDecision, { params: { roundId: round.roundId } });
  const line = lineOf(await page(handler, round), 2);
  expect(line).toMatchObject({ state: 'not_funded', reason: { code: 'ALLOCATION.BELOW_PASS' } });
  expect((await handler.call(adjustAward, { params: { id: line.id }, body: { revision: line.revision, state: 'proposed', reason: '领导重点关注' } })).problem.code).toBe('AWARD.NOT_ENTITLED');
});

it('refuses to submit more than the pool, and names how much too much it is', async () => {
  const { handler, view, decisionId } = await opened();
  const fourth = lineOf(view, 4);
  await handler.do(adjustAward, { params: { id: fourth.id }, body: { revision: fourth.revision, state: 'proposed', reason: '需求急' } });
  const refused = await handler.call(submitDecision, { params: { id: decisionId }, body: { revision: 1 } });
  expect(refused.problem).toMatchObject({ status: 429, code: 'DECISION.OVER_POOL', title: '拟资助合计超出可用资金 ¥20,000.00，可用资金为 ¥60,000.00，请调低金额或减少项目' });
});

it('goes to the leader and back with a reason, and is approved by another person', async () => {
  const { w, handler, leader, round, decisionId } = await opened();
  const params = { id: decisionId };
  expect((await leader.call(approveDecision, { params, body: { revision: 1 } })).problem.code).toBe('STATE.WRONG');
  await handler.do(submitDecision, { params, body: { revision: 1, note: '2026年第3次办公会' } });
  expect((await handler.call(submitDecision, { params, body: { revision: 2 } })).problem.code).toBe('STATE.WRONG');
  expect((await handler.call(approveDecision, { params, body: { revision: 2 } })).status).toBe(403);
  expect((await leader.call(returnDecision, { params, body: { revision: 2, reason: ' ' } })).problem.code).toBe('REASON.REQUIRED');
  const held = lineOf(await page(handler, round), 1);
  expect((await handler.call(adjustAward, { params: { id: held.id }, body: { revision: held.revision, amountFen: 1_000_000 } })).problem.code).toBe('DECISION.NOT_OPEN');
  await leader.do(returnDecision, { params, body: { revision: 2, reason: '请核对第2项' } });
  expect((await page(handler, round)).decision).toMatchObject({ state: 'returned', returnReason: '请核对第2项' });
  await handler.do(submitDecision, { params, body: { revision: 3 } });
  expect((await leader.call(approveDecision, { params, body: { revision: 3 } })).problem.code).toBe('REVISION.STALE');
  expect((await (await w.stranger()).call(approveDecision, { params, body: { revision: 4 } })).status).toBe(404);
  await leader.do(approveDecision, { params, body: { revision: 4 } });
  const view = await page(leader, round);
  expect(view.decision).toMatchObject({ state: 'approved', approved: { name: '王小明' } });
  expect(view.lines.map((line) => [line.state, line.committed])).toEqual([['approved', true], ['approved', true], ['approved', true], ['waitlisted', false], ['waitlisted', false]]);
  expect(view.pool).toMatchObject({ committedFen: 6_000_000, plannedFen: 0, leftFen: 0 });
  expect((await leader.call(approveDecision, { params, body: { revision: 5 } })).problem.code).toBe('STATE.WRONG');
});

it('is not approved by whoever submitted it, leader or not', async () => {
  const { w, leader, decisionId, round } = await opened();
  await w.grant(leader.userId, 'street_manager');
  await leader.do(submitDecision, { params: { id: decisionId }, body: { revision: 1 } });
  expect((await leader.call(approveDecision, { params: { id: decisionId }, body: { revision: 2 } })).problem).toMatchObject({ status: 403, code: 'DECISION.SAME_PERSON' });
  const approve = (await page(leader, round)).decision?.actions.find((one) => one.event === 'approve');
  expect(approve).toMatchObject({ allowed: false, why: { code: 'DECISION.SAME_PERSON', detail: '提交方案的人不能自己批准，请由另一位领导审批' } });
});

it('is allocated again when the ranking was replaced, and not approved before', async () => {
  const { w, round, handler, leader, decisionId } = await opened();
  const params = { id: decisionId };
  await handler.do(submitDecision, { params, body: { revision: 1 } });
  await frozenRanking(w, round, [...round.applications].reverse(), ['99.00', '98.00', '97.00', '96.00', '95.00']);
  expect((await leader.call(approveDecision, { params, body: { revision: 2 } })).problem.code).toBe('REVIEW.NOT_FROZEN');
  expect((await handler.call(reallocate, { params, body: { revision: 2 } })).problem.code).toBe('DECISION.NOT_OPEN');
  await leader.do(returnDecision, { params, body: { revision: 2, reason: '排名已更新' } });
  expect((await page(handler, round)).decision).toMatchObject({ outdated: true });
  await handler.do(reallocate, { params, body: { revision: 3 } });
  const view = await page(handler, round);
  expect(lineOf(view, 1).applicationId).toBe(round.applications[4]?.id);
  expect(view.decision).toMatchObject({ outdated: false });
});

it('does not decide between equals: the funder does, with a reason', async () => {
  const { w, round, handler, decisionId, view } = await opened(3, 1);
  await w.rows('UPDATE award SET rank = 1 WHERE id = $1', [lineOf(view, 2).id]);
  const tied = await handler.call(submitDecision, { params: { id: decisionId }, body: { revision: 1 } });
  expect(tied.problem.code).toBe('ALLOCATION.TIE_AT_LINE');
  const waiting = (await page(handler, round)).lines.find((line) => line.rank === 1 && line.state === 'waitlisted');
  if (!waiting) throw new Error('nobody waits');
  await handler.do(adjustAward, { params: { id: waiting.id }, body: { revision: waiting.revision, state: 'not_funded', reason: '同分，另一项目服务人数更多' } });
  await handler.do(submitDecision, { params: { id: decisionId }, body: { revision: 1 } });
});

it('takes a matched grant from own money, up to the request', async () => {
  const { view } = await opened(2, 3, { grant: { kind: 'matched', perDonatedFenBp: 10_000, maxFen: 100_000_000 } });
  for (const line of view.lines) expect(line.entitledFen).toBeLessThanOrEqual(line.requestedFen);
});
