import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  adjustAward, approveAward, approveDecision, declineAward, expireAward, fillPrizes, getRoundAwards, givePrize, listMyAwards, listPrizes, openDecision, promoteAward, reallocate, removePrize, returnDecision,
  submitDecision,
} from '@weichuang/contracts/awards/decision';
import { Can, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { AwardsService } from './awards.service';
import { DecisionsService } from './decisions.service';
import { PrizesService } from './prizes.service';
import { RoundAwardsService } from './round-awards.service';

@Controller()
export class AwardsController {
  constructor(
    private readonly page: RoundAwardsService,
    private readonly decisions: DecisionsService,
    private readonly awards: AwardsService,
    private readonly prizes: PrizesService,
  ) {}

  @Route(getRoundAwards)
  @Can('award.read', { round: 'roundId' })
  round(ctx: Ctx, { params }: Input<typeof getRoundAwards>) {
    return this.page.view(ctx, params.roundId);
  }

  @Route(openDecision)
  @Can('award.allocate', { round: 'roundId' })
  open(ctx: Ctx, { params }: Input<typeof openDecision>) {
    return this.decisions.open(ctx, params.roundId);
  }

  @Route(reallocate)
  @Can('award.allocate', { decision: 'id' })
  again(ctx: Ctx, { params, body }: Input<typeof reallocate>) {
    return this.decisions.reallocate(ctx, params.id, body.revision);
  }

  @Route(adjustAward)
  @Can('award.allocate', { award: 'id' })
  adjust(ctx: Ctx, { params, body }: Input<typeof adjustAward>) {
    return this.decisions.adjust(ctx, params.id, body);
  }

  @Route(submitDecision)
  @Can('award.allocate', { decision: 'id' })
  submit(ctx: Ctx, { params, body }: Input<typeof submitDecision>) {
    return this.decisions.submit(ctx, params.id, body.revision, body.note);
  }

  @Route(approveDecision)
  @Can('award.approve', { decision: 'id' })
  approve(ctx: Ctx, { params, body }: Input<typeof approveDecision>) {
    return this.decisions.approve(ctx, params.id, body.revision);
  }

  @Route(returnDecision)
  @Can('award.approve', { decision: 'id' })
  sendBack(ctx: Ctx, { params, body }: Input<typeof returnDecision>) {
    return this.decisions.sendBack(ctx, params.id, body.revision, body.reason);
  }

  @Route(promoteAward)
  @Can('award.allocate', { award: 'id' })
  promote(ctx: Ctx, { params, body }: Input<typeof promoteAward>) {
    return this.awards.promote(ctx, params.id, body.revision, body.reason);
  }

  @Route(approveAward)
  @Can('award.approve', { award: 'id' })
  approveOne(ctx: Ctx, { params, body }: Input<typeof approveAward>) {
    return this.awards.approve(ctx, params.id, body.revision);
  }

  @Route(declineAward)
  @Can('award.decline', { award: 'id' })
  decline(ctx: Ctx, { params, body }: Input<typeof declineAward>) {
    return this.awards.decline(ctx, params.id, body.revision, body.reason);
  }

  @Route(expireAward)
  @Can('award.expire', { award: 'id' })
  expire(ctx: Ctx, { params, body }: Input<typeof expireAward>) {
    return this.awards.expire(ctx, params.id, body.revision, body.reason);
  }

  @Route(listMyAwards)
  @Self()
  async mine(ctx: Ctx) {
    return { rows: await this.awards.mine(ctx) };
  }

  @Route(givePrize)
  @Can('prize.manage', { round: 'roundId', application: 'body.applicationId' })
  give(ctx: Ctx, { params, body }: Input<typeof givePrize>) {
    return this.prizes.give(ctx, params.roundId, body.applicationId, body.tierId);
  }

  @Route(fillPrizes)
  @Can('prize.manage', { round: 'roundId' })
  fill(ctx: Ctx, { params }: Input<typeof fillPrizes>) {
    return this.prizes.fill(ctx, params.roundId);
  }

  @Route(listPrizes)
  @Can('award.read', { round: 'roundId' })
  list(ctx: Ctx, { params }: Input<typeof listPrizes>) {
    return this.prizes.list(ctx, params.roundId);
  }

  @Route(removePrize)
  @Can('prize.manage', { prize: 'id' })
  async remove(ctx: Ctx, { params }: Input<typeof removePrize>) {
    await this.prizes.remove(ctx, params.id);
    return { removed: true };
  }
}
