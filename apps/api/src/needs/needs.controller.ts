import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  closeNeed, createNeed, fileNeed, getNeed, listCommunityNeeds, listNeeds, publishNeed, recallNeed, returnNeed, saveNeed, unpublishNeed,
} from '@weichuang/contracts/needs/needs';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { needsOf } from './needs.queries';
import { NeedsService } from './needs.service';

@Controller()
export class NeedsController {
  constructor(private readonly needs: NeedsService) {}

  @Route(listNeeds)
  @Can('need.read', { round: 'roundId' })
  async list(ctx: Ctx, { params, query }: Input<typeof listNeeds>) {
    return { rows: await needsOf(ctx.em, { ...query, roundId: params.roundId, drafts: false }) };
  }

  @Route(listCommunityNeeds)
  @Can('need.file', { community: 'communityId' })
  ofCommunity(ctx: Ctx, { params, query }: Input<typeof listCommunityNeeds>) {
    return this.needs.ofCommunity(ctx, params.communityId, query.roundId);
  }

  @Route(getNeed)
  @Can('need.read', { need: 'id' })
  get(ctx: Ctx, { params }: Input<typeof getNeed>) {
    return this.needs.detail(ctx, params.id);
  }

  @Route(createNeed)
  @Can('need.file', { round: 'roundId', community: 'body.communityId' })
  async create(ctx: Ctx, { params, body }: Input<typeof createNeed>) {
    return { id: await this.needs.create(ctx, params.roundId, body) };
  }

  @Route(saveNeed)
  @Can('need.file', { need: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveNeed>) {
    return this.needs.save(ctx, params.id, body);
  }

  @Route(fileNeed)
  @Can('need.file', { need: 'id' })
  file(ctx: Ctx, { params, body }: Input<typeof fileNeed>) {
    return this.needs.move(ctx, params.id, 'file', body.revision);
  }

  @Route(recallNeed)
  @Can('need.file', { need: 'id' })
  recall(ctx: Ctx, { params, body }: Input<typeof recallNeed>) {
    return this.needs.move(ctx, params.id, 'recall', body.revision);
  }

  @Route(returnNeed)
  @Can('need.publish', { need: 'id' })
  giveBack(ctx: Ctx, { params, body }: Input<typeof returnNeed>) {
    return this.needs.move(ctx, params.id, 'return', body.revision, body.reason);
  }

  @Route(publishNeed)
  @Can('need.publish', { need: 'id' })
  publish(ctx: Ctx, { params, body }: Input<typeof publishNeed>) {
    return this.needs.move(ctx, params.id, 'publish', body.revision);
  }

  @Route(unpublishNeed)
  @Can('need.publish', { need: 'id' })
  unpublish(ctx: Ctx, { params, body }: Input<typeof unpublishNeed>) {
    return this.needs.move(ctx, params.id, 'unpublish', body.revision);
  }

  @Route(closeNeed)
  @Can('need.publish', { need: 'id' })
  close(ctx: Ctx, { params, body }: Input<typeof closeNeed>) {
    return this.needs.move(ctx, params.id, 'close', body.revision);
  }
}
