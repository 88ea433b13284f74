import { newId } from '@weichuang/kernel/id';
import { emit } from '@weichuang/platform/events/emit';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { panel } from '@weichuang/testing/builders/judging';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { World } from '@weichuang/testing/world';
import { notificationListeners } from './listeners';
import { remind } from './reminders';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
});
afterAll(() => t.close());
afterEach(() => t.house.clock.moveTo(new Date()));

interface Logged { id: string; kind: string; subject_kind: string; subject_id: string; round_id: string | null; actor_id: string | null; happened_at: Date; data: Record<string, unknown> }

/** Gives every event of the street to the listeners, twice: a repeat tells nobody again. */
async function hear(w: World): Promise<void> {
  const events = await w.rows<Logged>('SELECT * FROM event_log WHERE tenant_id = $1 ORDER BY id', [w.tenantId]);
  for (const row of [...events, ...events])
    for (const listener of notificationListeners.filter((one) => one.kinds.includes(row.kind)))
      await w.house.asSystem(w.tenantId, (ctx) =>
        listener.run(ctx, { id: row.id, kind: row.kind, tenantId: w.tenantId, subject: { kind: row.subject_kind, id: row.subject_id }, roundId: row.round_id, actorId: row.actor_id, happenedAt: row.happened_at, data: row.data }, w.house),
      );
}
const told = (w: World, kind: string) => w.rows<{ user_id: string; params: Record<string, string>; link: string }>('SELECT user_id, params, link FROM notification WHERE tenant_id = $1 AND kind = $2', [w.tenantId, kind]);
const letters = (w: World, userId: string) => w.rows<{ subject: string; body: string }>('SELECT subject, body FROM mail WHERE tenant_id = $1 AND to_user_id = $2 ORDER BY created_at, id', [w.tenantId, userId]);

async function judged() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'reviewing' });
  const given = await applications(w, round, 2, { state: 'qualified' });
  const { stageId, judges, sheets } = await panel(w, round, given, { judges: 2 });
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{calendar,reviewTo}', to_jsonb('2026-04-20T17:00:00+08:00'::text)) WHERE id = $1`, [round.roundId]);
  return { w, round, given, stageId, judges, sheets };
}

it('tells each judge what it was given, by message and by mail, and nobody else', async () => {
  const { w, round, given, stageId, judges } = await judged();
  const [first, second] = judges as [(typeof judges)[number], (typeof judges)[number]];
  await w.house.asSystem(w.tenantId, (ctx) =>
    emit(ctx, { kind: 'review_stage.assigned', subject: { kind: 'review_stage', id: stageId }, tenantId: w.tenantId, roundId: round.roundId, data: { added: given.map(({ id }) => ({ applicationId: id, judgeId: first.userId })) } }),
  );
  await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'panel.judge_added', subject: { kind: 'review_stage', id: stageId }, tenantId: w.tenantId, roundId: round.roundId, data: { userId: second.userId } }));
  await hear(w);
  expect(await told(w, 'review_stage.assigned')).toMatchObject([{ user_id: first.userId, params: { count: '2', due: '2026-04-20(周一)17:00' }, link: '/app/judging' }]);
  expect(await told(w, 'panel.judge_added')).toMatchObject([{ user_id: second.userId }]);
  expect((await letters(w, first.userId)).map((one) => one.subject)).toEqual([expect.stringMatching(/^《.+》已分配您评审 2 个项目，请于 2026-04-20\(周一\)17:00 前完成评分$/)]);
  expect((await letters(w, second.userId)).map((one) => one.subject)).toEqual([expect.stringContaining('受邀担任')]);
});

it('reminds the judges who have something left three days and one day before the end, each time once', async () => {
  const { w, given, judges, sheets, stageId } = await judged();
  const [busy, done] = judges as [(typeof judges)[number], (typeof judges)[number]];
  for (const { id } of given) await w.rows(`UPDATE scorecard SET state = 'locked', total = 80, locked_at = now() WHERE id = $1`, [sheets[id]?.[done.userId]]);
  const run = async (at: string) => {
    await w.at(at);
    await Promise.all([remind(t.house), remind(t.house)]);
    await remind(t.house);
    await hear(w);
    const events = await w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'review_stage.reminded'`, [stageId]);
    return [events.length, (await told(w, 'review_stage.reminded')).length];
  };
  expect(await run('2026-04-17T08:00:00Z')).toEqual([0, 0]);
  expect(await run('2026-04-17T09:00:00Z')).toEqual([1, 1]);
  expect(await run('2026-04-18T09:00:00Z')).toEqual([1, 1]);
  expect(await run('2026-04-19T09:00:00Z')).toEqual([2, 2]);
  expect((await told(w, 'review_stage.reminded')).every((one) => one.user_id === busy.userId && one.params['count'] === '2')).toBe(true);
  expect(await letters(w, done.userId)).toEqual([]);
  // who was told stands in the event: a reminder by hand leaves him in peace for a day
  expect(await w.rows(`SELECT DISTINCT data -> 'judges' AS judges FROM event_log WHERE subject_id = $1 AND kind = 'review_stage.reminded'`, [stageId])).toEqual([{ judges: [busy.userId] }]);
  await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'review_stage.reminded', subject: { kind: 'review_stage', id: stageId }, tenantId: w.tenantId, data: { judges: [done.userId] } }));
  await hear(w);
  expect(await told(w, 'review_stage.reminded')).toHaveLength(2);
  // after the end, and once nothing is left, nobody
  expect(await run('2026-04-20T09:00:01Z')).toEqual([3, 2]);
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{calendar,reviewTo}', to_jsonb('2026-04-25T17:00:00+08:00'::text)) WHERE id = (SELECT round_id FROM review_stage WHERE id = $1)`, [stageId]);
  await w.rows(`UPDATE scorecard SET state = 'locked', total = 80, locked_at = now() WHERE review_stage_id = $1`, [stageId]);
  expect(await run('2026-04-24T09:00:00Z')).toEqual([3, 2]);
});

it('leaves in peace whom somebody reminded by hand that day, and reminds the others', async () => {
  const { w, judges, stageId } = await judged();
  const [first, second] = judges as [(typeof judges)[number], (typeof judges)[number]];
  const byHand = (told: readonly string[]) => w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'review_stage.reminded', subject: { kind: 'review_stage', id: stageId }, tenantId: w.tenantId, data: { judges: told } }));
  const run = async (at: string) => {
    await w.at(at);
    await remind(t.house);
    await hear(w);
    return (await told(w, 'review_stage.reminded')).map((one) => one.user_id).sort();
  };
  const each = (...ids: string[]) => ids.sort();
  await w.at('2026-04-17T08:00:00Z');
  await byHand([first.userId]);
  expect(await run('2026-04-17T09:00:00Z')).toEqual(each(first.userId, second.userId));
  // all were told by hand: the timer says nothing, and does not make up for it later in the day
  await w.at('2026-04-19T08:30:00Z');
  await byHand([first.userId, second.userId]);
  expect(await run('2026-04-19T09:00:00Z')).toHaveLength(4);
  expect(await run('2026-04-20T08:45:00Z')).toHaveLength(4);
});

it('tells the manager of a tranche that falls due, is asked for, and is not paid in time', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const manager = await w.as('street_manager');
  const project = await runningProject(w, round);
  const [first] = project.tranches;
  await w.rows(`UPDATE tranche SET due_on = '2026-05-10' WHERE id = $1`, [first?.id]);
  for (const kind of ['tranche.due', 'tranche.request'])
    await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind, subject: { kind: 'tranche', id: first?.id ?? '' }, tenantId: w.tenantId, roundId: round.roundId, data: { projectId: project.id } }));
  await w.at('2026-05-04T01:00:00Z');
  await remind(t.house);
  await remind(t.house);
  await hear(w);
  for (const kind of ['tranche.due', 'tranche.request', 'tranche.reminded']) expect(await told(w, kind)).toMatchObject([{ user_id: manager.userId, params: { title: project.title }, link: `/app/projects/${project.id}?tab=money` }]);
  expect(await letters(w, manager.userId)).toHaveLength(3);
  // paid: nothing more
  await w.rows(`UPDATE tranche SET state = 'paid', paid_on = '2026-05-05', paid_fen = amount_fen, voucher_number = 'v' WHERE id = $1`, [first?.id]);
  await w.at('2026-05-10T01:00:00Z');
  await remind(t.house);
  expect(await w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'tranche.reminded'`, [first?.id])).toHaveLength(1);
});

it('reminds a project’s own supervisor of its next visit, seven days and one day before', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [own] = [await w.as('supervisor'), await w.as('supervisor')];
  const project = await runningProject(w, round, { supervisorId: own.userId });
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{supervision}', '{"visitEveryDays": 60}') WHERE id = $1`, [round.roundId]);
  await w.rows(`UPDATE project SET starts_on = '2026-05-06', ends_on = '2026-11-30' WHERE id = $1`, [project.id]);
  await w.rows(`UPDATE agreement SET signed_on = '2026-05-01' WHERE project_id = $1`, [project.id]);
  const reminded = async (at: string) => {
    await w.at(at);
    await remind(t.house);
    await remind(t.house);
    await hear(w);
    return told(w, 'project.visit_reminded');
  };
  expect(await reminded('2026-06-27T01:00:00Z')).toEqual([]);
  expect(await reminded('2026-06-29T01:00:00Z')).toMatchObject([{ user_id: own.userId, params: { title: project.title }, link: `/app/projects/${project.id}?tab=supervision` }]);
  expect(await reminded('2026-07-05T01:00:00Z')).toHaveLength(2);
  // past its day the to-do says so, and no reminder is made up for
  expect(await reminded('2026-07-06T01:00:00Z')).toHaveLength(2);
});

it('tells a project’s own supervisor of a rectification, its own coach of a plan, and the grantee of what either answers', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [supervisor, coach] = [await w.as('supervisor'), await w.as('supervisor'), await w.as('supervisor')];
  const [application] = await applications(w, round, 1, { state: 'qualified' });
  if (!application) throw new Error('no application');
  const owner = await ownerOf(w, application);
  const project = await runningProject(w, round, { application, supervisorId: supervisor.userId, coachId: coach.userId });
  const visitId = newId();
  const findingId = newId();
  await w.rows(`INSERT INTO visit (id, tenant_id, round_id, project_id, supervisor_id, visited_on, method, summary) VALUES ($1, $2, $3, $4, $5, '2026-06-01', 'site', 's')`, [visitId, w.tenantId, round.roundId, project.id, supervisor.userId]);
  await w.rows(`INSERT INTO finding (id, tenant_id, round_id, project_id, visit_id, severity, description, rectify_by) VALUES ($1, $2, $3, $4, $5, 'minor', 'd', '2026-06-10')`, [findingId, w.tenantId, round.roundId, project.id, visitId]);
  const happens = (kind: string, subject: { kind: string; id: string }) => w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind, subject, tenantId: w.tenantId, roundId: round.roundId, data: {} }));
  const plan = { kind: 'optimisation', id: project.optimisationId };
  const finding = { kind: 'finding', id: findingId };
  await happens('visit.logged', { kind: 'visit', id: visitId });
  for (const kind of ['finding.report', 'finding.extend', 'finding.fall_due']) await happens(kind, finding);
  for (const kind of ['optimisation.submit', 'optimisation.coach_return']) await happens(kind, plan);
  await happens('project.suspend', { kind: 'project', id: project.id });
  await hear(w);
  const who = async (kind: string) => (await told(w, kind)).map((each) => each.user_id);
  expect([await who('finding.report'), await who('optimisation.submit')]).toEqual([[supervisor.userId], [coach.userId]]);
  for (const kind of ['visit.logged', 'finding.extend', 'finding.fall_due', 'optimisation.coach_return', 'project.suspend']) expect([kind, await who(kind)]).toEqual([kind, [owner.userId]]);
});

it.each([
  ['application.shortlisted', '已入围下一评审环节'],
  ['application.not_shortlisted', '未能入围下一评审环节'],
])('tells the applicant alone of %s, by message and by mail', async (kind, words) => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'reviewing' });
  const [one, other] = await applications(w, round, 2, { state: 'qualified' });
  if (!one || !other) throw new Error('no applications');
  const [owner] = [await ownerOf(w, one), await ownerOf(w, other), await w.as('street_handler')];
  await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind, subject: { kind: 'application', id: one.id }, tenantId: w.tenantId, roundId: round.roundId, data: { stageKey: 'paper' } }));
  await hear(w);
  expect(await told(w, kind)).toMatchObject([{ user_id: owner.userId, params: { title: one.title }, link: `/app/applications/${one.id}` }]);
  expect((await letters(w, owner.userId)).map((each) => each.subject)).toEqual([expect.stringContaining(words)]);
});

it('reads no other street’s reminders', async () => {
  const [a, b] = [await t.world(), await t.world()];
  await a.rows(`INSERT INTO reminder (tenant_id, subject_id, due_at, days_before, reminded_at) VALUES ($1, $1, now(), 1, now())`, [a.tenantId]);
  const seen = (w: World) => w.house.asSystem(w.tenantId, (ctx) => ctx.em.query('SELECT 1 FROM reminder WHERE subject_id = $1', [a.tenantId]) as Promise<unknown[]>);
  expect([(await seen(a)).length, (await seen(b)).length]).toEqual([1, 0]);
});
