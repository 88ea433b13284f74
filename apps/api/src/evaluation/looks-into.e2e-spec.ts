import { getOptimisation } from '@weichuang/contracts/agreements/optimisation';
import { getProject } from '@weichuang/contracts/agreements/projects';
import { addExpense, addVoucher, checkInvoice, listExpenses } from '@weichuang/contracts/disbursements/expenses';
import { listProjectEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { getFile } from '@weichuang/contracts/files/file';
import type { RouteContract } from '@weichuang/contracts/http/route';
import {
  addActivityFile, addFindingProof, addProgressFile, fileActivity, getProgressReport, listActivities, listProgressReports, listVisits, logVisit,
} from '@weichuang/contracts/supervision/delivery';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { emit } from '@weichuang/platform/events/emit';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { lookedAfterProject } from '@weichuang/testing/builders/evaluations';
import { aPdf, aPng } from '@weichuang/testing/builders/files';
import { insertRows } from '@weichuang/testing/builders/insert';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** A project under way, with a file and a person's phone number in every corner. */
async function place() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const { project, supervisor, coach, evaluator } = await lookedAfterProject(w, round);
  const params = { id: project.id };
  const owner = await ownerOf(w, project);
  await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'project.start', subject: { kind: 'project', id: project.id }, roundId: round.roundId }));
  const report = (await owner.do(listProgressReports, { params })).find((one) => one.stage === 'final')?.id ?? '';
  const today = dateInChina(w.house.clock.now());
  const files: Record<string, string> = {};
  const activity = await owner.do(fileActivity, { params, body: { title: '课堂', heldOn: today, startsAt: '09:00', endsAt: '10:00', place: '社区', attendanceCount: 10, distinctServed: 8, summary: '上课' } });
  files['sign-in'] = (await owner.upload(addActivityFile, { id: activity.id, purpose: 'sign_in' }, aPdf(), '签到表.pdf')).body.id;
  const expense = await owner.do(addExpense, { params, body: { category: 'labour', content: '讲师费', payee: '王老师', invoiceNumber: '领款单 1', spentOn: today, amountFen: 100, source: 'grant' } });
  files['voucher'] = (await owner.upload(addVoucher, { id: expense.id }, aPng(), '领款单.png')).body.id;
  await supervisor.do(logVisit, { params, body: { visitedOn: today, method: 'site', summary: '走访', findings: [{ severity: 'minor', description: '签到不全', rectifyBy: addDays(today, 3) }] } });
  const finding = (await owner.do(listVisits, { params })).rows[0]?.findings[0];
  files['proof'] = (await owner.upload(addFindingProof, { id: finding?.id ?? '' }, aPng(), '证明.png')).body.id;
  files['answer'] = (await owner.do(getOptimisation, { params })).files[0]?.id ?? '';

  const personal = (await owner.upload(addProgressFile, { id: report, field: 'confirmation' }, aPdf(), '受益人确认书.pdf')).body.id;
  return { w, round, project, params, owner, supervisor, coach, evaluator, report, files, personal };
}

const ROUTES: readonly [string, RouteContract, readonly ('supervisor' | 'evaluator')[]][] = [
  ['the plan', getOptimisation, ['supervisor', 'evaluator']],
  ['activities', listActivities, ['supervisor', 'evaluator']],
  ['visits', listVisits, ['supervisor']],
  ['progress reports', listProgressReports, ['supervisor', 'evaluator']],
  ['expenses', listExpenses, ['supervisor', 'evaluator']],
  ['evaluations', listProjectEvaluations, ['evaluator']],
];

it('opens a project to its own supervisor, coach and evaluator, and not to the street’s others', async () => {
  const { w, params, supervisor, coach, evaluator, report, files } = await place();
  const others = { supervisor: await w.as('supervisor'), evaluator: await w.as('evaluator') };
  const elsewhere = await (await t.world()).as('supervisor');
  for (const [what, route, roles] of ROUTES)
    for (const role of roles) {
      for (const person of role === 'supervisor' ? [supervisor, coach] : [evaluator]) expect([what, (await person.call(route, { params })).status]).toEqual([what, 200]);
      const { problem } = await others[role].call(route, { params });
      expect([what, role, problem.status, problem.code]).toEqual([what, role, 403, 'PROJECT.NOT_ASSIGNED']);
      expect([what, (await elsewhere.call(route, { params })).status]).toEqual([what, 404]);
    }
  for (const other of Object.values(others)) {
    expect((await other.call(getProgressReport, { params: { id: report } })).problem.code).toBe('PROJECT.NOT_ASSIGNED');
    expect((await other.call(checkInvoice, { params, query: { number: '领款单 1' } })).problem.code).toBe('PROJECT.NOT_ASSIGNED');
    for (const [what, id] of Object.entries(files)) expect([what, (await other.call(getFile, { params: { id } })).problem.code]).toEqual([what, 'PROJECT.NOT_ASSIGNED']);
    expect((await other.do(getProject, { params })).may).toMatchObject({ readApplication: false, readDelivery: false, readVisits: false, readExpenses: false, readEvaluations: false });
  }
  expect((await others.supervisor.call(logVisit, { params, body: { visitedOn: '2026-01-01', method: 'site', summary: '走访' } })).problem.code).toBe('PROJECT.NOT_ASSIGNED');
  expect((await supervisor.do(getProject, { params })).may).toMatchObject({ readApplication: true, readDelivery: true, readVisits: true, readExpenses: true, readEvaluations: false });
});

it('gives them its files, without those that are personal or of another matter', async () => {
  const { w, supervisor, coach, evaluator, files, personal, project } = await place();
  for (const person of [supervisor, coach, evaluator]) {
    for (const [what, id] of Object.entries(files)) expect([what, (await person.call(getFile, { params: { id } })).status]).toEqual([what, 200]);
    expect((await person.call(getFile, { params: { id: personal } })).status).toBe(404);
  }
  const closed = newId();
  await insertRows(w, 'stored_file', [
    { id: closed, tenant_id: w.tenantId, round_id: null, organization_id: null, subject_kind: 'agreement', subject_id: project.agreementId, purpose: 'scan', name: '协议.pdf', media_type: 'application/pdf', size: 1, sha256: '0', storage_name: closed },
  ]);
  expect((await supervisor.call(getFile, { params: { id: closed } })).status).toBe(403);
});

it('takes personal fields out of the plan and the reports, not for staff and the grantee', async () => {
  const { w, params, project, owner, supervisor, coach, evaluator, report } = await place();
  const [{ answers } = { answers: {} }] = await w.rows<{ answers: Record<string, unknown> }>('SELECT answers FROM optimisation WHERE project_id = $1', [project.id]);
  const phone = String(answers['lead_phone']);
  expect(phone).toMatch(/^\d{11}$/); // there is something to leak
  const changed = { ...answers, lead_phone: '13900000001', features: '调整后的特色' };
  await w.rows(`UPDATE optimisation SET answers = $2, comments = $3 WHERE project_id = $1`, [
    project.id, JSON.stringify(changed), JSON.stringify([{ id: newId(), fieldId: 'lead_phone', settledBy: null, entries: [{ id: newId(), userId: owner.userId, name: '甲', text: '改为 13900000001', at: '2026-01-01T00:00:00.000Z' }] }]),
  ]);
  const personal = (view: unknown) => [phone, '13900000001'].some((one) => JSON.stringify(view).includes(one));
  for (const person of [supervisor, evaluator]) {
    const view = await person.do(getOptimisation, { params });
    expect([personal(view), view.whole, view.threads]).toEqual([false, false, []]);
    expect(view.answers).not.toHaveProperty('members');
    expect(fieldsOfForm(view.definition).some((field) => field.personal ?? field.type === 'people')).toBe(false);
    expect(view.changes.map((one) => one.fieldId)).toEqual(expect.arrayContaining(['features']));
    expect(view.changes.map((one) => one.fieldId)).not.toContain('lead_phone');
  }
  // whoever coaches has to settle what is said to the coach
  const coached = await coach.do(getOptimisation, { params });
  expect(coached.threads).toMatchObject([{ fieldId: 'lead_phone' }]);
  expect(JSON.stringify({ ...coached, threads: [] })).not.toContain('13900000001');
  for (const person of [owner, await w.as('street_handler'), await w.as('undertaker')]) {
    const view = await person.do(getOptimisation, { params });
    expect([personal(view), view.whole]).toEqual([true, true]);
    expect((await person.do(getProgressReport, { params: { id: report } })).files).toMatchObject([{ name: '受益人确认书.pdf' }]);
  }
  const seen = await supervisor.do(getProgressReport, { params: { id: report } });
  expect(seen.files).toEqual([]);
  expect(fieldsOfForm(seen.definition).map((field) => field.id)).not.toContain('confirmation');
});
