import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IsNull } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { refuse } from '@weichuang/kernel/denial';
import type { ReportBatchView } from '@weichuang/contracts/reports/reports';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { ReportBatchRow, ReportItemRow } from '@weichuang/persistence/reports/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { zip, ZIP_MAX_BYTES, ZIP_MAX_ENTRIES } from '@weichuang/platform/storage/zip';
import { dispositionOf } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { batchesWith, evaluationsToReport, filesOf, itemsOf } from './reports.queries';

@Injectable()
export class ReportsService implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    // evaluators make the reports of a whole round, and read what they made
    this.readers.of('evaluation', async (ctx) => {
      if (!ctx.may('report.read')) throw refused('FORBIDDEN', { permission: 'report.read' }, 'forbidden');
    });
  }

  /**
   * Asks for the reports of all evaluated projects of a round, or of the named ones. The rows and the event are all that
   * happens here: the worker hears the event and makes the documents.
   * @throws Refused REPORT.NO_EVALUATION, REPORT.TOO_MANY
   */
  async request(ctx: Ctx, roundId: string, stage: 'midterm' | 'final', projectIds: readonly string[] | undefined): Promise<ReportBatchView> {
    const wanted = projectIds ? [...new Set(projectIds)] : null;
    const evaluations = await evaluationsToReport(ctx.em, roundId, stage, wanted);
    if (!evaluations.length || (wanted && evaluations.length < wanted.length)) ensure(refuse('REPORT.NO_EVALUATION'));
    const running = await ctx.em.countBy(ReportBatchRow, { roundId, finishedAt: IsNull() });
    if (running >= 20) ensure(refuse('REPORT.TOO_MANY', undefined, 'limit'));
    const id = newId();
    const place = { tenantId: tenantOf(ctx), roundId };
    await ctx.em.insert(ReportBatchRow, { id, ...place, kind: stage, requestedBy: actorOf(ctx).userId, total: evaluations.length, run: 1, createdAt: ctx.now, movedAt: ctx.now, finishedAt: null });
    await ctx.em.insert(
      ReportItemRow,
      evaluations.map((evaluation) => ({ id: newId(), ...place, batchId: id, projectId: evaluation.project_id, subjectId: evaluation.id, state: 'waiting' as const, attempts: 0 })),
    );
    await emit(ctx, { kind: 'report_batch.requested', subject: { kind: 'report_batch', id }, roundId, data: { stage, total: evaluations.length } });
    return this.batch(ctx, id);
  }

  async batch(ctx: Ctx, id: string): Promise<ReportBatchView> {
    return found((await batchesWith(ctx.em, { id }, ctx.now))[0]);
  }

  async detail(ctx: Ctx, id: string) {
    return { ...(await this.batch(ctx, id)), items: await itemsOf(ctx.em, id) };
  }

  /**
   * The reports of a batch as one archive, read one after the other while it is sent.
   * @throws Refused REPORT.NOTHING_MADE, REPORT.TOO_LARGE
   */
  async download(ctx: Ctx, id: string, reply: FastifyReply): Promise<void> {
    const batch = await this.batch(ctx, id);
    const files = await filesOf(ctx.em, id);
    if (!files.length) ensure(refuse('REPORT.NOTHING_MADE'));
    if (files.length > ZIP_MAX_ENTRIES || files.reduce((sum, file) => sum + file.size + 2 * Buffer.byteLength(file.name) + 100, 0) > ZIP_MAX_BYTES) ensure(refuse('REPORT.TOO_LARGE', undefined, 'limit'));
    const round = found(await ctx.em.findOneBy(RoundRow, { id: batch.roundId }));
    const name = `${round.title} ${batch.stage === 'midterm' ? '中期' : '末期'}评估报告（${files.length} 份）.zip`;
    const { storage } = this.house;
    const entries = files.map((file) => ({ name: file.name, at: file.created_at, bytes: async () => buffer(await storage.get(file.storage_name)) }));
    await reply.headers({ 'content-type': 'application/zip', 'content-disposition': dispositionOf(name) }).send(Readable.from(zip(entries)));
  }

  /** @throws Refused REPORT.NOTHING_FAILED */
  async retry(ctx: Ctx, id: string): Promise<ReportBatchView> {
    const batch = found(await ctx.em.findOne(ReportBatchRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const again = await ctx.em.update(ReportItemRow, { batchId: id, state: 'failed' }, { state: 'waiting', error: null });
    if (!again.affected) ensure(refuse('REPORT.NOTHING_FAILED'));
    await ctx.em.update(ReportBatchRow, { id }, { run: batch.run + 1, failed: 0, movedAt: ctx.now, finishedAt: null });
    await emit(ctx, { kind: 'report_batch.retried', subject: { kind: 'report_batch', id }, roundId: batch.roundId, data: { again: again.affected ?? 0 } });
    return this.batch(ctx, id);
  }
}
