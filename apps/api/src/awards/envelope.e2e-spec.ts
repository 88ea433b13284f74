import { approveAward, approveDecision, declineAward, expireAward, getRoundAwards, listMyAwards, openDecision, promoteAward, submitDecision } from '@weichuang/contracts/awards/decision';
import { decidedRound, type DecidedRound, rankedRound } from '@weichuang/testing/builders/awards';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { Client, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const pool = (w: World, roundId: string) => w.rows<{ pool_fen: number; committed_fen: number }>('SELECT pool_fen, committed_fen FROM envelope WHERE round_id = $1', [roundId]).then((rows) => rows[0]);
const stateOf = async (w: World, id: string | undefined) => (await w.rows<{ state: string; committed: boolean; revision: number; waitlist: number | null }>('SELECT state, committed, revision, waitlist FROM award WHERE id = $1', [id]))[0];

it('never commits more than the pool, whatever comes at once', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 50, 20);
  const leader = await w.as('street_leader');
  // as if everything had been approved for nobody yet: fifty proposals, money for twenty
  await w.rows(`UPDATE award SET state = 'proposed', committed = false, amount_fen = 2000000 WHERE round_id = $1`, [round.roundId]);
  await w.rows('UPDATE envelope SET committed_fen = 0 WHERE round_id = $1', [round.roundId]);
  const answers = await Promise.all(round.awardIds.map((id) => leader.call(approveAward, { params: { id }, body: { revision: 1 } })));
  const refused = answers.filter((answer) => answer.status !== 200);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20);
  expect(new Set(refused.map((answer) => `${answer.status} ${answer.problem.code} ${answer.problem.title}`))).toEqual(new Set(['429 AWARD.OVER_POOL 资金池只剩 ¥0.00，不够本项目的 ¥20,000.00']));
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 40_000_000, committed_fen: 40_000_000 });
  expect(await w.rows('SELECT count(*)::int AS n, sum(amount_fen)::bigint AS fen FROM award WHERE round_id = $1 AND committed', [round.roundId])).toEqual([{ n: 20, fen: 40_000_000 }]);
  expect(await w.rows(`SELECT count(*)::int AS n FROM event_log WHERE kind = 'award.approve' AND round_id = $1`, [round.roundId])).toEqual([{ n: 20 }]);
});

it('is refused by the database itself', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 1, 1);
  await expect(w.rows('UPDATE envelope SET committed_fen = pool_fen + 1 WHERE round_id = $1', [round.roundId])).rejects.toThrow(/check constraint/);
  await expect(w.rows('UPDATE envelope SET committed_fen = -1 WHERE round_id = $1', [round.roundId])).rejects.toThrow(/check constraint/);
});

it('approves a decision once, though the leader clicks ten times', async () => {
  const w = await t.world();
  const round = await rankedRound(w, 3, 2);
  const [handler, leader] = [await w.as('street_handler'), await w.as('street_leader')];
  const { id } = await handler.do(openDecision, { params: { roundId: round.roundId } });
  await handler.do(submitDecision, { params: { id }, body: { revision: 1 } });
  const answers = await Promise.all(Array.from({ length: 10 }, () => leader.call(approveDecision, { params: { id }, body: { revision: 2 } })));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 4_000_000, committed_fen: 4_000_000 });
});

async function withMoneyFree(): Promise<{ w: World; round: DecidedRound; handler: Client; leader: Client }> {
  const w = await t.world();
  const round = await decidedRound(w, 5, 2);
  const [handler, leader] = [await w.as('street_handler'), await w.as('street_leader')];
  await handler.do(declineAward, { params: { id: round.awardIds[0] ?? '' }, body: { revision: 1, reason: '单位来函放弃' } });
  return { w, round, handler, leader };
}

it('gives money back when an award is declined, and the next one moves up for it', async () => {
  const { w, round, handler, leader } = await withMoneyFree();
  const [, , third = '', fourth = ''] = round.awardIds;
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 4_000_000, committed_fen: 2_000_000 });
  expect((await handler.call(promoteAward, { params: { id: fourth }, body: { revision: 1 } })).problem).toMatchObject({ status: 422, code: 'REASON.REQUIRED' });
  expect((await leader.call(promoteAward, { params: { id: third }, body: { revision: 1 } })).status).toBe(403);
  await handler.do(promoteAward, { params: { id: third }, body: { revision: 1 } });
  // another hand a moment later hears what has changed, before any question about turns
  expect((await handler.call(promoteAward, { params: { id: third }, body: { revision: 1 } })).problem.code).toBe('REVISION.STALE');
  expect((await handler.call(promoteAward, { params: { id: fourth }, body: { revision: 1 } })).problem.code).toBe('AWARD.OVER_POOL');
  // money that is planned for the newcomer is not free for another one
  expect((await handler.call(promoteAward, { params: { id: fourth }, body: { revision: 1, reason: '同样急需' } })).problem.code).toBe('AWARD.OVER_POOL');
  expect((await handler.call(approveAward, { params: { id: third }, body: { revision: 2 } })).status).toBe(403);
  expect((await (await w.stranger()).call(approveAward, { params: { id: third }, body: { revision: 2 } })).status).toBe(404);
  expect((await leader.call(approveAward, { params: { id: third }, body: { revision: 1 } })).problem.code).toBe('REVISION.STALE');
  await leader.do(approveAward, { params: { id: third }, body: { revision: 2 } });
  expect(await stateOf(w, third)).toMatchObject({ state: 'approved', committed: true, waitlist: null });
  expect(await stateOf(w, fourth)).toMatchObject({ state: 'waitlisted', waitlist: 1 });
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 4_000_000, committed_fen: 4_000_000 });
});

it('says on the page who may move up, and why not', async () => {
  const { round, handler } = await withMoneyFree();
  const view = await handler.do(getRoundAwards, { params: { roundId: round.roundId } });
  const promote = view.lines.filter((line) => line.state === 'waitlisted').map((line) => line.actions.find((one) => one.event === 'promote')?.allowed);
  expect(promote).toEqual([true, true, true]);
  await handler.do(promoteAward, { params: { id: round.awardIds[2] ?? '' }, body: { revision: 1 } });
  const after = await handler.do(getRoundAwards, { params: { roundId: round.roundId } });
  expect(after.pool).toMatchObject({ committedFen: 2_000_000, plannedFen: 2_000_000, leftFen: 0 });
  expect(after.lines[3]?.actions.find((one) => one.event === 'promote')).toMatchObject({ allowed: false, why: { detail: '资金池只剩 ¥0.00，不够本项目的 ¥20,000.00' } });
});

it('is declined by the organization itself, not by another one', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 3, 2);
  const [first, second] = round.applications;
  if (!first || !second) throw new Error('no applications');
  const [own, other] = [await ownerOf(w, first), await ownerOf(w, second)];
  const id = round.awardIds[0] ?? '';
  expect((await other.call(declineAward, { params: { id }, body: { revision: 1 } })).status).toBe(404);
  expect((await own.do(listMyAwards)).rows).toEqual([]); // nothing before it is public
  await own.do(declineAward, { params: { id }, body: { revision: 1, reason: '人员变动，无法实施' } });
  expect(await stateOf(w, id)).toMatchObject({ state: 'declined', committed: false });
  expect((await own.call(declineAward, { params: { id }, body: { revision: 2 } })).problem.code).toBe('STATE.WRONG');
});

it('lets an award expire only after the time for signing', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 2, 1);
  const handler = await w.as('street_handler');
  const [id = ''] = round.awardIds;
  await w.rows(`UPDATE award SET state = 'granted' WHERE id = $1`, [id]);
  expect((await handler.call(expireAward, { params: { id }, body: { revision: 1 } })).problem.code).toBe('AWARD.SIGNING_OPEN');
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{calendar,signBy}', to_jsonb('2020-01-01T00:00:00+08:00'::text)) WHERE id = $1`, [round.roundId]);
  expect((await (await w.as('street_leader')).call(expireAward, { params: { id }, body: { revision: 1 } })).status).toBe(403);
  await handler.do(expireAward, { params: { id }, body: { revision: 1, reason: '逾期未签约' } });
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 2_000_000, committed_fen: 0 });
});

it.each(['signed', 'current', 'ended'])('is neither declined nor expired once its agreement is %s, and the page says why', async (state) => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  await w.rows('UPDATE agreement SET state = $2, sign_by = $3 WHERE id = $1', [project.agreementId, state, '2020-01-01']);
  const handler = await w.as('street_handler');
  for (const route of [declineAward, expireAward])
    expect((await handler.call(route, { params: { id: project.awardId }, body: { revision: 1, reason: '来函' } })).problem).toMatchObject({ status: 409, code: 'AGREEMENT.SIGNED' });
  const view = await handler.do(getRoundAwards, { params: { roundId: round.roundId } });
  const why = { code: 'AGREEMENT.SIGNED', detail: '协议已经签订，请通过项目变更或终止办理' };
  expect(view.lines[0]?.actions).toMatchObject([{ event: 'decline', allowed: false, why }, { event: 'expire', allowed: false, why }]);
  expect(await stateOf(w, project.awardId)).toMatchObject({ state: 'granted', committed: true });
});

it('expires with its project and its agreement, by the agreement\'s own last day', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round, { signed: false });
  await w.rows('INSERT INTO envelope (round_id, tenant_id, pool_fen, committed_fen) VALUES ($1, $2, 2000000, 2000000)', [round.roundId, w.tenantId]);
  const handler = await w.as('street_handler');
  const expire = () => handler.call(expireAward, { params: { id: project.awardId }, body: { revision: 1, reason: '逾期未签约' } });
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{calendar,signBy}', to_jsonb('2020-01-01T00:00:00+08:00'::text)) WHERE id = $1`, [round.roundId]);
  await w.rows(`UPDATE agreement SET sign_by = current_date + 2 WHERE id = $1`, [project.agreementId]);
  expect((await expire()).problem.code).toBe('AWARD.SIGNING_OPEN');
  await w.rows(`UPDATE agreement SET sign_by = current_date - 2 WHERE id = $1`, [project.agreementId]);
  expect((await expire()).status).toBe(200);
  expect(await pool(w, round.roundId)).toEqual({ pool_fen: 2_000_000, committed_fen: 0 });
  expect(await w.rows('SELECT p.state, p.ended_reason, a.state AS agreement FROM project p JOIN agreement a ON a.project_id = p.id WHERE p.id = $1', [project.id])).toEqual([
    { state: 'terminated', ended_reason: 'not_signed', agreement: 'expired' },
  ]);
});
