import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { evaluationOf } from '@weichuang/testing/builders/evaluations';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject } from '@weichuang/testing/builders/projects';
import { reportData } from './report-data';
import { reportModel } from './report-model';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
}, 30_000);
afterAll(() => t.close());

it('a report tells what was known on the day of its evaluation, however late it is made', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const evaluationId = await evaluationOf(w, round, project, { state: 'confirmed' });
  await w.rows(`UPDATE evaluation SET evaluated_on = '2026-09-02', confirmed_at = '2026-09-03T02:00:00Z' WHERE id = $1`, [evaluationId]);
  const of = { tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id };
  const by = (await w.as('supervisor')).userId;
  const activity = (heldOn: string, n: number) => ({ id: newId(), ...of, title: `活动 ${n}`, held_on: heldOn, starts_at: '09:00', ends_at: '11:00', place: '活动室', attendance_count: 30, distinct_served: 20, volunteer_count: 3, volunteer_hours_hundredths: 650, filed_by: by });
  await insertRows(w, 'activity_record', [activity('2026-06-01', 1), activity('2026-09-02', 2), activity('2026-09-03', 3)]);
  const category = round.config.budget.categories[0]?.id ?? '';
  const expense = (spentOn: string, fen: number, source = 'grant') => ({ id: newId(), ...of, category, content: '物料', spent_on: spentOn, amount_fen: fen, source, created_by: by });
  await insertRows(w, 'expense', [expense('2026-06-01', 12_000), expense('2026-06-02', 5_000, 'own'), expense('2026-10-01', 99_000)]);
  const [first, second] = project.tranches;
  await w.rows(`UPDATE tranche SET state = 'paid', paid_on = '2026-05-10', paid_fen = amount_fen WHERE id = $1`, [first?.id]);
  await w.rows(`UPDATE tranche SET state = 'paid', paid_on = '2026-09-08', paid_fen = amount_fen WHERE id = $1`, [second?.id]);
  const visit = (visitedOn: string) => ({ id: newId(), ...of, supervisor_id: by, visited_on: visitedOn, method: 'site', summary: '查看' });
  const [early, late] = [visit('2026-07-10'), visit('2026-10-10')];
  await insertRows(w, 'visit', [early, late]);
  const finding = (visitId: string, description: string) => ({ id: newId(), ...of, visit_id: visitId, severity: 'minor', description, state: 'closed', rectify_by: '2026-07-24', rectification: '已补充' });
  const [seen, unseen] = [finding(early.id, '签到表不全'), finding(late.id, '后来的问题')];
  await insertRows(w, 'finding', [seen, unseen]);
  await insertRows(w, 'event_log', [{ id: newId(), tenant_id: w.tenantId, happened_at: new Date('2026-09-20T02:00:00Z'), kind: 'finding.close', subject_kind: 'finding', subject_id: seen.id }]);

  const report = reportModel(await t.house.asSystem(w.tenantId, (ctx) => reportData(ctx.em, evaluationId, '2026-12-15')), {
    reportNo: 'N', code: 'C', digest: 'D', url: 'U', createdAt: new Date('2026-12-15T02:00:00Z'), photos: [],
  });
  expect(report.asOf).toBe('2026-09-02');
  expect(report.activities).toMatchObject({ heldSessions: 2, attendances: 60, volunteers: 6, volunteerHours: '13' });
  expect(report.finance.total.spentFen).toBe(12_000);
  expect(report.finance.tranches.map((each) => [each.state, each.paidOn]).slice(0, 2)).toEqual([['已拨付', '2026-05-10'], ['未拨付', null]]);
  expect(report.finance.remark).toContain('已支出 ¥120.00');
  expect(report.finance.remark).toContain('自筹资金');
  expect(report.supervision.remark).toBe('督导走访 1 次，提出问题 1 项，尚有 1 项未整改完成。');
  // it was put right only after that day
  expect(report.supervision.findings).toEqual([expect.objectContaining({ description: '签到表不全', state: '整改中', rectification: '' })]);
  expect(report.confirmation).toContain('2026年9月3日 确认');
  expect(report.paymentAdvice).toContain('建议按协议拨付');
  expect(report.steps.map((each) => each.date)).toEqual(['2026-07-10', '2026-09-02', '2026-09-03']);
});

it.each([
  ['midterm', '2026-09-02', 600_000, '资助总额 ¥20,000.00，已拨付 ¥10,000.00，已支出 ¥6,000.00，占已拨付的 60.0%，已拨付资金结余 ¥4,000.00，尚有中期款、尾款 ¥10,000.00 未拨付；'],
  ['midterm', '2026-09-02', 1_150_000, '占资助总额的 57.5%，其中 ¥1,500.00 由项目单位先行垫付，尚有中期款、尾款 ¥10,000.00 未拨付；'],
  // the last tranche is paid when the project is accepted: spending it before is no overspending
  ['final', '2026-12-08', 1_998_000, '已拨付 ¥18,000.00，已支出 ¥19,980.00，占资助总额的 99.9%，其中 ¥1,980.00 由项目单位先行垫付，尚有尾款 ¥2,000.00 未拨付；'],
  ['final', '2026-12-20', 2_000_000, '已拨付 ¥20,000.00，已支出 ¥20,000.00，占资助总额的 100.0%，已拨付资金结余 ¥0.00；'],
] as const)('says how far the grant has gone: %s on %s, %i fen spent', async (stage, on, spentFen, words) => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const evaluationId = await evaluationOf(w, round, project, { stage, state: 'confirmed' });
  await w.rows('UPDATE evaluation SET evaluated_on = $2 WHERE id = $1', [evaluationId, on]);
  for (const [i, [name, fen, paidOn]] of ([['首期款', 1_000_000, '2026-05-10'], ['中期款', 800_000, '2026-09-08'], ['尾款', 200_000, '2026-12-15']] as const).entries())
    await w.rows(`UPDATE tranche SET name = $2, amount_fen = $3, paid_fen = $3, state = 'paid', paid_on = $4 WHERE id = $1`, [project.tranches[i]?.id, name, fen, paidOn]);
  await insertRows(w, 'expense', [{
    id: newId(), tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, category: round.config.budget.categories[0]?.id ?? '', content: '支出', spent_on: '2026-08-01', amount_fen: spentFen, source: 'grant',
    created_by: (await w.as('supervisor')).userId,
  }]);
  const made = reportModel(await t.house.asSystem(w.tenantId, (ctx) => reportData(ctx.em, evaluationId, '2026-12-31')), { reportNo: 'N', code: 'C', digest: 'D', url: 'U', createdAt: new Date('2026-12-31T02:00:00Z'), photos: [] });
  expect(made.finance.remark).toContain(words);
});

it('the evaluating body is where the evaluator works, not the undertaker; the grade is the one the pages show', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const evaluationId = await evaluationOf(w, round, project, { stage: 'final', state: 'confirmed', score: '96' });
  const [evaluation] = await w.rows<{ evaluator_id: string; grade_key: string }>('SELECT evaluator_id, grade_key FROM evaluation WHERE id = $1', [evaluationId]);
  if (!evaluation) throw new Error('no evaluation');
  const [undertaker, body] = [{ id: newId(), kind: 'association', name: '社会工作协会' }, { id: newId(), kind: 'social_service_agency', name: '公信评估中心' }];
  await insertRows(w, 'organization', [undertaker, body]);
  await w.rows('UPDATE round SET undertaker_organization_id = $1 WHERE id = $2', [undertaker.id, round.roundId]);
  const report = async () =>
    reportModel(await t.house.asSystem(w.tenantId, (ctx) => reportData(ctx.em, evaluationId, '2026-12-15')), { reportNo: 'N', code: 'C', digest: 'D', url: 'U', createdAt: new Date('2026-12-15T02:00:00Z'), photos: [] });
  expect((await report()).evaluatingBody).toBe('社会工作协会');
  await insertRows(w, 'membership', [{ id: newId(), user_id: evaluation.evaluator_id, role: 'applicant_member', organization_id: body.id }]);
  const made = await report();
  expect(made).toMatchObject({ evaluatingBody: '公信评估中心', evaluators: [{ body: '公信评估中心' }] });
  const grades = round.config.evaluation.find((stage) => stage.id === 'final')?.grades ?? [];
  expect(made.grade).toMatchObject({ name: grades.find((grade) => grade.id === evaluation.grade_key)?.name.zh, passes: true });
});

it('names who leads the project by its agreed plan, with that person’s number; else whom the organization names, with theirs', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const evaluationId = await evaluationOf(w, round, project, { stage: 'midterm', state: 'confirmed' });
  const lead = async () =>
    reportModel(await t.house.asSystem(w.tenantId, (ctx) => reportData(ctx.em, evaluationId, '2026-12-15')), { reportNo: 'N', code: 'C', digest: 'D', url: 'U', createdAt: new Date('2026-12-15T02:00:00Z'), photos: [] }).organization;
  const plan = (change: string) => w.rows(`UPDATE application SET answers = ${change} WHERE id = (SELECT application_id FROM project WHERE id = $1)`, [project.id]);
  await w.rows('DELETE FROM optimisation WHERE project_id = $1', [project.id]);
  await w.rows(`UPDATE organization SET profile = profile || '{"legalRepresentative": "李卫民", "contactName": "吕佳宁", "contactPhone": "13800001234"}' WHERE id = (SELECT organization_id FROM project WHERE id = $1)`, [project.id]);
  await plan(`answers || '{"lead_name": "陈静", "lead_phone": "13810005678"}'`);
  expect(await lead()).toMatchObject({ leader: '陈静', phone: '138****5678' });
  await plan(`answers - 'lead_name' - 'lead_phone'`);
  expect(await lead()).toMatchObject({ leader: '吕佳宁', phone: '138****1234' });
  await w.rows(`UPDATE organization SET profile = profile - 'contactName' WHERE id = (SELECT organization_id FROM project WHERE id = $1)`, [project.id]);
  expect(await lead()).toMatchObject({ leader: '李卫民', phone: '' });
});
