import { acceptProject, addPaper, assignPeople, closeProject, getProject, getProjectTimeline, listMyProjects, listProjectPeople, listProjects, recordAudit, resumeProject, suspendProject, terminateProject } from '@weichuang/contracts/agreements/projects';
import { listTranches } from '@weichuang/contracts/disbursements/tranches';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf } from '@weichuang/testing/builders/files';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject } from '@weichuang/testing/builders/projects';
import { newId } from '@weichuang/kernel/id';
import { emit } from '@weichuang/platform/events/emit';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const roundOf = (w: World) => publishedRound(w, { state: 'executing' });

describe('a granted award', () => {
  async function granted() {
    const w = await t.world();
    const round = await roundOf(w);
    // a project's award without the project itself
    const made = await runningProject(w, round, { signed: false, grantFen: 1_999_999 });
    for (const table of ['tranche', 'payment_balance', 'agreement', 'optimisation']) await w.rows(`DELETE FROM ${table} WHERE project_id = $1`, [made.id]);
    await w.rows('DELETE FROM project WHERE id = $1', [made.id]);
    const grant = () => w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'award.grant', subject: { kind: 'award', id: made.awardId }, roundId: round.roundId }));
    return { w, round, made, grant };
  }

  it('becomes a project with plan, agreement, tranches and balance in the same transaction, once', async () => {
    const { w, round, made, grant } = await granted();
    await grant();
    await grant();
    const manager = await w.as('street_manager');
    const { rows } = await manager.do(listProjects, { params: { roundId: round.roundId } });
    expect(rows).toMatchObject([{ number: made.number, state: 'contracted', grantFen: 1_999_999, paidFen: 0, optimisation: 'drafting', agreement: 'draft' }]);
    const [project] = rows as [(typeof rows)[number]];
    const [plan] = await w.rows<{ answers: unknown; judged: unknown }>(
      'SELECT m.answers, v.answers AS judged FROM optimisation m JOIN project p ON p.id = m.project_id JOIN application_version v ON v.application_id = p.application_id WHERE p.id = $1', [project.id]);
    expect(plan?.answers).toEqual(plan?.judged);
    const money = await manager.do(listTranches, { params: { id: project.id } });
    expect(money).toMatchObject({ grantFen: 1_999_999, netPaidFen: 0 });
    expect(money.rows.map((one) => one.amountFen)).toEqual([999_999, 800_000, 200_000]);
    expect(await w.rows(`SELECT kind FROM event_log WHERE tenant_id = $1 AND kind IN ('project.created', 'tranche.planned')`, [w.tenantId])).toHaveLength(2);
  });

  it('that falls away ends its project and stops the money', async () => {
    const { w, round, made, grant } = await granted();
    await grant();
    await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'award.decline', subject: { kind: 'award', id: made.awardId }, roundId: round.roundId, data: { reason: '人员变动' } }));
    expect(await w.rows(`SELECT p.state, p.ended_reason, array_agg(DISTINCT t.state) AS tranches FROM project p JOIN tranche t ON t.project_id = p.id WHERE p.award_id = $1 GROUP BY p.id`, [made.awardId]))
      .toEqual([{ state: 'terminated', ended_reason: 'applicant_request', tranches: ['cancelled'] }]);
  });
});

describe('lists', () => {
  it('page by number without losing or repeating a project', async () => {
    const w = await t.world();
    const round = await roundOf(w);
    const built = [];
    for (const application of await applications(w, round, 5, { state: 'qualified' })) built.push(await runningProject(w, round, { application }));
    const handler = await w.as('street_handler');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await handler.do(listProjects, { params: { roundId: round.roundId }, query: { limit: 2, ...(after ? { after } : {}) } });
      expect(page.total).toEqual({ count: 5, capped: false });
      seen.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual([...built].sort((a, b) => (a.number < b.number ? -1 : 1)).map((one) => one.id));
    const found = await handler.do(listProjects, { params: { roundId: round.roundId }, query: { q: built[3]!.number, only: 'unassigned' } });
    expect(found.rows.map((row) => row.id)).toEqual([built[3]!.id]);
    expect((await handler.call(listProjects, { params: { roundId: round.roundId }, query: { after: 'nonsense' } })).status).toBe(400);
  });

  it('say why a project is mine, and nothing of others', async () => {
    const w = await t.world();
    const round = await roundOf(w);
    const supervisor = await w.as('supervisor');
    const project = await runningProject(w, round, { supervisorId: supervisor.userId });
    await runningProject(w, round);
    const owner = await ownerOf(w, project);
    expect((await supervisor.do(listMyProjects)).rows).toMatchObject([{ id: project.id, as: ['supervisor'] }]);
    expect((await owner.do(listMyProjects)).rows).toMatchObject([{ id: project.id, as: ['grantee'] }]);
    expect((await (await w.applicant()).do(listMyProjects)).rows).toEqual([]);
  });
});

describe('a project', () => {
  it('is shown to staff and its grantee, and to no stranger', async () => {
    const w = await t.world();
    const project = await runningProject(w, await roundOf(w));
    const params = { id: project.id };
    const view = await (await w.as('street_manager')).do(getProject, { params });
    expect(view).toMatchObject({ number: project.number, state: 'active', counts: { tranches: 3 }, line: { step: 9 } });
    expect(view.papers.map((one) => [one.id, one.complete])).toEqual([['final_report', false], ['photos', false], ['fund_detail', false]]);
    expect(view.actions.find((one) => one.event === 'accept')).toBeUndefined();
    expect(view.actions.map((one) => one.event)).toContain('terminate');
    expect((await (await ownerOf(w, project)).do(getProject, { params })).actions).toEqual([]);
    expect((await (await w.stranger()).call(getProject, { params })).status).toBe(404);
    expect((await (await w.applicant()).call(getProject, { params })).status).toBe(404);
    expect((await (await w.as('judge')).call(getProject, { params })).status).toBe(404);
  });

  it('gets a supervisor and a coach who have the role here', async () => {
    const w = await t.world();
    const round = await roundOf(w);
    const project = await runningProject(w, round);
    const params = { id: project.id };
    const [handler, supervisor, owner] = [await w.as('street_handler'), await w.as('supervisor', { roundId: round.roundId }), await ownerOf(w, project)];
    const judge = await w.as('judge');
    expect((await handler.do(listProjectPeople, { params })).supervisors.map((one) => one.id)).toEqual([supervisor.userId]);
    expect((await handler.call(assignPeople, { params, body: { revision: 1, supervisorId: judge.userId, coachId: null } })).problem).toMatchObject({ status: 422, code: 'PROJECT.NOT_A_SUPERVISOR' });
    expect((await owner.call(assignPeople, { params, body: { revision: 1, supervisorId: null, coachId: null } })).status).toBe(403);
    await handler.do(assignPeople, { params, body: { revision: 1, supervisorId: supervisor.userId, coachId: supervisor.userId } });
    expect((await handler.call(assignPeople, { params, body: { revision: 1, supervisorId: null, coachId: null } })).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
    expect(await handler.do(getProject, { params })).toMatchObject({ supervisor: { id: supervisor.userId }, coach: { id: supervisor.userId } });
    const timeline = await handler.do(getProjectTimeline, { params });
    expect(timeline.rows.map((row) => row.kind)).toContain('project.assigned');
    expect(timeline.rows.filter((row) => row.text.includes(row.kind))).toEqual([]); // everything has its sentence
  });

  it('is suspended with a reason, resumed, terminated', async () => {
    const w = await t.world();
    const project = await runningProject(w, await roundOf(w));
    const params = { id: project.id };
    const manager = await w.as('street_manager');
    expect((await (await w.as('street_handler')).call(suspendProject, { params, body: { revision: 1, reason: '停' } })).status).toBe(403);
    expect((await manager.call(suspendProject, { params, body: { revision: 1 } })).problem).toMatchObject({ status: 422, code: 'PROJECT.REASON_MISSING' });
    await manager.do(suspendProject, { params, body: { revision: 1, reason: '负责人变更' } });
    const money = await manager.do(listTranches, { params });
    expect(money.rows[0]?.conditions.find((one) => one.condition === 'not_stopped')).toMatchObject({ met: false, text: '项目已暂停或终止' });
    await manager.do(resumeProject, { params, body: { revision: 2, reason: '已到岗' } });
    await manager.do(terminateProject, { params, body: { revision: 3, reason: '不可抗力', terminationReason: 'force_majeure' } });
    expect(await manager.do(getProject, { params })).toMatchObject({ state: 'terminated', agreement: 'ended', endedReason: 'force_majeure', line: { ended: 'terminated' } });
    expect((await manager.do(listTranches, { params })).rows.map((one) => one.state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await manager.call(terminateProject, { params, body: { revision: 4, reason: '又', terminationReason: 'breach' } })).problem.code).toBe('STATE.WRONG');
  });

  it('is accepted when evaluation, report, findings and papers allow it, closed when the money is settled', async () => {
    const w = await t.world();
    const round = await roundOf(w);
    const project = await runningProject(w, round);
    const params = { id: project.id };
    const [manager, owner] = [await w.as('street_manager'), await ownerOf(w, project)];
    await w.rows(`UPDATE project SET state = 'midterm_passed' WHERE id = $1`, [project.id]);
    const accept = () => manager.call(acceptProject, { params, body: { revision: 1 } });
    expect((await accept()).problem.code).toBe('PROJECT.FINAL_EVALUATION_OPEN');
    await insertRows(w, 'evaluation', [
      { id: newId(), tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, stage: 'final', index_version_id: round.formVersionIds['final_index']!, evaluator_id: manager.userId, method: '', answers: {}, strengths: '', problems: '', suggestions: '', passes: true, state: 'confirmed', revision: 1, created_at: new Date().toISOString() },
    ]);
    expect((await accept()).problem.code).toBe('PROJECT.FINAL_REPORT_OPEN');
    await insertRows(w, 'progress_report', [
      { id: newId(), tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, stage: 'final', form_version_id: round.formVersionIds['progress']!, answers: {}, state: 'accepted', due_at: new Date().toISOString(), late: false, revision: 1, created_at: new Date().toISOString() },
    ]);
    expect((await accept()).problem).toMatchObject({ code: 'PROJECT.DOCUMENTS_MISSING' });
    for (const paperId of ['photos', 'fund_detail']) expect((await owner.upload(addPaper, { id: project.id, paperId }, aPdf(paperId), '材料.pdf')).status).toBe(200);
    expect((await owner.upload(addPaper, { id: project.id, paperId: 'unknown' }, aPdf(), '材料.pdf')).status).toBe(404);
    expect((await accept()).body).toMatchObject({ state: 'accepted' });
    expect((await manager.call(closeProject, { params, body: { revision: 2 } })).problem.code).toBe('PROJECT.SETTLEMENT_OPEN');
    await w.rows(`UPDATE tranche SET state = 'cancelled' WHERE project_id = $1`, [project.id]);
    await manager.do(closeProject, { params, body: { revision: 2 } });
    expect(await manager.do(getProject, { params })).toMatchObject({ state: 'closed', agreement: 'ended' });
  });

  it('keeps the audit’s result', async () => {
    const w = await t.world();
    const project = await runningProject(w, await roundOf(w));
    const params = { id: project.id };
    const auditor = await w.as('street_finance');
    await auditor.do(recordAudit, { params, body: { revision: 1, clean: true, on: '2026-11-01', note: '无保留意见' } });
    expect((await auditor.do(getProject, { params })).audit).toEqual({ clean: true, on: '2026-11-01', note: '无保留意见' });
    expect((await (await ownerOf(w, project)).call(recordAudit, { params, body: { revision: 2, clean: true, on: '2026-11-01' } })).status).toBe(403);
  });

  it('that lapsed unsigned takes no closing paper, no audit and no people; one terminated under way is still accounted for', async () => {
    const w = await t.world();
    const round = await roundOf(w);
    const [lapsed, stopped] = [await runningProject(w, round, { signed: false }), await runningProject(w, round)];
    const [manager, finance] = [await w.as('street_manager'), await w.as('street_finance')];
    await w.rows(`UPDATE agreement SET state = 'expired' WHERE project_id = $1`, [lapsed.id]);
    await w.rows(`UPDATE project SET state = 'terminated', ended_reason = 'not_signed' WHERE id = ANY ($1)`, [[lapsed.id, stopped.id]]);
    const paperId = (await manager.do(getProject, { params: { id: lapsed.id } })).papers[0]?.id ?? '';
    const tries = async (project: typeof lapsed) => {
      const [params, revision] = [{ id: project.id }, (await manager.do(getProject, { params: { id: project.id } })).revision];
      return [
        (await (await ownerOf(w, project)).upload(addPaper, { id: project.id, paperId }, aPdf(), '决算.pdf')).problem.code,
        (await manager.call(assignPeople, { params, body: { revision, supervisorId: null, coachId: null } })).problem.code,
        (await finance.call(recordAudit, { params, body: { revision: revision + (project === stopped ? 1 : 0), clean: true, on: '2026-11-01', note: '' } })).problem.code,
      ];
    };
    expect(await tries(lapsed)).toEqual(['PROJECT.LAPSED', 'PROJECT.LAPSED', 'PROJECT.LAPSED']);
    expect(await tries(stopped)).toEqual([undefined, undefined, undefined]);
    expect((await manager.do(getProject, { params: { id: lapsed.id } })).may).toMatchObject({ assign: false, papers: false, audit: false });
    expect((await manager.do(getProject, { params: { id: stopped.id } })).may).toMatchObject({ assign: true, audit: true });
  });
});
