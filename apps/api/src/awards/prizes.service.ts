import { Injectable } from '@nestjs/common';
import type { RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { awardPrizes, whyNotGive } from '@weichuang/domain/awards/prizes';
import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import { newId } from '@weichuang/kernel/id';
import { PrizeRow, PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { IsNull, Not } from 'typeorm';
import { RoundsService } from '../calls/rounds.service';
import { action } from './actions';
import { currentRanking, type PrizeLine, prizesOf } from './awards.queries';
import type { PageRow } from './round-awards.queries';

/** Prizes (奖励), apart from grants: an application may have either, both or none. */
@Injectable()
export class PrizesService {
  constructor(private readonly rounds: RoundsService) {}

  /** @throws Refused PRIZE.UNKNOWN_TIER, PRIZE.QUOTA_REACHED, PRIZE.ALREADY_GIVEN, PRIZE.PUBLISHED */
  async give(ctx: Ctx, roundId: string, applicationId: string, tierId: string) {
    const { round, published } = await this.lock(ctx, roundId);
    const given = await prizesOf(ctx.em, roundId);
    ensure(whyNotGive(round.config.prizes, given.map((one) => ({ applicationId: one.applicationId, tierId: one.tierKey })), { applicationId, tierId }, published));
    const id = await this.insert(ctx, round, applicationId, tierId);
    const rows = await this.rows(ctx, round);
    return found(rows.find((one) => one.id === id));
  }

  /** Fills every tier along the frozen ranking; prizes given before stay. @throws Refused PRIZE.NO_RANKING, PRIZE.NO_TIERS, PRIZE.TIE_AT_LINE, PRIZE.PUBLISHED */
  async fill(ctx: Ctx, roundId: string): Promise<{ given: number }> {
    const { round, published } = await this.lock(ctx, roundId);
    if (published) throw refused('PRIZE.PUBLISHED');
    if (!round.config.prizes.length) throw refused('PRIZE.NO_TIERS');
    const ranking = await currentRanking(ctx.em, roundId);
    if (!ranking) throw refused('PRIZE.NO_RANKING');
    const given = await prizesOf(ctx.em, roundId);
    const open = round.config.prizes.map((tier) => ({ ...tier, quota: tier.quota - given.filter((one) => one.tierKey === tier.id).length }));
    const candidates = ranking.rows.filter((row) => row.standing === 'ranked' && !given.some((one) => one.applicationId === row.id));
    const { winners, problem } = awardPrizes(open, candidates.map(({ id, rank }) => ({ id, rank })));
    ensure(problem);
    for (const winner of winners) await this.insert(ctx, round, winner.id, winner.tierId);
    return { given: winners.length };
  }

  /** @throws Refused PRIZE.PUBLISHED, NOT_FOUND */
  async remove(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOneBy(PrizeRow, { id }));
    const { published } = await this.lock(ctx, row.roundId);
    if (published) throw refused('PRIZE.PUBLISHED');
    await ctx.em.remove(found(await ctx.em.findOneBy(PrizeRow, { id })));
    await emit(ctx, { kind: 'prize.removed', subject: { kind: 'prize', id }, roundId: row.roundId, data: { applicationId: row.applicationId, tier: row.tierKey, amountFen: row.amountFen } });
  }

  async list(ctx: Ctx, roundId: string) {
    const rows = await this.rows(ctx, await this.rounds.load(ctx, roundId));
    return { rows, totalFen: rows.reduce((sum, row) => sum + row.amountFen, 0) };
  }

  view(ctx: Ctx, round: RoundRow, known: Pick<PageRow, 'prizes' | 'published' | 'ranking'>): Pick<RoundAwardsView, 'prizes' | 'prizeTiers' | 'givePrize'> {
    const prizes = inTiers(round, known.prizes);
    return {
      prizes,
      prizeTiers: round.config.prizes.map((tier) => ({ id: tier.id, name: tier.name, quota: tier.quota, amountFen: tier.amountFen, given: prizes.filter((one) => one.tierId === tier.id).length })),
      givePrize: action(ctx, 'give_prize', firstRefusal(
        refuseIf(!ctx.may('prize.manage'), 'FORBIDDEN'), refuseIf(!round.config.prizes.length, 'PRIZE.NO_TIERS'), refuseIf(known.published, 'PRIZE.PUBLISHED'),
        refuseIf(known.ranking === null, 'PRIZE.NO_RANKING'),
      )),
    };
  }

  private async rows(ctx: Ctx, round: RoundRow) {
    return inTiers(round, await prizesOf(ctx.em, round.id));
  }

  /** One after the other, so that two at once never give more prizes than there are. */
  private async lock(ctx: Ctx, roundId: string): Promise<{ round: RoundRow; published: boolean }> {
    const round = found(await ctx.em.findOne(RoundRow, { where: { id: roundId }, lock: { mode: 'pessimistic_write' } }));
    return { round, published: await this.published(ctx, roundId) };
  }

  private published(ctx: Ctx, roundId: string): Promise<boolean> {
    return ctx.em.existsBy(PublicNoticeRow, { roundId, publishedAt: Not(IsNull()) });
  }

  private async insert(ctx: Ctx, round: RoundRow, applicationId: string, tierId: string): Promise<string> {
    const id = newId(ctx.now.getTime());
    const amountFen = round.config.prizes.find((tier) => tier.id === tierId)?.amountFen ?? 0;
    await ctx.em.insert(PrizeRow, { id, tenantId: round.tenantId, roundId: round.id, applicationId, tierKey: tierId, amountFen, givenBy: actorOf(ctx).userId });
    await emit(ctx, { kind: 'prize.given', subject: { kind: 'prize', id }, roundId: round.id, data: { applicationId, tier: tierId, amountFen } });
    return id;
  }
}

/** By tier as the round lists them, each with its name. */
function inTiers(round: RoundRow, prizes: readonly PrizeLine[]) {
  const names = new Map(round.config.prizes.map((tier) => [tier.id, tier.name]));
  const order = round.config.prizes.map((tier) => tier.id);
  return [...prizes].sort((a, b) => order.indexOf(a.tierKey) - order.indexOf(b.tierKey)).map(({ tierKey, ...row }) => ({ ...row, tierId: tierKey, tier: names.get(tierKey) ?? { zh: tierKey } }));
}
