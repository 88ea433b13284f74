import { Controller, Module } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { getReportBatch, listReportBatches, listReportable, requestReports, retryReports, verifyReport } from '@weichuang/contracts/reports/reports';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { Route } from '@weichuang/platform/http/route';
import { batchesWith, reportableProjects } from './reports.queries';
import { ReportsService } from './reports.service';

interface VerifiedRecord {
  code: string;
  kind: string;
  project: string;
  organization: string;
  made_at: Date;
  digest: string;
  superseded: boolean;
}

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
    return batchesWith(ctx.em, { roundId: params.roundId });
  }

  @Route(getReportBatch)
  @Can('report.read', { report_batch: 'id' })
  batch(ctx: Ctx, { params }: Input<typeof getReportBatch>) {
    return this.reports.detail(ctx, params.id);
  }

  @Route(retryReports)
  @Can('report.make', { report_batch: 'id' })
  retry(ctx: Ctx, { params }: Input<typeof retryReports>) {
    return this.reports.retry(ctx, params.id);
  }

  @Route(verifyReport)
  @Public()
  @Rate('verify-report', 60, 60)
  async verify(ctx: Ctx, { params }: Input<typeof verifyReport>) {
    const rows: VerifiedRecord[] = await ctx.em.query('SELECT * FROM verify_report($1)', [params.code]);
    const row = found(rows[0]);
    return {
      code: row.code, title: row.kind === 'midterm' ? '中期评估报告' : '末期评估报告', project: row.project, organization: row.organization,
      madeAt: row.made_at, digest: row.digest, standing: row.superseded ? ('superseded' as const) : ('valid' as const),
    };
  }
}

@Module({ controllers: [ReportsController], providers: [ReportsService] })
export class ReportsModule {}
