import { Controller, Module } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import {
  addActivityFile, addFindingProof, addProgressFile, addVisitPhoto, answerProgressReport, closeFinding, editActivity, fileActivity, getProgressReport, listActivities, listProgressReports, listVisits, logVisit,
  removeActivity, reportFinding, saveProgressReport, submitProgressReport,
} from '@weichuang/contracts/supervision/delivery';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { FilesModule } from '../files/files.module';
import { ActivitiesService } from './activities.service';
import { ProgressReportsService } from './progress-reports.service';
import { VisitsService } from './visits.service';

@Controller()
class DeliveryController {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly visits: VisitsService,
    private readonly reports: ProgressReportsService,
  ) {}

  @Route(listActivities)
  @Can('delivery.read', { project: 'id' })
  listActivities(ctx: Ctx, { params }: Input<typeof listActivities>) {
    return this.activities.list(ctx, params.id);
  }

  @Route(fileActivity)
  @Can('activity.file', { project: 'id' })
  fileActivity(ctx: Ctx, { params, body }: Input<typeof fileActivity>) {
    return this.activities.file(ctx, params.id, body);
  }

  @Route(editActivity)
  @Can('activity.file', { activity: 'id' })
  editActivity(ctx: Ctx, { params, body }: Input<typeof editActivity>) {
    return this.activities.edit(ctx, params.id, body);
  }

  @Route(removeActivity)
  @Can('activity.file', { activity: 'id' })
  removeActivity(ctx: Ctx, { params }: Input<typeof removeActivity>) {
    return this.activities.remove(ctx, params.id);
  }

  @Route(addActivityFile)
  @Can('activity.file', { activity: 'id' })
  addActivityFile(ctx: Ctx, { params }: Input<typeof addActivityFile>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.activities.addFile(ctx, params.id, params.purpose, request);
  }

  @Route(listVisits)
  @Can('visit.read', { project: 'id' })
  listVisits(ctx: Ctx, { params }: Input<typeof listVisits>) {
    return this.visits.list(ctx, params.id);
  }

  @Route(logVisit)
  @Can('visit.log', { project: 'id' })
  logVisit(ctx: Ctx, { params, body }: Input<typeof logVisit>) {
    return this.visits.log(ctx, params.id, body);
  }

  @Route(addVisitPhoto)
  @Can('visit.attach', { visit: 'id' })
  addVisitPhoto(ctx: Ctx, { params }: Input<typeof addVisitPhoto>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.visits.addPhoto(ctx, params.id, request);
  }

  @Route(reportFinding)
  @Can('finding.rectify', { finding: 'id' })
  reportFinding(ctx: Ctx, { params, body }: Input<typeof reportFinding>) {
    return this.visits.report(ctx, params.id, body);
  }

  @Route(addFindingProof)
  @Can('finding.rectify', { finding: 'id' })
  addFindingProof(ctx: Ctx, { params }: Input<typeof addFindingProof>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.visits.addProof(ctx, params.id, request);
  }

  @Route(closeFinding)
  @Can('finding.close', { finding: 'id' })
  closeFinding(ctx: Ctx, { params, body }: Input<typeof closeFinding>) {
    return this.visits.close(ctx, params.id, body);
  }

  @Route(listProgressReports)
  @Can('delivery.read', { project: 'id' })
  listReports(ctx: Ctx, { params }: Input<typeof listProgressReports>) {
    return this.reports.list(ctx, params.id);
  }

  @Route(getProgressReport)
  @Can('delivery.read', { progress_report: 'id' })
  report(ctx: Ctx, { params }: Input<typeof getProgressReport>) {
    return this.reports.detail(ctx, params.id);
  }

  @Route(saveProgressReport)
  @Can('progress.submit', { progress_report: 'id' })
  saveReport(ctx: Ctx, { params, body }: Input<typeof saveProgressReport>) {
    return this.reports.save(ctx, params.id, body.revision, body.answers);
  }

  @Route(addProgressFile)
  @Can('progress.submit', { progress_report: 'id' })
  addReportFile(ctx: Ctx, { params }: Input<typeof addProgressFile>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.reports.addFile(ctx, params.id, params.field, request);
  }

  @Route(submitProgressReport)
  @Can('progress.submit', { progress_report: 'id' })
  submitReport(ctx: Ctx, { params, body }: Input<typeof submitProgressReport>) {
    return this.reports.submit(ctx, params.id, body.revision);
  }

  @Route(answerProgressReport)
  @Can('progress.accept', { progress_report: 'id' })
  answerReport(ctx: Ctx, { params, body }: Input<typeof answerProgressReport>) {
    return this.reports.answer(ctx, params.id, body);
  }
}

@Module({ imports: [FilesModule], controllers: [DeliveryController], providers: [ActivitiesService, VisitsService, ProgressReportsService] })
export class SupervisionModule {}
