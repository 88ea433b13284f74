import { Controller, Module } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Input } from '@weichuang/contracts/http/route';
import { downloadReports, getReportBatch, listReportBatches, listReportable, requestReports, retryReports, verifyPaper } from '@weichuang/contracts/reports/reports';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { Route } from '@weichuang/platform/http/route';
import { batchesWith, reportableProjects } from './reports.queries';
import { FilesModule } from '../files/files.module';
import { ReportsService } from './reports.service';

type Verified = z.input<(typeof verifyPaper)['response']>;

@Controller()
class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Route(listReportable)
  @Can('report.read', { round: 'roundId' })
  async reportable(ctx: Ctx, { params, query }: Input<typeof listReportable>) {
    const { id, title } = found(await ctx.em.findOneBy(RoundRow, { id: params.roundId }));
    return { round: { id, title }, rows: await reportableProjects(ctx.em, params.roundId, query.stage) };
  }

  @Route(requestReports)
  @Can('report.make', { round: 'roundId' })
  request(ctx: Ctx, { params, body }: Input<typeof requestReports>) {
    return this.reports.request(ctx, params.roundId, body.stage, body.projectIds);
  }

  @Route(listReportBatches)
  @Can('report.read', { round: 'roundId' })
  batches(ctx: Ctx, { params }: Input<typeof listReportBatches>) {
    return batchesWith(ctx.em, { roundId: params.roundId }, ctx.now);
  }

  @Route(getReportBatch)
  @Can('report.read', { report_batch: 'id' })
  batch(ctx: Ctx, { params }: Input<typeof getReportBatch>) {
    return this.reports.detail(ctx, params.id);
  }

  @Route(downloadReports)
  @Can('report.read', { report_batch: 'id' })
  async download(ctx: Ctx, { params }: Input<typeof downloadReports>, reply: FastifyReply) {
    await this.reports.download(ctx, params.id, reply);
  }

  @Route(retryReports)
  @Can('report.make', { report_batch: 'id' })
  retry(ctx: Ctx, { params }: Input<typeof retryReports>) {
    return this.reports.retry(ctx, params.id);
  }

  @Route(verifyPaper)
  @Public()
  @Rate('verify-paper', 60, 60)
  async verify(ctx: Ctx, { params }: Input<typeof verifyPaper>): Promise<Verified> {
    const rows: Verified[] = await ctx.em.query(
      'SELECT code, kind, number, title, organization, issuer, issued_at AS "issuedAt", digest, file_sha256 AS "fileSha256", standing FROM verify_paper($1)', [params.code]);
    return found(rows[0]);
  }
}

@Module({ imports: [FilesModule], controllers: [ReportsController], providers: [ReportsService] })
export class ReportsModule {}
