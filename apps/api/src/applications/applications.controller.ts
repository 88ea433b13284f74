import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { countApplications, listApplications, listMyApplications, listOpenCalls } from '@weichuang/contracts/applications/lists';
import { compareApplicationVersions, getApplicationPdf, getApplicationVersion, getReceipt, getReceiptPdf } from '@weichuang/contracts/applications/papers';
import { attachFile, createApplication, detachFile, getApplication, reopenApplication, saveApplication, submitApplication, withdrawApplication } from '@weichuang/contracts/applications/writing';
import type { Input } from '@weichuang/contracts/http/route';
import { Can, GenericPlans, Rate, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { ListsService } from './lists.service';
import { PapersService } from './papers.service';
import { ReadingService } from './reading.service';
import { SubmissionService } from './submission.service';
import { WritingService } from './writing.service';

@Controller()
export class ApplicationsController {
  constructor(
    private readonly writing: WritingService,
    private readonly submission: SubmissionService,
    private readonly reading: ReadingService,
    private readonly lists: ListsService,
    private readonly papers: PapersService,
  ) {}

  @Route(createApplication)
  @Can('application.create', { round: 'roundId', organization: 'body.organizationId' })
  create(ctx: Ctx, { params, body }: Input<typeof createApplication>) {
    return this.writing.create(ctx, params.roundId, body);
  }

  @Route(getApplication)
  @Can('application.read', { application: 'id' })
  view(ctx: Ctx, { params }: Input<typeof getApplication>) {
    return this.reading.view(ctx, params.id);
  }

  @Route(saveApplication)
  @Can('application.edit', { application: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveApplication>) {
    return this.writing.save(ctx, params.id, body);
  }

  @Route(attachFile)
  @Can('application.edit', { application: 'id' })
  attach(ctx: Ctx, { params }: Input<typeof attachFile>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.writing.attach(ctx, params.id, request);
  }

  @Route(detachFile)
  @Can('application.edit', { application: 'id' })
  detach(ctx: Ctx, { params }: Input<typeof detachFile>) {
    return this.writing.detach(ctx, params.id, params.fileId);
  }

  @Route(submitApplication)
  @Can('application.submit', { application: 'id' })
  async submit(ctx: Ctx, { params, body }: Input<typeof submitApplication>) {
    const { row, version } = await this.submission.submit(ctx, params.id, body.revision);
    return { id: row.id, state: row.state, revision: row.revision, number: row.number ?? '', receiptNumber: version.receiptNumber ?? '', version: version.version, submittedAt: version.submittedAt, digest: version.digest };
  }

  @Route(reopenApplication)
  @Can('application.submit', { application: 'id' })
  reopen(ctx: Ctx, { params, body }: Input<typeof reopenApplication>) {
    return this.submission.move(ctx, params.id, 'reopen', { revision: body.revision });
  }

  @Route(withdrawApplication)
  @Can('application.withdraw', { application: 'id' })
  withdraw(ctx: Ctx, { params, body }: Input<typeof withdrawApplication>) {
    return this.submission.move(ctx, params.id, 'withdraw', { revision: body.revision, apply: (row) => (row.decisionReason = body.reason || null), data: body.reason ? { reason: body.reason } : {} });
  }

  // PostgreSQL made the text; nothing here reads it
  @Route(listApplications)
  @GenericPlans()
  @Can('application.list', { round: 'roundId' })
  list(ctx: Ctx, { params, query }: Input<typeof listApplications>, reply: FastifyReply) {
    void reply.type('application/json; charset=utf-8');
    return this.lists.page(ctx, params.roundId, query);
  }

  @Route(countApplications)
  @Can('application.list', { round: 'roundId' })
  counts(ctx: Ctx, { params }: Input<typeof countApplications>) {
    return this.lists.counts(ctx, params.roundId);
  }

  @Route(listMyApplications)
  @Self()
  mine(ctx: Ctx) {
    return this.lists.mine(ctx);
  }

  @Route(listOpenCalls)
  @Self()
  openCalls(ctx: Ctx) {
    return this.lists.openCalls(ctx);
  }

  @Route(getApplicationVersion)
  @Can('application.read', { application: 'id' })
  version(ctx: Ctx, { params }: Input<typeof getApplicationVersion>) {
    return this.reading.version(ctx, params.id, params.version);
  }

  @Route(compareApplicationVersions)
  @Can('application.read', { application: 'id' })
  compare(ctx: Ctx, { params, query }: Input<typeof compareApplicationVersions>) {
    return this.reading.compare(ctx, params.id, query.since, params.version);
  }

  @Route(getReceipt)
  @Can('application.read', { application: 'id' })
  receipt(ctx: Ctx, { params }: Input<typeof getReceipt>) {
    return this.papers.receipt(ctx, params.id);
  }

  @Route(getReceiptPdf)
  @Can('application.read', { application: 'id' })
  @Rate('application-paper', 60, 60)
  receiptPdf(ctx: Ctx, { params }: Input<typeof getReceiptPdf>, reply: FastifyReply) {
    return this.papers.receiptPdf(ctx, params.id, reply);
  }

  @Route(getApplicationPdf)
  @Can('application.read', { application: 'id' })
  @Rate('application-paper', 60, 60)
  formPdf(ctx: Ctx, { params, query }: Input<typeof getApplicationPdf>, reply: FastifyReply) {
    return this.papers.formPdf(ctx, params.id, query.version, reply);
  }
}
