import { join } from 'node:path';
import { dateInChina } from '@weichuang/kernel/clock';
import { renderReportJob } from '@weichuang/contracts/reports/reports';
import { loadFonts } from '@weichuang/documents/kit/fonts';
import { renderEvaluationReport } from '@weichuang/documents/evaluation-report/render';
import { ReportBatchRow, ReportItemRow } from '@weichuang/persistence/reports/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { House } from '@weichuang/platform/house';
import { handle, type JobHandler } from '@weichuang/platform/jobs/queues';
import { issuePaper, markOf, sealPaper } from '@weichuang/platform/papers/papers';
import { keepFile } from '@weichuang/platform/storage/keep-file';
import { reportData } from './report-data';
import { reportModel } from './report-model';
import { reportPhotos } from './report-photos';

/**
 * Makes one evaluation report: reads the record, draws it, keeps the file, marks the item — in one transaction under a lock
 * on the item, so a job that runs twice makes one report. A failure is written to the item when no try is left.
 */
export function reportHandler(house: House): JobHandler {
  return handle(renderReportJob, async ({ itemId, tenantId }, job) => {
    try {
      await house.asSystem(tenantId, (ctx) => make(ctx, house, itemId), `report:${itemId}`);
    } catch (error) {
      if (job.lastAttempt) await house.asSystem(tenantId, (ctx) => fail(ctx, itemId, error, job.attempt), `report:${itemId}`);
      house.logger.error({ err: error, itemId }, 'report');
      await tell(house, tenantId, itemId);
      throw error;
    }
    await tell(house, tenantId, itemId);
  });
}

async function make(ctx: Ctx, house: House, itemId: string): Promise<void> {
  const item = await ctx.em.findOneOrFail(ReportItemRow, { where: { id: itemId }, lock: { mode: 'pessimistic_write' } });
  if (item.state === 'done') return;
  const data = await reportData(ctx.em, item.subjectId, dateInChina(ctx.now));
  const mark = markOf(sealPaper(data, item.verificationCode ?? undefined), house.settings.PUBLIC_URL);
  const number = `${data.card.number}-${data.card.stage === 'midterm' ? 'ZQ' : 'MQ'}`;
  const stage = data.card.stage === 'midterm' ? '中期评估报告' : '末期评估报告';
  const model = reportModel(data, {
    reportNo: number,
    ...mark,
    createdAt: ctx.now,
    photos: await reportPhotos(data, house),
  });
  const { bytes, missing } = renderEvaluationReport(model, await loadFonts(join(house.settings.DATA_DIR, 'fonts')));
  if (missing.length) house.logger.warn({ itemId, codes: missing.map((each) => each.code) }, 'characters that no font has');
  const file = await keepFile(ctx, house.storage, {
    bytes, name: `${data.card.number} ${data.card.title} ${stage}.pdf`.replace(/[\\/:*?"<>|]/g, '_'), mediaType: 'application/pdf',
    subject: { kind: 'evaluation', id: item.subjectId }, purpose: 'report', roundId: item.roundId, organizationId: null,
  });
  await issuePaper(ctx, mark, {
    kind: `${data.card.stage}_report`, subjectId: item.subjectId, roundId: item.roundId, number, title: data.card.title,
    organization: data.card.organization, issuer: data.card.street, fileSha256: file.sha256,
  });
  await ctx.em.update(ReportItemRow, { id: itemId }, {
    state: 'done', fileId: file.id, verificationCode: mark.code, digest: mark.digest, error: null, attempts: item.attempts + 1, finishedAt: ctx.now,
  });
  await emit(ctx, { kind: 'report.made', subject: { kind: 'evaluation', id: item.subjectId }, roundId: item.roundId, data: { fileId: file.id, code: mark.code, digest: mark.digest } });
  await finishBatch(ctx, item.batchId);
}

async function fail(ctx: Ctx, itemId: string, error: unknown, tries: number): Promise<void> {
  const item = await ctx.em.findOneOrFail(ReportItemRow, { where: { id: itemId }, lock: { mode: 'pessimistic_write' } });
  if (item.state === 'done') return;
  const reason = error instanceof Error ? error.message.slice(0, 300) : 'error';
  await ctx.em.update(ReportItemRow, { id: itemId }, { state: 'failed', error: reason, attempts: item.attempts + tries });
  await emit(ctx, { kind: 'report.failed', subject: { kind: 'evaluation', id: item.subjectId }, roundId: item.roundId, data: { itemId } });
  await finishBatch(ctx, item.batchId);
}

/** The last of a batch closes it. */
async function finishBatch(ctx: Ctx, batchId: string): Promise<void> {
  const batch = await ctx.em.findOneOrFail(ReportBatchRow, { where: { id: batchId }, lock: { mode: 'pessimistic_write' } });
  const left = await ctx.em.countBy(ReportItemRow, [{ batchId, state: 'waiting' }, { batchId, state: 'running' }]);
  if (left || batch.finishedAt) return;
  await ctx.em.update(ReportBatchRow, { id: batchId }, { finishedAt: ctx.now });
  const failed = await ctx.em.countBy(ReportItemRow, { batchId, state: 'failed' });
  await emit(ctx, { kind: 'report_batch.finished', subject: { kind: 'report_batch', id: batchId }, roundId: batch.roundId, data: { total: batch.total, failed, requestedBy: batch.requestedBy } });
}

/** The page of whoever asked hears how far it is. */
async function tell(house: House, tenantId: string, itemId: string): Promise<void> {
  const rows: { to: string; batch_id: string; state: string; total: number; done: number; failed: number }[] = await house.asSystem(tenantId, (ctx) =>
    ctx.em.query(
      `SELECT b.requested_by AS "to", b.id AS batch_id, i.state, b.total, n.done, n.failed
       FROM report_item i JOIN report_batch b ON b.id = i.batch_id
         CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state = 'failed')::int AS failed FROM report_item WHERE batch_id = b.id) n
       WHERE i.id = $1`,
      [itemId],
    ),
  );
  const row = rows[0];
  if (!row) return;
  const { to, batch_id: batchId, ...progress } = row;
  await house.coordination.publish(`user:${to}`, { topic: 'reports', kind: 'report.progress', batchId, itemId, ...progress }).catch(() => undefined);
}
