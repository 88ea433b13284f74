import { downloadReports, getReportBatch, listReportable, listReportBatches, requestReports, retryReports, verifyPaper } from '@weichuang/contracts/reports/reports';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { newId } from '@weichuang/kernel/id';
import { digestSeal } from '@weichuang/platform/papers/papers';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { evaluationOf } from '@weichuang/testing/builders/evaluations';
import { aPdf, fileIn } from '@weichuang/testing/builders/files';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function evaluated() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const projects = [await runningProject(w, round), await runningProject(w, round), await runningProject(w, round)] as const;
  const evaluations = [await evaluationOf(w, round, projects[0], { score: '88' }), await evaluationOf(w, round, projects[1], { score: '52' })] as const;
  await evaluationOf(w, round, projects[2], { score: '70', state: 'in_progress' });
  return { w, round, projects, evaluations, params: { roundId: round.roundId }, handler: await w.as('street_handler') };
}

describe('reports are asked for', () => {
  it('for the whole round: each submitted evaluation once, and the worker is told by one event', async () => {
    const { w, projects, params, handler } = await evaluated();
    const listed = await handler.do(listReportable, { params, query: { stage: 'midterm' } });
    expect(listed.rows.map((row) => [row.projectId, row.evaluated, row.total])).toEqual(expect.arrayContaining([[projects[0].id, true, '88'], [projects[1].id, true, '52'], [projects[2].id, false, null]]));
    const click = { 'idempotency-key': 'b3c4f5a0-0000-4000-8000-00000000000c' };
    const batch = await handler.do(requestReports, { params, body: { stage: 'midterm' } }, click);
    expect(batch).toMatchObject({ total: 2, done: 0, failed: 0, finishedAt: null, secondsLeft: null });
    expect((await handler.do(requestReports, { params, body: { stage: 'midterm' } }, click)).id).toBe(batch.id);
    expect(await w.rows(`SELECT data FROM event_log WHERE subject_id = $1 AND kind = 'report_batch.requested'`, [batch.id])).toHaveLength(1);
    const detail = await handler.do(getReportBatch, { params: { id: batch.id } });
    expect(detail.items.map((item) => [item.state, item.attempts])).toEqual([['waiting', 0], ['waiting', 0]]);
    expect((await handler.do(listReportBatches, { params })).map((each) => each.id)).toEqual([batch.id]);
  });

  it('for named projects, none of them without an evaluation', async () => {
    const { projects, params, handler } = await evaluated();
    expect(await handler.do(requestReports, { params, body: { stage: 'midterm', projectIds: [projects[0].id, projects[0].id] } })).toMatchObject({ total: 1 });
    for (const body of [{ stage: 'midterm' as const, projectIds: [projects[0].id, projects[2].id] }, { stage: 'final' as const }]) {
      const answer = await handler.call(requestReports, { params, body });
      expect([answer.status, answer.problem.code]).toEqual([409, 'REPORT.NO_EVALUATION']);
    }
  });

  it('by those who may', async () => {
    const { w, projects, params, handler } = await evaluated();
    const { id } = await handler.do(requestReports, { params, body: { stage: 'midterm' } });
    const auditor = await w.as('auditor');
    await auditor.do(getReportBatch, { params: { id } });
    expect((await auditor.call(requestReports, { params, body: { stage: 'midterm' } })).status).toBe(403);
    expect((await auditor.call(retryReports, { params: { id } })).status).toBe(403);
    for (const who of [await w.stranger(), await ownerOf(w, projects[0])]) {
      expect([403, 404]).toContain((await who.call(requestReports, { params, body: { stage: 'midterm' } })).status);
      expect([403, 404]).toContain((await who.call(getReportBatch, { params: { id } })).status);
    }
  });
});

it('what failed, and only that, is made again', async () => {
  const { w, params, handler } = await evaluated();
  const { id } = await handler.do(requestReports, { params, body: { stage: 'midterm' } });
  const none = await handler.call(retryReports, { params: { id } });
  expect([none.status, none.problem.code]).toEqual([409, 'REPORT.NOTHING_FAILED']);
  await w.rows(`UPDATE report_item SET state = 'failed', error = 'disk full', attempts = 3 WHERE id = (SELECT id FROM report_item WHERE batch_id = $1 ORDER BY id LIMIT 1)`, [id]);
  await w.rows(`UPDATE report_item SET state = 'done' WHERE batch_id = $1 AND state = 'waiting'`, [id]);
  await w.rows('UPDATE report_batch SET done = 1, failed = 1, finished_at = now() WHERE id = $1', [id]);
  expect(await handler.do(getReportBatch, { params: { id } })).toMatchObject({ done: 1, failed: 1, items: expect.arrayContaining([expect.objectContaining({ error: 'disk full', attempts: 3 })]) as object });
  expect(await handler.do(retryReports, { params: { id } })).toMatchObject({ done: 1, failed: 0, finishedAt: null, secondsLeft: null });
  expect(await w.rows('SELECT run FROM report_batch WHERE id = $1', [id])).toEqual([{ run: 2 }]);
});

it('a batch is taken as one archive, of what is made', async () => {
  const { w, params, handler } = await evaluated();
  const { id } = await handler.do(requestReports, { params, body: { stage: 'midterm' } });
  const none = await handler.call(downloadReports, { params: { id } });
  expect([none.status, none.problem.code]).toEqual([409, 'REPORT.NOTHING_MADE']);
  const fileId = await fileIn(w, { subject: { kind: 'evaluation', id: newId() }, purpose: 'report', bytes: aPdf('one'), name: '望江 末期评估报告.pdf' });
  await w.rows(`UPDATE report_item SET state = 'done', file_id = $2 WHERE id = (SELECT id FROM report_item WHERE batch_id = $1 ORDER BY id LIMIT 1)`, [id, fileId]);
  const archive = await handler.download(`/report-batches/${id}/reports.zip`);
  expect(archive.headers['content-type']).toBe('application/zip');
  expect(archive.bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(archive.bytes.includes(Buffer.from('望江 末期评估报告.pdf'))).toBe(true);
  expect(archive.bytes.includes(aPdf('one'))).toBe(true);
  expect((await (await w.stranger()).call(downloadReports, { params: { id } })).status).toBe(404);
});

describe('whoever holds a paper may check it', () => {
  const nobodyAsks = async (w: Awaited<ReturnType<TestApi['world']>>, code: string) => (await w.nobody().call(verifyPaper, { params: { code } })).body;

  it('a report; a newer one takes its place, one that is called back says so', async () => {
    const { w, round, projects, evaluations } = await evaluated();
    const made = (code: string, issuedAt: string) =>
      insertRows(w, 'issued_paper', [
        { code, tenant_id: w.tenantId, round_id: round.roundId, kind: 'midterm_report', subject_id: evaluations[0], number: 'N-ZQ', title: projects[0].title, organization: '中心', issuer: '街道', digest: 'ab'.repeat(32), file_sha256: 'cd'.repeat(32), issued_at: new Date(issuedAt) },
      ]);
    await made('AB23-CD45-EF67', '2026-05-01T00:00:00Z');
    expect(await w.nobody().do(verifyPaper, { params: { code: 'AB23-CD45-EF67' } })).toEqual({
      code: 'AB23-CD45-EF67', kind: 'midterm_report', number: 'N-ZQ', title: projects[0].title, organization: '中心', issuer: '街道', issuedAt: '2026-05-01T00:00:00.000Z',
      digest: 'ab'.repeat(32), fileSha256: 'cd'.repeat(32), standing: 'valid',
    });
    await made('AB23-CD45-EF68', '2026-05-02T00:00:00Z');
    expect(await nobodyAsks(w, 'AB23-CD45-EF67')).toMatchObject({ standing: 'superseded' });
    expect(await nobodyAsks(w, 'AB23-CD45-EF68')).toMatchObject({ standing: 'valid' });
    await w.rows(`UPDATE issued_paper SET withdrawn_at = now() WHERE code = 'AB23-CD45-EF68'`);
    expect(await nobodyAsks(w, 'AB23-CD45-EF68')).toMatchObject({ standing: 'withdrawn' });
    expect((await w.nobody().call(verifyPaper, { params: { code: 'ZZ99-ZZ99-ZZ99' } })).status).toBe(404);
  });

  it('an application, by the code on its receipt', async () => {
    const w = await t.world();
    const round = await publishedRound(w, { state: 'open' });
    const [application] = await applications(w, round, 1, { state: 'submitted' });
    if (!application) throw new Error('no application');
    const [{ digest }] = (await w.rows<{ digest: string }>('SELECT digest FROM application_version WHERE application_id = $1', [application.id])) as [{ digest: string }];
    const { code } = digestSeal(digest);
    expect(await nobodyAsks(w, code)).toMatchObject({ code, kind: 'application', title: application.title, digest, standing: 'valid', fileSha256: null });
    await w.rows('UPDATE application SET submitted_version = 2 WHERE id = $1', [application.id]);
    expect(await nobodyAsks(w, code)).toMatchObject({ standing: 'superseded' });
  });
});
