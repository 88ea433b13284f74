import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import {
  confirmAgreement, editAgreement, getAgreement, issueAgreement, previewAgreement, recallAgreement, rejectScan, uploadScan,
} from '@weichuang/contracts/agreements/agreement';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { AgreementService } from './agreement.service';

@Controller()
export class AgreementController {
  constructor(private readonly agreements: AgreementService) {}

  @Route(getAgreement)
  @Can('agreement.read', { project: 'id' })
  view(ctx: Ctx, { params }: Input<typeof getAgreement>) {
    return this.agreements.view(ctx, params.id);
  }

  @Route(editAgreement)
  @Can('agreement.edit', { project: 'id' })
  edit(ctx: Ctx, { params, body }: Input<typeof editAgreement>) {
    return this.agreements.edit(ctx, params.id, body);
  }

  @Route(previewAgreement)
  @Can('agreement.read', { project: 'id' })
  preview(ctx: Ctx, { params }: Input<typeof previewAgreement>, reply: FastifyReply) {
    return this.agreements.preview(ctx, params.id, reply);
  }

  @Route(issueAgreement)
  @Can('agreement.issue', { project: 'id' })
  issue(ctx: Ctx, { params, body }: Input<typeof issueAgreement>) {
    return this.agreements.issue(ctx, params.id, body.revision);
  }

  @Route(recallAgreement)
  @Can('agreement.issue', { project: 'id' })
  recall(ctx: Ctx, { params, body }: Input<typeof recallAgreement>) {
    return this.agreements.recall(ctx, params.id, body);
  }

  @Route(uploadScan)
  @Can('agreement.sign', { project: 'id' })
  upload(ctx: Ctx, { params }: Input<typeof uploadScan>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.agreements.upload(ctx, params.id, request);
  }

  @Route(rejectScan)
  @Can('agreement.confirm', { project: 'id' })
  rejectScan(ctx: Ctx, { params, body }: Input<typeof rejectScan>) {
    return this.agreements.rejectScan(ctx, params.id, body);
  }

  @Route(confirmAgreement)
  @Can('agreement.confirm', { project: 'id' })
  confirm(ctx: Ctx, { params, body }: Input<typeof confirmAgreement>) {
    return this.agreements.confirm(ctx, params.id, body);
  }
}
