import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import {
  closeNotice, discardNotice, downloadNotice, downloadPortalNotice, draftNotice, editNotice, getNotice, getPortalNotice, getRoundResults, listPortalNotices, publishNotice,
} from '@weichuang/contracts/awards/notice';
import { addObjectionScan, admitObjection, dismissObjection, getObjectionStatus, listObjections, recordObjection, sendObjection, settleObjection } from '@weichuang/contracts/awards/objection';
import { PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found } from '@weichuang/platform/http/refused';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { sendNoticePaper } from './notice-paper';
import { NoticesService } from './notices.service';
import { ObjectionsService } from './objections.service';
import { AwardsPortalService } from './portal.service';

@Controller()
export class NoticesController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly notices: NoticesService,
    private readonly objections: ObjectionsService,
    private readonly portal: AwardsPortalService,
  ) {}

  @Route(draftNotice)
  @Can('notice.draft', { round: 'roundId' })
  draft(ctx: Ctx, { params }: Input<typeof draftNotice>) {
    return this.notices.draft(ctx, params.roundId);
  }

  @Route(getNotice)
  @Can('award.read', { notice: 'id' })
  read(ctx: Ctx, { params, query }: Input<typeof getNotice>) {
    return this.notices.view(ctx, params.id, query.startsOn);
  }

  @Route(editNotice)
  @Can('notice.draft', { notice: 'id' })
  edit(ctx: Ctx, { params, body }: Input<typeof editNotice>) {
    return this.notices.edit(ctx, params.id, body);
  }

  @Route(discardNotice)
  @Can('notice.draft', { notice: 'id' })
  async discard(ctx: Ctx, { params }: Input<typeof discardNotice>) {
    await this.notices.discard(ctx, params.id);
    return { removed: true };
  }

  @Route(publishNotice)
  @Can('notice.publish', { notice: 'id' })
  publish(ctx: Ctx, { params, body }: Input<typeof publishNotice>) {
    return this.notices.publish(ctx, params.id, body);
  }

  @Route(closeNotice)
  @Can('notice.close', { notice: 'id' })
  close(ctx: Ctx, { params, body }: Input<typeof closeNotice>) {
    return this.notices.close(ctx, params.id, body.revision);
  }

  @Route(downloadNotice)
  @Can('award.read', { notice: 'id' })
  async paper(ctx: Ctx, { params }: Input<typeof downloadNotice>, reply: FastifyReply) {
    await sendNoticePaper(this.house, ctx, found(await ctx.em.findOneBy(PublicNoticeRow, { id: params.id })), reply);
  }

  @Route(listObjections)
  @Can('objection.read', { round: 'roundId' })
  list(ctx: Ctx, { params }: Input<typeof listObjections>) {
    return this.objections.list(ctx, params.roundId);
  }

  @Route(recordObjection)
  @Can('objection.record', { notice: 'id' })
  record(ctx: Ctx, { params, body }: Input<typeof recordObjection>) {
    return this.objections.record(ctx, params.id, body);
  }

  @Route(addObjectionScan)
  @Can('objection.record', { objection: 'id' })
  scan(ctx: Ctx, { params }: Input<typeof addObjectionScan>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.objections.addScan(ctx, params.id, request);
  }

  @Route(admitObjection)
  @Can('objection.settle', { objection: 'id' })
  admit(ctx: Ctx, { params, body }: Input<typeof admitObjection>) {
    return this.objections.admit(ctx, params.id, body.revision);
  }

  @Route(dismissObjection)
  @Can('objection.settle', { objection: 'id' })
  dismiss(ctx: Ctx, { params, body }: Input<typeof dismissObjection>) {
    return this.objections.dismiss(ctx, params.id, body.revision, body.reason);
  }

  @Route(settleObjection)
  @Can('objection.settle', { objection: 'id' })
  settle(ctx: Ctx, { params, body }: Input<typeof settleObjection>) {
    return this.objections.settle(ctx, params.id, body);
  }

  @Route(listPortalNotices)
  @Public()
  portalList(ctx: Ctx, { query }: Input<typeof listPortalNotices>) {
    return this.portal.list(ctx, query);
  }

  @Route(getPortalNotice)
  @Public({ notice: 'noticeId' })
  portalNotice(ctx: Ctx, { params }: Input<typeof getPortalNotice>) {
    return this.portal.notice(ctx, params.noticeId);
  }

  // drawn anew each time: rare, small, and never older than the notice
  @Route(downloadPortalNotice)
  @Public({ notice: 'noticeId' })
  @Rate('notice-pdf', 30, 60)
  async portalPaper(ctx: Ctx, { params }: Input<typeof downloadPortalNotice>, reply: FastifyReply) {
    await sendNoticePaper(this.house, ctx, await this.portal.published(ctx, params.noticeId), reply);
  }

  // a street's hall may send several from one address
  @Route(sendObjection)
  @Public({ notice: 'noticeId' })
  @Rate('objection', 10, 600)
  object(ctx: Ctx, { params, body }: Input<typeof sendObjection>) {
    return this.objections.send(ctx, params.noticeId, body);
  }

  @Route(getObjectionStatus)
  @Public({ notice: 'noticeId' })
  @Rate('objection-status', 30, 600)
  objection(ctx: Ctx, { params }: Input<typeof getObjectionStatus>) {
    return this.objections.status(ctx, params.noticeId, params.number);
  }

  @Route(getRoundResults)
  @Public({ round: 'roundId' })
  results(ctx: Ctx, { params }: Input<typeof getRoundResults>) {
    return this.portal.results(ctx, params.roundId);
  }
}
