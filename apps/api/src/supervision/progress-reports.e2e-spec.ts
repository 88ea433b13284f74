import { endOfDayInChina } from '@weichuang/kernel/clock';
import { addProgressFile, answerProgressReport, getProgressReport, listProgressReports, saveProgressReport, submitProgressReport } from '@weichuang/contracts/supervision/delivery';
import { emit } from '@weichuang/platform/events/emit';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { sampleAnswers } from '@weichuang/testing/builders/application-answers';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf } from '@weichuang/testing/builders/files';
import { runningProject, supervisedBy } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function started() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const start = () => w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'project.start', subject: { kind: 'project', id: project.id }, roundId: round.roundId }));
  await start();
  const owner = await ownerOf(w, project);
  const list = () => owner.do(listProgressReports, { params: { id: project.id } });
  const report = async (stage: 'midterm' | 'final' = 'midterm') => {
    const row = (await list()).find((each) => each.stage === stage);
    if (!row) throw new Error('no report');
    return owner.do(getProgressReport, { params: { id: row.id } });
  };
  /** saved with everything the form asks for */
  const written = async () => {
    const { id, definition, revision } = await report();
    const answers = { ...sampleAnswers(definition, { title: '', communityId: '', needId: null, budget: [], from: '2026-03-01', to: '2026-06-01' }), stage: 'midterm' };
    const rest = sampleAnswers({ sections: definition.sections.map((section) => ({ ...section, fields: section.fields.filter((field) => field.id === 'next_plan').map(({ showIf: _showIf, ...field }) => field) })) }, { title: '', communityId: '', needId: null, budget: [], from: '2026-03-01', to: '2026-06-01' });
    const saved = await owner.do(saveProgressReport, { params: { id }, body: { revision, answers: { ...answers, ...rest } } });
    return { id, revision: saved.revision, missing: saved.missing };
  };
  return { w, round, project, owner, start, list, report, written };
}

describe('progress reports', () => {
  it('are planned when the project starts, one for each evaluation, once', async () => {
    const { start, list, round } = await started();
    await start();
    expect(await list()).toMatchObject(round.config.evaluation.map((stage) => ({ stage: stage.id, state: 'due', dueAt: endOfDayInChina(stage.due).toISOString(), late: false })));
  });

  it('are saved whatever is missing, and know their kind', async () => {
    const { owner, report } = await started();
    const { id, revision, answers } = await report();
    expect(answers).toEqual({ stage: 'midterm' });
    const saved = await owner.do(saveProgressReport, { params: { id }, body: { revision, answers: { advance: '已开展两场', stage: 'final', nonsense: 1 } } });
    expect(saved.missing).toBeGreaterThan(0);
    expect(await report()).toMatchObject({ state: 'draft', revision: saved.revision, answers: { stage: 'midterm', advance: '已开展两场' }, may: { write: true } });
    const stale = await owner.call(saveProgressReport, { params: { id }, body: { revision, answers: {} } });
    expect([stale.status, stale.problem.code]).toEqual([409, 'REVISION.STALE']);
  });

  it('are refused incomplete with the fields; whole ones are handed in, given back, and accepted', async () => {
    const { w, owner, report, written } = await started();
    const first = await report();
    const begun = await owner.do(saveProgressReport, { params: { id: first.id }, body: { revision: first.revision, answers: { advance: '已开展两场' } } });
    const early = await owner.call(submitProgressReport, { params: { id: first.id }, body: { revision: begun.revision } });
    expect([early.status, early.problem.code]).toEqual([422, 'PROGRESS.INCOMPLETE']);
    expect(early.problem.fields?.length).toBeGreaterThan(0);
    expect(early.problem.fields?.every((field) => /[一-龥]/.test(field.message ?? ''))).toBe(true);
    const { id, revision, missing } = await written();
    expect(missing).toBe(0);
    let held = await owner.do(submitProgressReport, { params: { id }, body: { revision } });
    expect(held.state).toBe('submitted');
    expect((await owner.call(saveProgressReport, { params: { id }, body: { revision: held.revision, answers: {} } })).problem.code).toBe('PROGRESS.NOT_OPEN');
    const handler = await w.as('street_handler');
    const vague = await handler.call(answerProgressReport, { params: { id }, body: { revision: held.revision, how: 'return', reason: '数字对不上' } });
    expect([vague.status, vague.problem.code]).toEqual([422, 'PROGRESS.RETURN_NAMES_NO_FIELD']);
    held = await handler.do(answerProgressReport, { params: { id }, body: { revision: held.revision, how: 'return', reason: '数字对不上', fields: ['advance'] } });
    expect(await report()).toMatchObject({ state: 'returned', returnReason: '数字对不上', returnedFields: ['advance'] });
    held = await owner.do(submitProgressReport, { params: { id }, body: { revision: held.revision } });
    expect((await owner.call(answerProgressReport, { params: { id }, body: { revision: held.revision, how: 'accept' } })).status).toBe(403);
    held = await handler.do(answerProgressReport, { params: { id }, body: { revision: held.revision, how: 'accept' } });
    expect(held.state).toBe('accepted');
    expect(await report()).toMatchObject({ late: false, returnReason: null, returnedFields: [] });
  });

  it('that come late are taken and marked', async () => {
    const { w, owner, report, written } = await started();
    const { id, revision } = await written();
    await w.rows(`UPDATE progress_report SET due_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    await owner.do(submitProgressReport, { params: { id }, body: { revision } });
    expect(await report()).toMatchObject({ state: 'submitted', late: true });
  });

  it('take papers where the form asks for some', async () => {
    const { owner, report } = await started();
    const { id, definition } = await report('final');
    const asked = definition.sections.flatMap((section) => section.fields).find((field) => field.type === 'file');
    if (asked) expect((await owner.upload(addProgressFile, { id, field: asked.id }, aPdf(), '确认书.pdf')).status).toBe(200);
    const nowhere = await owner.upload(addProgressFile, { id, field: 'nowhere' }, aPdf(), '确认书.pdf');
    expect([nowhere.status, nowhere.problem.code]).toEqual([422, 'FILE.NO_SUCH_FIELD']);
  });

  it('are nobody else’s', async () => {
    const { w, round, project, report } = await started();
    const { id, revision } = await report();
    const [other] = await applications(w, round, 1, { state: 'qualified' });
    for (const who of [await w.stranger(), await ownerOf(w, other as NonNullable<typeof other>)]) { // one was asked for
      expect((await who.call(getProgressReport, { params: { id } })).status).toBe(404);
      expect((await who.call(saveProgressReport, { params: { id }, body: { revision, answers: {} } })).status).toBe(404);
      expect((await who.call(submitProgressReport, { params: { id }, body: { revision } })).status).toBe(404);
      expect((await who.call(answerProgressReport, { params: { id }, body: { revision, how: 'accept' } })).status).toBe(404);
    }
    const supervisor = await w.as('supervisor');
    await supervisedBy(w, project.id, supervisor.userId);
    await supervisor.do(getProgressReport, { params: { id } });
    expect((await supervisor.call(saveProgressReport, { params: { id }, body: { revision, answers: {} } })).status).toBe(403);
  });
});
