import { answerEvaluation, assignEvaluations, getEvaluation, listMyEvaluations, listProjectEvaluations, listRoundEvaluations, recuseEvaluation, saveEvaluation, submitEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { getProjectTimeline, listMyProjects } from '@weichuang/contracts/agreements/projects';
import { listTodos } from '@weichuang/contracts/stats/stats';
import { closeFinding, fileActivity, logVisit } from '@weichuang/contracts/supervision/delivery';
import { scoreItems } from '@weichuang/domain/judging/score-total';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { organization, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject, supervisedBy } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function executing() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  return { w, round, project, roundId: { roundId: round.roundId }, handler: await w.as('street_handler'), evaluator: await w.as('evaluator'), owner: await ownerOf(w, project) };
}

async function assigned() {
  const x = await executing();
  await x.handler.do(assignEvaluations, { params: x.roundId, body: { stage: 'midterm', evaluatorId: x.evaluator.userId } });
  const [mine] = (await x.evaluator.do(listMyEvaluations)).rows;
  if (!mine) throw new Error('nothing assigned');
  const params = { id: mine.id };
  const detail = () => x.evaluator.do(getEvaluation, { params });
  /** Gives this many of a hundred points, the first items full until the points are used up. */
  const score = async (points: number) => {
    const { definition, revision } = await detail();
    let left = points;
    const answers: Record<string, unknown> = {};
    for (const { field, spec } of scoreItems(definition)) {
      if (spec.kind !== 'base') continue;
      const given = Math.min(left, Number(spec.max));
      left -= given;
      answers[field.id] = { score: String(given), comment: '已核实' };
    }
    return x.evaluator.do(saveEvaluation, { params, body: { revision, answers, declared: true, method: '现场核查', evaluatedOn: dateInChina(t.house.clock.now()), strengths: '活动扎实', problems: '', suggestions: '' } });
  };
  const submitted = async (points: number) => x.evaluator.do(submitEvaluation, { params, body: { revision: (await score(points)).revision } });
  const projectState = async () => (await x.w.rows<{ state: string }>('SELECT state FROM project WHERE id = $1', [x.project.id]))[0]?.state;
  return { ...x, params, detail, score, submitted, projectState };
}

describe('assignment', () => {
  it('gives every project without one to the evaluator, once', async () => {
    const { w, round, roundId, handler, evaluator } = await executing();
    await runningProject(w, round);
    expect(await handler.do(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: evaluator.userId } })).toEqual({ assigned: 2, left: [] });
    const again = await handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: evaluator.userId } });
    expect([again.status, again.problem.code]).toEqual([409, 'EVALUATION.NONE_TO_ASSIGN']);
    const list = await handler.do(listRoundEvaluations, { params: roundId, query: { stage: 'midterm' } });
    expect(list.rows.map((row) => row.evaluation?.state)).toEqual(['assigned', 'assigned']);
    expect(list.evaluators).toEqual([{ id: evaluator.userId, name: expect.any(String) as string }]);
    expect(list.may.assign).toBe(true);
  });

  it('leaves out what the evaluator is tied to or stepped aside from, names each with its reason, and assigns the rest', async () => {
    const { w, round, roundId, project, handler, evaluator } = await executing();
    const [second, third] = [await runningProject(w, round), await runningProject(w, round)];
    const tie = (id: string) => w.rows(`INSERT INTO membership (id, user_id, role, organization_id) SELECT $1, $2, 'applicant_member', organization_id FROM project WHERE id = $3`, [newId(), evaluator.userId, id]);
    await tie(second.id);
    const give = (evaluatorId: string, projectIds?: string[]) => handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId, ...(projectIds ? { projectIds } : {}) } });
    // a first assignment to somebody tied is refused as another's would be
    const tied = await give(evaluator.userId, [second.id]);
    expect([tied.status, tied.problem.code]).toEqual([409, 'EVALUATION.EVALUATOR_TIED']);
    const other = await w.as('evaluator');
    expect((await give(other.userId, [project.id, second.id])).body).toEqual({ assigned: 2, left: [] });
    for (const mine of (await other.do(listMyEvaluations)).rows) await other.do(recuseEvaluation, { params: { id: mine.id }, body: { revision: 1, reason: '曾任该单位理事' } });
    // one given up by a colleague and tied to him, one nobody has had
    const all = await give(evaluator.userId);
    expect(all.body).toEqual({ assigned: 2, left: [{ projectId: second.id, number: expect.any(String) as string, title: expect.any(String) as string, code: 'EVALUATION.EVALUATOR_TIED', why: '这位评估方与该项目的实施单位或其依托单位有任职关系，请另选一位' }] });
    expect((await evaluator.do(listMyEvaluations)).rows.map((row) => row.project.id).sort()).toEqual([project.id, third.id].sort());
    const back = await give(other.userId);
    expect([back.status, back.problem.code]).toEqual([409, 'EVALUATION.RECUSED']);
    await w.rows('UPDATE membership SET ended_at = now() WHERE user_id = $1 AND organization_id IS NOT NULL', [evaluator.userId]);
    expect((await give(evaluator.userId)).body).toEqual({ assigned: 1, left: [] });
  });

  it('knows a tie to the host that answers for a group, and counts for each evaluator what may be given', async () => {
    const { w, round, roundId, project, handler, evaluator } = await executing();
    const hosted = await runningProject(w, round);
    await w.rows('UPDATE application SET host_organization_id = $2 WHERE id = $1', [hosted.applicationId, await organization(w, '街道社区社会组织联合会', 'association')]);
    await w.rows(`INSERT INTO membership (id, user_id, role, organization_id) SELECT $1, $2, 'applicant_member', host_organization_id FROM application WHERE id = $3`, [newId(), evaluator.userId, hosted.applicationId]);
    const other = await w.as('evaluator');
    const view = async (who = handler) => (await who.do(listRoundEvaluations, { params: roundId, query: { stage: 'midterm' } })).rows;
    const count = async (id: string) => (await view()).filter((row) => row.assignable && !row.notFor.includes(id)).length;
    expect([await count(evaluator.userId), await count(other.userId)]).toEqual([1, 2]);
    const tied = await handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: evaluator.userId, projectIds: [hosted.id] } });
    expect([tied.status, tied.problem.code]).toEqual([409, 'EVALUATION.EVALUATOR_TIED']);
    // what is not under contract yet, and what has ended, is nobody's to evaluate
    await w.rows(`UPDATE project SET state = 'terminated' WHERE id = $1`, [project.id]);
    expect([await count(evaluator.userId), await count(other.userId)]).toEqual([0, 1]);
    await handler.do(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: other.userId } });
    expect([await count(evaluator.userId), await count(other.userId)]).toEqual([0, 0]);
    // who only evaluates is not told who else may not
    expect((await view(other)).map((row) => row.notFor)).toEqual([[]]);
    const [mine] = (await other.do(listMyEvaluations)).rows;
    expect(mine?.project.host).toBe('街道社区社会组织联合会');
    await other.do(recuseEvaluation, { params: { id: mine?.id ?? '' }, body: { revision: 1, reason: '曾任该单位理事' } });
    expect((await view()).find((row) => row.projectId === hosted.id)).toMatchObject({ assignable: true, notFor: expect.arrayContaining([evaluator.userId, other.userId]) as string[] });
    // who stepped aside at one stage is not asked at the other
    const final = await handler.call(assignEvaluations, { params: roundId, body: { stage: 'final', evaluatorId: other.userId, projectIds: [hosted.id] } });
    expect([final.status, final.problem.code]).toEqual([409, 'EVALUATION.RECUSED']);
  });

  it('knows its evaluators, its roles and its street', async () => {
    const { w, roundId, handler, evaluator, owner } = await executing();
    const body = { stage: 'midterm' as const, evaluatorId: evaluator.userId };
    const nobody = await handler.call(assignEvaluations, { params: roundId, body: { ...body, evaluatorId: handler.userId } });
    expect([nobody.status, nobody.problem.code]).toEqual([422, 'EVALUATION.NOT_AN_EVALUATOR']);
    expect((await evaluator.call(assignEvaluations, { params: roundId, body })).status).toBe(403);
    expect((await (await w.stranger()).call(assignEvaluations, { params: roundId, body })).status).toBe(404);
    expect([403, 404]).toContain((await owner.call(assignEvaluations, { params: roundId, body })).status);
  });
});

describe('filling in', () => {
  it('takes what the records suggest', async () => {
    const { w, owner, project, detail } = await assigned();
    await w.rows(`UPDATE optimisation SET answers = answers || '{"plan": [{"id": "r1", "sessions": 4}], "attendance_planned": 100}' WHERE project_id = $1`, [project.id]);
    await owner.do(fileActivity, {
      params: { id: project.id },
      body: { title: '课堂', heldOn: addDays(dateInChina(t.house.clock.now()), -1), startsAt: '09:00', endsAt: '11:00', place: '活动室', attendanceCount: 25, distinctServed: 20, summary: '开课' },
    });
    const seen = await detail();
    // half of the plan is due at midterm
    expect(seen.rates).toMatchObject({ completion_rate: 5000, attendance_rate: 5000, evidence_rate: 0 });
    expect(seen.suggested).toMatchObject({ completion: '7.5', attendance: '5', records: '0' });
    expect(seen.fullMarks).toBe('100');
  });

  it('asks for the declaration first, and refuses wrong scores with the field', async () => {
    const { evaluator, params, detail } = await assigned();
    const { revision } = await detail();
    const undeclared = await evaluator.call(saveEvaluation, { params, body: { revision, answers: {}, declared: false } });
    expect(undeclared.problem.code).toBe('EVALUATION.UNDECLARED');
    const wrong = await evaluator.call(saveEvaluation, { params, body: { revision, answers: { completion: { score: '99' } }, declared: true } });
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'EVALUATION.INVALID']);
    expect(wrong.problem.fields?.[0]?.path).toMatch(/^completion/);
  });

  it.each([[59, 'fail', false], [60, 'pass', true], [100, 'pass', true]])('%i points are graded by the thresholds', async (points, grade, passes) => {
    const { score, detail } = await assigned();
    expect(await score(points)).toMatchObject({ total: String(points), grade, missing: [] });
    expect(await detail()).toMatchObject({ grade, passes, state: 'in_progress' });
  });

  it('is handed in whole only, once per revision', async () => {
    const { evaluator, params, detail } = await assigned();
    const { revision } = await detail();
    const saved = await evaluator.do(saveEvaluation, { params, body: { revision, answers: { completion: { score: '10' } }, declared: true } });
    expect(saved).toMatchObject({ total: '10', grade: null });
    const early = await evaluator.call(submitEvaluation, { params, body: { revision: saved.revision } });
    expect([early.status, early.problem.code]).toEqual([422, 'EVALUATION.INCOMPLETE']);
    const stale = await evaluator.call(saveEvaluation, { params, body: { revision, answers: {}, declared: true } });
    expect([stale.status, stale.problem.code]).toEqual([409, 'REVISION.STALE']);
  });

  it('is the evaluator’s own', async () => {
    const { w, handler, owner, params } = await assigned();
    const colleague = await w.as('evaluator');
    expect((await colleague.call(getEvaluation, { params })).status).toBe(403);
    for (const who of [colleague, handler]) expect((await who.call(saveEvaluation, { params, body: { revision: 1, answers: {}, declared: true } })).status).toBe(403);
    expect((await owner.call(getEvaluation, { params })).status).toBe(403);
    expect((await (await w.stranger()).call(getEvaluation, { params })).status).toBe(404);
  });

  it('is not for somebody of the project’s own organization', async () => {
    const { w, project, evaluator, params } = await assigned();
    await w.grant(evaluator.userId, 'applicant_member', { organizationId: project.organizationId });
    const answer = await evaluator.call(saveEvaluation, { params, body: { revision: 1, answers: {}, declared: true } });
    expect(answer.problem.code).toBe('EVALUATION.CONFLICT');
  });
});

describe('stepping aside', () => {
  it('gives the evaluation back to the street, which asks another', async () => {
    const { w, handler, evaluator, owner, params, roundId, project, score, detail } = await assigned();
    const { revision } = await score(80);
    const silent = await evaluator.call(recuseEvaluation, { params, body: { revision } });
    expect([silent.status, silent.problem.code]).toEqual([422, 'REASON.REQUIRED']);
    const stale = await evaluator.call(recuseEvaluation, { params, body: { revision: revision - 1, reason: '曾任该单位理事' } });
    expect(stale.problem.code).toBe('REVISION.STALE');
    expect(await evaluator.do(recuseEvaluation, { params, body: { revision, reason: '曾任该单位理事' } })).toMatchObject({ state: 'recused' });
    expect(await detail()).toMatchObject({ state: 'recused', recusalReason: '曾任该单位理事', declared: false });
    // its to-do goes to the street; the project closes for who stepped aside
    expect((await evaluator.do(listMyProjects)).rows).toEqual([]);
    expect((await evaluator.do(listTodos)).rows.map((row) => row.id)).not.toContainEqual(expect.stringContaining('evaluate'));
    const todo = (await handler.do(listTodos)).rows.find((row) => row.id.startsWith('reassign_evaluation'));
    expect(todo?.to).toBe(`/app/rounds/${roundId.roundId}/evaluations?stage=midterm`);
    expect((await evaluator.call(listProjectEvaluations, { params: { id: project.id } })).status).toBe(403);
    const list = await handler.do(listRoundEvaluations, { params: roundId, query: { stage: 'midterm' } });
    expect(list.rows[0]?.evaluation).toMatchObject({ state: 'recused', recusalReason: '曾任该单位理事' });
    // not to the same person again
    const same = await handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: evaluator.userId, projectIds: [project.id] } });
    expect([same.status, same.problem.code]).toEqual([409, 'EVALUATION.RECUSED']);
    expect((await handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: evaluator.userId } })).problem.code).toBe('EVALUATION.RECUSED');
    const other = await w.as('evaluator');
    await w.grant(other.userId, 'applicant_member', { organizationId: project.organizationId });
    expect((await handler.call(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: other.userId } })).problem.code).toBe('EVALUATION.EVALUATOR_TIED');
    const third = await w.as('evaluator');
    expect(await handler.do(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: third.userId } })).toEqual({ assigned: 1, left: [] });
    // the grantee and the others hear nothing of why
    const kinds = async (who: typeof owner) => (await who.do(getProjectTimeline, { params: { id: project.id } })).rows.map((row) => row.kind);
    expect(await kinds(handler)).toEqual(expect.arrayContaining(['evaluation.recuse', 'evaluation.reassign']));
    for (const who of [owner, third]) expect((await kinds(who)).filter((kind) => kind.startsWith('evaluation.'))).toEqual([]);
    // he begins anew, and the first one is out
    expect(await third.do(getEvaluation, { params })).toMatchObject({ state: 'assigned', declared: false, total: null, answers: {}, recusalReason: null, evaluator: expect.any(String) as string });
    expect((await evaluator.call(getEvaluation, { params })).status).toBe(403);
    expect((await evaluator.do(listMyEvaluations)).rows).toEqual([]);
    const told = await w.rows<{ kind: string }>(`SELECT kind FROM event_log WHERE subject_id = $1 AND kind IN ('evaluation.recuse', 'evaluation.reassign') ORDER BY xid, id`, [params.id]);
    expect(told.map((row) => row.kind)).toEqual(['evaluation.recuse', 'evaluation.reassign']);
  });

  it('is the evaluator’s own act, and nobody’s after the sheet was handed in', async () => {
    const { w, handler, evaluator, owner, params, submitted } = await assigned();
    const body = { revision: 1, reason: '亲属' };
    for (const who of [handler, owner, await w.as('evaluator')]) expect((await who.call(recuseEvaluation, { params, body })).status).toBe(403);
    expect((await (await w.stranger()).call(recuseEvaluation, { params, body })).status).toBe(404);
    const { revision } = await submitted(85);
    const late = await evaluator.call(recuseEvaluation, { params, body: { ...body, revision } });
    expect([late.status, late.problem.code]).toEqual([409, 'STATE.WRONG']);
  });
});

describe('a round’s list', () => {
  it('shows an evaluator what is his alone, and no colleague', async () => {
    const { w, round, roundId, handler, evaluator, project } = await assigned();
    const theirs = await runningProject(w, round);
    await runningProject(w, round);
    const colleague = await w.as('evaluator');
    await handler.do(assignEvaluations, { params: roundId, body: { stage: 'midterm', evaluatorId: colleague.userId, projectIds: [theirs.id] } });
    const list = (who: typeof evaluator) => who.do(listRoundEvaluations, { params: roundId, query: { stage: 'midterm' } });
    expect((await list(handler)).rows).toHaveLength(3);
    const own = await list(evaluator);
    expect(own.rows.map((row) => row.projectId)).toEqual([project.id]);
    expect(own.evaluators.map((one) => one.id)).toEqual([evaluator.userId]);
    expect((await list(colleague)).rows.map((row) => row.projectId)).toEqual([theirs.id]);
  });
});

describe('confirming', () => {
  it('a pass lets the project pass its mid-term; the grantee sees it then and not before', async () => {
    const { handler, owner, project, params, submitted, projectState } = await assigned();
    const { revision } = await submitted(85);
    expect((await owner.do(listProjectEvaluations, { params: { id: project.id } })).rows).toEqual([]);
    await handler.do(answerEvaluation, { params, body: { revision, how: 'confirm' } });
    expect(await projectState()).toBe('midterm_passed');
    expect((await owner.do(listProjectEvaluations, { params: { id: project.id } })).rows).toMatchObject([{ state: 'confirmed', total: '85', grade: 'pass', gradeName: { zh: '合格' } }]);
  });

  it('a fail sends it to rectification; opened again and evaluated better, it passes', async () => {
    const { handler, evaluator, params, submitted, projectState } = await assigned();
    let { revision } = await submitted(40);
    await handler.do(answerEvaluation, { params, body: { revision, how: 'confirm' } });
    expect(await projectState()).toBe('rectifying');
    revision += 1;
    const silent = await handler.call(answerEvaluation, { params, body: { revision, how: 'reopen' } });
    expect([silent.status, silent.problem.code]).toEqual([422, 'REASON.REQUIRED']);
    expect((await evaluator.call(answerEvaluation, { params, body: { revision, how: 'reopen', reason: '整改后复评' } })).status).toBe(403);
    await handler.do(answerEvaluation, { params, body: { revision, how: 'reopen', reason: '整改后复评' } });
    ({ revision } = await submitted(75));
    await handler.do(answerEvaluation, { params, body: { revision, how: 'confirm' } });
    expect(await projectState()).toBe('midterm_passed');
    const closed = await handler.call(answerEvaluation, { params, body: { revision: revision + 1, how: 'reopen', reason: '再评' } });
    expect([closed.status, closed.problem.code]).toEqual([409, 'EVALUATION.PASS_STANDS']);
  });

  it('is another person’s act, and a return says why', async () => {
    const { w, handler, evaluator, params, submitted, detail } = await assigned();
    const { revision } = await submitted(85);
    expect((await evaluator.call(answerEvaluation, { params, body: { revision, how: 'confirm' } })).status).toBe(403);
    await w.grant(evaluator.userId, 'street_manager');
    const same = await evaluator.call(answerEvaluation, { params, body: { revision, how: 'confirm' } });
    expect([same.status, same.problem.code]).toEqual([403, 'EVALUATION.SAME_PERSON']);
    expect((await handler.call(answerEvaluation, { params, body: { revision, how: 'return' } })).problem.code).toBe('REASON.REQUIRED');
    await handler.do(answerEvaluation, { params, body: { revision, how: 'return', reason: '依据不足' } });
    expect(await detail()).toMatchObject({ state: 'returned', returnReason: '依据不足' });
  });

  it('findings that are open hold the pass back until the last is closed', async () => {
    const { w, handler, project, params, submitted, projectState } = await assigned();
    const supervisor = await w.as('supervisor');
    await supervisedBy(w, project.id, supervisor.userId);
    const today = dateInChina(t.house.clock.now());
    await supervisor.do(logVisit, { params: { id: project.id }, body: { visitedOn: today, method: 'site', summary: '走访', findings: [{ severity: 'major', description: '缺签到', rectifyBy: addDays(today, 5) }] } });
    const { revision } = await submitted(85);
    await handler.do(answerEvaluation, { params, body: { revision, how: 'confirm' } });
    expect(await projectState()).toBe('active');
    const [finding] = await w.rows<{ id: string; revision: number }>('SELECT id, revision FROM finding WHERE project_id = $1', [project.id]);
    await supervisor.do(closeFinding, { params: { id: finding?.id ?? '' }, body: { revision: finding?.revision ?? 0, how: 'withdraw', note: '误记' } });
    expect(await projectState()).toBe('midterm_passed');
  });
});
