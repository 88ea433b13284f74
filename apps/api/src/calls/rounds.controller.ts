import { Controller } from '@nestjs/common';
import {
  announce, cancelRound, cloneRound, createRound, extendRound, findUndertakers, getMissing, getRound, listMyRounds, listRounds, listTemplates, moveRound, publishRound, saveRound,
  setUndertaker,
} from '@weichuang/contracts/calls/rounds';
import type { Input } from '@weichuang/contracts/http/route';
import { Can, Rate, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { NewRoundsService } from './new-rounds.service';
import { RoundMovesService } from './round-moves.service';
import { organizationsNamed } from './rounds.queries';
import { RoundsService } from './rounds.service';

@Controller()
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly fresh: NewRoundsService,
    private readonly moves: RoundMovesService,
  ) {}

  @Route(listTemplates)
  @Self()
  templates() {
    return { rows: this.rounds.templates() };
  }

  @Route(listRounds)
  @Can('round.list', { tenant: 'tenantId' })
  async list(ctx: Ctx, { query }: Input<typeof listRounds>) {
    return { rows: await this.rounds.list(ctx, query), may: { create: ctx.may('round.create') } };
  }

  @Route(listMyRounds)
  @Self()
  async mine(ctx: Ctx) {
    return { rows: await this.rounds.mine(ctx) };
  }

  @Route(createRound)
  @Can('round.create', { tenant: 'tenantId' })
  async create(ctx: Ctx, { body }: Input<typeof createRound>) {
    return { id: await this.fresh.fromTemplate(ctx, body) };
  }

  @Route(cloneRound)
  @Can('round.create', { round: 'roundId' })
  async clone(ctx: Ctx, { params, body }: Input<typeof cloneRound>) {
    return { id: await this.fresh.fromRound(ctx, params.roundId, body) };
  }

  @Route(getRound)
  @Can('round.read', { round: 'roundId' })
  get(ctx: Ctx, { params }: Input<typeof getRound>) {
    return this.rounds.detail(ctx, params.roundId);
  }

  @Route(saveRound)
  @Can('round.edit', { round: 'roundId' })
  save(ctx: Ctx, { params, body }: Input<typeof saveRound>) {
    return this.rounds.save(ctx, params.roundId, body);
  }

  @Route(getMissing)
  @Can('round.edit', { round: 'roundId' })
  async missing(ctx: Ctx, { params }: Input<typeof getMissing>) {
    return this.rounds.missing(ctx, params.roundId);
  }

  @Route(findUndertakers)
  @Can('round.undertaker', { round: 'roundId' })
  @Rate('organization-search', 60, 60)
  async candidates(ctx: Ctx, { query }: Input<typeof findUndertakers>) {
    return { rows: await organizationsNamed(ctx.em, query.q) };
  }

  @Route(setUndertaker)
  @Can('round.undertaker', { round: 'roundId' })
  undertaker(ctx: Ctx, { params, body }: Input<typeof setUndertaker>) {
    return this.rounds.setUndertaker(ctx, params.roundId, body.organizationId, body.revision);
  }

  @Route(publishRound)
  @Can('round.publish', { round: 'roundId' })
  publish(ctx: Ctx, { params, body }: Input<typeof publishRound>) {
    return this.moves.publish(ctx, params.roundId, body.revision);
  }

  @Route(cancelRound)
  @Can('round.cancel', { round: 'roundId' })
  cancel(ctx: Ctx, { params, body }: Input<typeof cancelRound>) {
    return this.moves.cancel(ctx, params.roundId, body.revision, body.reason);
  }

  @Route(extendRound)
  @Can('round.extend', { round: 'roundId' })
  extend(ctx: Ctx, { params, body }: Input<typeof extendRound>) {
    return this.moves.extend(ctx, params.roundId, body);
  }

  @Route(announce)
  @Can('round.announce', { round: 'roundId' })
  async announce(ctx: Ctx, { params, body }: Input<typeof announce>) {
    return { id: await this.moves.announce(ctx, params.roundId, body) };
  }

  // each step has its own permission, which the machine asks for
  @Route(moveRound)
  @Can('round.move', { round: 'roundId' })
  move(ctx: Ctx, { params, body }: Input<typeof moveRound>) {
    return this.moves.move(ctx, params.roundId, body.event, { revision: body.revision, reason: body.reason ?? null });
  }
}
