import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import type { PrizeTier } from '../calls/round-config';

/** Whoever may win: rows of the ranking, a vote or the final evaluation, best first by rank. */
export interface PrizeCandidate {
  readonly id: string;
  /** null: not ranked, wins nothing */
  readonly rank: number | null;
}

export interface PrizeWinner {
  readonly id: string;
  readonly tierId: string;
  readonly amountFen: number;
}

export interface PrizeList {
  readonly winners: readonly PrizeWinner[];
  readonly totalFen: number;
  /** places of the last tiers that nobody was there to take */
  readonly unfilled: readonly { readonly tierId: string; readonly places: number }[];
  /** `PRIZE.TIE_AT_LINE`: equals would get different prizes, the funder must put them in order first */
  readonly problem: Refusal | null;
}

/**
 * Fills the prize tiers (一等奖, 二等奖 …) in their order along the ranking. A prize (奖励) is apart from a grant (资助): it depends on
 * no budget, agreement or tranche, and an application may have either, both or none.
 */
export function awardPrizes(tiers: readonly PrizeTier[], candidates: readonly PrizeCandidate[]): PrizeList {
  const ranked = candidates
    .flatMap(({ id, rank }) => (rank === null ? [] : [{ id, rank }]))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const places = tiers.flatMap((tier) => Array.from({ length: tier.quota }, () => tier));
  const winners = ranked.flatMap(({ id }, index) => {
    const tier = places[index];
    return tier ? [{ id, tierId: tier.id, amountFen: tier.amountFen }] : [];
  });
  const unfilled = tiers
    .map((tier) => ({ tierId: tier.id, places: tier.quota - winners.filter((winner) => winner.tierId === tier.id).length }))
    .filter((tier) => tier.places > 0);
  const torn = ranked.filter(({ rank }, index) =>
    ranked.some((other, at) => other.rank === rank && places[at]?.id !== places[index]?.id),
  );
  return {
    winners,
    totalFen: winners.reduce((sum, winner) => sum + winner.amountFen, 0),
    unfilled,
    problem: torn.length ? refuse('PRIZE.TIE_AT_LINE', { applications: torn.map((row) => row.id) }) : null,
  };
}

export interface GivenPrize {
  readonly applicationId: string;
  readonly tierId: string;
}

/**
 * Why a prize of this tier may not be given to this application: `PRIZE.PUBLISHED`, `PRIZE.UNKNOWN_TIER`, `PRIZE.ALREADY_GIVEN`
 * (an application has one prize of a round), `PRIZE.QUOTA_REACHED`; null when it may.
 */
export function whyNotGive(tiers: readonly PrizeTier[], given: readonly GivenPrize[], prize: GivenPrize, published: boolean): Refusal | null {
  const tier = tiers.find((one) => one.id === prize.tierId);
  return firstRefusal(
    refuseIf(published, 'PRIZE.PUBLISHED'),
    refuseIf(!tier, 'PRIZE.UNKNOWN_TIER', undefined, 'invalid'),
    refuseIf(given.some((one) => one.applicationId === prize.applicationId), 'PRIZE.ALREADY_GIVEN'),
    refuseIf(tier !== undefined && given.filter((one) => one.tierId === tier.id).length >= tier.quota, 'PRIZE.QUOTA_REACHED', { tier: tier?.name.zh ?? '', quota: tier?.quota ?? 0 }),
  );
}
