import { addComment, coachOptimisation, decideOptimisation, getOptimisation, saveOptimisation, settleThread, submitOptimisation } from '@weichuang/contracts/agreements/optimisation';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { fittedBudget, runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function plan() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const coach = await w.as('supervisor');
  const project = await runningProject(w, round, { signed: false, grantFen: 1_800_000, coachId: coach.userId });
  const owner = await ownerOf(w, project);
  const params = { id: project.id };
  const view = await owner.do(getOptimisation, { params });
  const budget = fittedBudget(view.answers, round.config, project.grantFen);
  return { w, round, coach, project, owner, params, view, budget };
}

it('begins as what was judged, with the budget still to be fitted to the grant', async () => {
  const { view } = await plan();
  expect(view.answers).toEqual(view.judged);
  expect(view.changes).toEqual([]);
  expect(view.lockedFields).toEqual(['beneficiaries', 'goal', 'core_services']);
  expect(view.problems).toMatchObject([{ path: 'budget', code: 'OPTIMISATION.BUDGET_NOT_THE_GRANT' }]);
  expect(view.problems[0]?.message).toMatch(/¥18,000\.00/);
  expect(view.actions).toMatchObject([{ event: 'submit', allowed: false, why: { code: 'OPTIMISATION.INCOMPLETE' } }]);
});

describe('saving', () => {
  it('keeps what may change, and refuses each locked field by its path', async () => {
    const { owner, params, view } = await plan();
    const saved = await owner.do(saveOptimisation, { params, body: { revision: view.revision, patch: { features: '调整后的特色' } } });
    expect(saved).toMatchObject({ revision: 2, conflicts: {} });
    const locked = await owner.call(saveOptimisation, { params, body: { revision: 2, patch: { goal: '别的目标', beneficiaries: null, summary: '新概述' } } });
    expect(locked.problem).toMatchObject({ status: 422, code: 'OPTIMISATION.LOCKED', fields: [{ path: 'beneficiaries', code: 'OPTIMISATION.FIELD_LOCKED' }, { path: 'goal' }] });
    const after = await owner.do(getOptimisation, { params });
    expect(after.changes).toEqual([{ fieldId: 'features', before: view.judged['features'], after: '调整后的特色' }]);
    expect(after.answers['summary']).toBe(view.answers['summary']);
  });

  it('of the locked text as it was is no change', async () => {
    const { owner, params, view } = await plan();
    expect((await owner.call(saveOptimisation, { params, body: { revision: 1, patch: { goal: ` ${String(view.judged['goal'])} ` } } })).status).toBe(200);
  });

  it('twice changes nothing the second time; of a field that another changed first it gives both', async () => {
    const { owner, params, w, project } = await plan();
    const other = await w.as('applicant_member', { organizationId: project.organizationId });
    const save = { params, body: { revision: 1, patch: { features: '甲' } } };
    expect((await owner.do(saveOptimisation, save)).revision).toBe(2);
    expect((await owner.do(saveOptimisation, save)).revision).toBe(2);
    const late = await other.do(saveOptimisation, { params, body: { revision: 1, patch: { features: '乙', summary: '乙的概述' } } });
    expect(late).toMatchObject({ revision: 3, conflicts: { features: '甲' } });
  });

  it('is the grantee’s alone', async () => {
    const { w, params } = await plan();
    const body = { revision: 1, patch: { features: 'x' } };
    expect((await (await w.as('street_manager')).call(saveOptimisation, { params, body })).status).toBe(403);
    expect((await (await w.applicant()).call(saveOptimisation, { params, body })).status).toBe(404);
    expect((await (await w.stranger()).call(saveOptimisation, { params, body })).status).toBe(404);
  });
});

describe('remarks', () => {
  it('hang on fields, are answered, settled by the coach, and hold approval back while open', async () => {
    const { w, coach, owner, params, budget } = await plan();
    const { threadId } = await coach.do(addComment, { params, body: { fieldId: 'features', text: '请写明可推广之处' } });
    await owner.do(addComment, { params, body: { fieldId: 'features', threadId, text: '已补充' } });
    const view = await owner.do(saveOptimisation, { params, body: { revision: 1, patch: { budget } } });
    await owner.do(submitOptimisation, { params, body: { event: 'submit', revision: view.revision } });
    expect((await coach.call(coachOptimisation, { params, body: { event: 'coach_approve', revision: 3 } })).problem).toMatchObject({ code: 'OPTIMISATION.THREADS_OPEN', title: '还有 1 条意见没有解决' });
    expect((await owner.call(settleThread, { params: { ...params, threadId }, body: { settled: true } })).status).toBe(403);
    await coach.do(settleThread, { params: { ...params, threadId }, body: { settled: true } });
    expect((await owner.do(getOptimisation, { params })).threads).toMatchObject([{ fieldId: 'features', settled: true, entries: [{ text: '请写明可推广之处' }, { text: '已补充' }] }]);
    await coach.do(coachOptimisation, { params, body: { event: 'coach_approve', revision: 3 } });
    const stranger = await w.as('supervisor');
    // another supervisor of the street is not this project's coach
    expect((await stranger.call(addComment, { params, body: { fieldId: 'features', text: 'x' } })).status).toBe(403);
  });

  it('need a field that the form has', async () => {
    const { coach, params } = await plan();
    expect((await coach.call(addComment, { params, body: { fieldId: 'nothing', text: 'x' } })).status).toBe(404);
  });
});

describe('the way to approval', () => {
  it('is refused while the grant’s lines are a fen off, and goes grantee, coach, funder', async () => {
    const { w, coach, owner, params, budget, project } = await plan();
    const off = budget.map((line) => (line.id === 'g1' ? { ...line, unitPriceFen: line.unitPriceFen + 1 } : line));
    const first = await owner.do(saveOptimisation, { params, body: { revision: 1, patch: { budget: off } } });
    const refusal = await owner.call(submitOptimisation, { params, body: { event: 'submit', revision: first.revision } });
    expect(refusal.problem).toMatchObject({ status: 422, code: 'OPTIMISATION.INCOMPLETE', fields: [{ path: 'budget', code: 'OPTIMISATION.BUDGET_NOT_THE_GRANT', params: { diffFen: -1 } }] });
    const { revision } = await owner.do(saveOptimisation, { params, body: { revision: first.revision, patch: { budget } } });
    expect((await owner.call(submitOptimisation, { params, body: { event: 'submit', revision: revision - 1 } })).problem.code).toBe('REVISION.STALE');
    await owner.do(submitOptimisation, { params, body: { event: 'submit', revision } });
    expect((await owner.call(saveOptimisation, { params, body: { revision: revision + 1, patch: { features: 'x' } } })).problem.code).toBe('OPTIMISATION.CLOSED');
    expect((await coach.call(coachOptimisation, { params, body: { event: 'coach_return', revision: revision + 1 } })).problem.code).toBe('OPTIMISATION.REASON_MISSING');
    await coach.do(coachOptimisation, { params, body: { event: 'coach_return', revision: revision + 1, reason: '活动安排太密' } });
    expect(await owner.do(getOptimisation, { params })).toMatchObject({ state: 'returned', returnReason: '活动安排太密', may: { edit: true } });
    await owner.do(submitOptimisation, { params, body: { event: 'submit', revision: revision + 2 } });
    const manager = await w.as('street_manager');
    expect((await manager.call(decideOptimisation, { params, body: { event: 'approve', revision: revision + 3 } })).problem.code).toBe('STATE.WRONG');
    await coach.do(coachOptimisation, { params, body: { event: 'coach_approve', revision: revision + 3 } });
    expect((await coach.call(decideOptimisation, { params, body: { event: 'approve', revision: revision + 4 } })).status).toBe(403);
    await manager.do(decideOptimisation, { params, body: { event: 'approve', revision: revision + 4 } });
    const events = await w.rows<{ kind: string }>(`SELECT kind FROM event_log WHERE data->>'projectId' = $1 AND kind LIKE 'optimisation.%' AND kind <> 'optimisation.saved' ORDER BY id`, [project.id]);
    expect(events.map((one) => one.kind)).toEqual(['optimisation.submit', 'optimisation.coach_return', 'optimisation.submit', 'optimisation.coach_approve', 'optimisation.approve']);
  });

  it('ends with the project', async () => {
    const { w, owner, params, project } = await plan();
    await w.rows(`UPDATE project SET state = 'terminated' WHERE id = $1`, [project.id]);
    expect((await owner.call(saveOptimisation, { params, body: { revision: 1, patch: { features: 'x' } } })).problem.code).toBe('PROJECT.CLOSED');
    expect(await owner.do(getOptimisation, { params })).toMatchObject({ actions: [], may: { edit: false } });
  });
});
