import { join } from 'node:path';
import { dateInChina } from '@weichuang/kernel/clock';
import { renderReportJob } from '@weichuang/contracts/reports/reports';
import { loadFonts } from '@weichuang/documents/kit/fonts';
import { renderEvaluationReport } from '@weichuang/documents/evaluation-report/render';
import type { ReportItemRow } from '@weichuang/persistence/reports/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { House } from '@weichuang/platform/house';
import { handle, MOST_DEATHS, type JobHandler } from '@weichuang/platform/jobs/queues';
import { issuePaper, markOf, sealPaper } from '@weichuang/platform/papers/papers';
import { keepFile } from '@weichuang/platform/storage/keep-file';
import { reportData } from './report-data';
import { reportModel } from './report-model';
import { reportPhotos } from './report-photos';

/** How far a batch is once one of its items has ended. */
interface Progress {
  readonly requested_by: string;
  readonly round_id: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

type Item = Pick<ReportItemRow, 'id' | 'batchId' | 'roundId' | 'subjectId' | 'state' | 'verificationCode'>;
type Outcome = { readonly state: 'done'; readonly fileId: string; readonly code: string; readonly digest: string; readonly tries: 1 } | { readonly state: 'failed'; readonly error: string; readonly tries: number };

/**
 * Makes one evaluation report: reads the record, draws it, keeps the file, marks the item — in one transaction under a lock
 * on the item, so a job that runs twice makes one report. A failure is written to the item when no try is left.
 */
export function reportHandler(house: House): JobHandler {
  const settle = (itemId: string, tenantId: string, work: (ctx: Ctx, item: Item) => Promise<Outcome>) => house.asSystem(tenantId, (ctx) => settled(ctx, itemId, work), `report:${itemId}`);
  return handle(renderReportJob, async ({ itemId, tenantId }, job) => {
    try {
      await tell(house, await settle(itemId, tenantId, (ctx, item) => make(ctx, house, item)));
    } catch (error) {
      house.logger.error({ err: error, itemId }, 'report');
      if (job.lastAttempt) await tell(house, await settle(itemId, tenantId, (ctx, item) => fail(ctx, item, error, job.attempt)));
      throw error;
    }
  }, async ({ itemId, tenantId }) => tell(house, await settle(itemId, tenantId, (ctx, item) => fail(ctx, item, new Error('the process died over it'), MOST_DEATHS))));
}

async function make(ctx: Ctx, house: House, item: Item): Promise<Outcome> {
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
  if (missing.length) house.logger.warn({ itemId: item.id, codes: missing.map((each) => each.code) }, 'characters that no font has');
  const file = await keepFile(ctx, house.storage, {
    bytes, name: `${data.card.number} ${data.card.title} ${stage}.pdf`.replace(/[\\/:*?"<>|]/g, '_'), mediaType: 'application/pdf',
    subject: { kind: 'evaluation', id: item.subjectId }, purpose: 'report', roundId: item.roundId, organizationId: null,
  });
  await issuePaper(ctx, mark, {
    kind: `${data.card.stage}_report`, subjectId: item.subjectId, roundId: item.roundId, number, title: data.card.title,
    organization: data.card.organization, issuer: data.card.street, fileSha256: file.sha256,
  });
  await emit(ctx, { kind: 'report.made', subject: { kind: 'evaluation', id: item.subjectId }, roundId: item.roundId, data: { fileId: file.id, code: mark.code, digest: mark.digest } });
  return { state: 'done', fileId: file.id, code: mark.code, digest: mark.digest, tries: 1 };
}

async function fail(ctx: Ctx, item: Item, error: unknown, tries: number): Promise<Outcome> {
  await emit(ctx, { kind: 'report.failed', subject: { kind: 'evaluation', id: item.subjectId }, roundId: item.roundId, data: { itemId: item.id } });
  return { state: 'failed', error: error instanceof Error ? error.message.slice(0, 300) : 'error', tries };
}

/**
 * Does the work on an item that is not done, under its lock; then enters the outcome in the item and in the counts of its
 * batch, which the last one closes. The batch's row is locked last, so that a batch's reports are made side by side.
 * @returns null when the item was done already
 */
async function settled(ctx: Ctx, itemId: string, work: (ctx: Ctx, item: Item) => Promise<Outcome>): Promise<(Progress & { item: Item; state: Outcome['state'] }) | null> {
  const items: Item[] = await ctx.em.query(
    `SELECT id, batch_id AS "batchId", round_id AS "roundId", subject_id AS "subjectId", state, verification_code AS "verificationCode" FROM report_item WHERE id = $1 FOR UPDATE`,
    [itemId],
  );
  const item = items[0];
  if (!item) throw new Error('the item of this report is not there');
  if (item.state === 'done') return null;
  const outcome = await work(ctx, item);
  const made = outcome.state === 'done' ? outcome : null;
  const [batches]: [Progress[], number] = await ctx.em.query(
    `WITH ended AS (
       UPDATE report_item SET state = $2, attempts = attempts + $3, error = $4, file_id = COALESCE($5, file_id), verification_code = COALESCE($6, verification_code), digest = COALESCE($7, digest),
         finished_at = CASE WHEN $2 = 'done' THEN $8::timestamptz ELSE finished_at END
       WHERE id = $1 RETURNING batch_id
     )
     UPDATE report_batch b SET moved_at = $8, done = done + ($2 = 'done')::int, failed = failed + ($2 = 'failed')::int - $9::int,
       finished_at = CASE WHEN done + failed + 1 - $9::int = total THEN $8::timestamptz END
     FROM ended WHERE b.id = ended.batch_id RETURNING b.requested_by, b.round_id, b.total, b.done, b.failed`,
    [item.id, outcome.state, outcome.tries, outcome.state === 'failed' ? outcome.error : null, made?.fileId ?? null, made?.code ?? null, made?.digest ?? null, ctx.now, item.state === 'failed' ? 1 : 0],
  );
  const batch = batches[0];
  if (!batch) throw new Error('the batch of this report is not there');
  // failed a second time is nothing new
  if (batch.done + batch.failed === batch.total && item.state !== outcome.state)
    await emit(ctx, { kind: 'report_batch.finished', subject: { kind: 'report_batch', id: item.batchId }, roundId: batch.round_id, data: { total: batch.total, failed: batch.failed, requestedBy: batch.requested_by } });
  return { ...batch, item, state: outcome.state };
}

/** The page of whoever asked hears how far it is. */
async function tell(house: House, ended: Awaited<ReturnType<typeof settled>>): Promise<void> {
  if (!ended) return;
  const { item, requested_by: to, state, total, done, failed } = ended;
  await house.coordination.publish(`user:${to}`, { topic: 'reports', kind: 'report.progress', batchId: item.batchId, itemId: item.id, state, total, done, failed }).catch(() => undefined);
}
