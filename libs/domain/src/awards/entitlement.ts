import { compareDecimals, decimal, divRound } from '@weichuang/kernel/decimal';
import type { GrantModel, OverCapPolicy } from '../calls/round-config';

export interface Entitled {
  readonly id: string;
  /** published score, a decimal string */
  readonly score: string;
  readonly requestedFen: number;
  /** donated money that was confirmed, for the `matched` model */
  readonly donatedFen?: number;
}

export interface GrantCaps {
  readonly maxRequestFen: number | null;
  readonly overCap: OverCapPolicy;
  /** smaller awards are not made; 0 for none */
  readonly minimumFen: number;
}

export type NoEntitlement = 'ALLOCATION.OVER_CAP' | 'ALLOCATION.NO_TIER' | 'ALLOCATION.NO_MATCH' | 'ALLOCATION.BELOW_MINIMUM';

/**
 * What an application would get if there were money for all, in fen, or why nothing.
 * `fixed` gives its amount whatever was asked for (仪征: every award the same). The others never give more than was asked for:
 * `requested` up to its cap, `tiered` the amount of the first tier whose score is reached, `matched` donated money × rate, cut
 * down to the fen, up to its cap. A request above a cap is void or cut down to it, by the round's policy; the caps of tiers and
 * matching limit the amount and void nothing.
 */
export function entitlement(line: Entitled, grant: GrantModel, caps: GrantCaps): number | NoEntitlement {
  const own = grant.kind === 'requested' ? grant.maxFen : null;
  const cap = Math.min(caps.maxRequestFen ?? Infinity, own ?? Infinity);
  if (line.requestedFen > cap && caps.overCap === 'invalid') return 'ALLOCATION.OVER_CAP';
  const amount = amountOf(line, grant, Math.min(line.requestedFen, cap));
  if (typeof amount === 'string') return amount;
  return amount < Math.max(1, caps.minimumFen) ? 'ALLOCATION.BELOW_MINIMUM' : amount;
}

function amountOf(line: Entitled, grant: GrantModel, asked: number): number | NoEntitlement {
  switch (grant.kind) {
    case 'fixed':
      return grant.amountFen;
    case 'requested':
      return asked;
    case 'tiered': {
      const score = decimal(line.score);
      const tier = grant.tiers.find((one) => compareDecimals(score, decimal(one.minScore)) >= 0);
      return tier ? Math.min(tier.amountFen, asked) : 'ALLOCATION.NO_TIER';
    }
    case 'matched': {
      const matched = Number(divRound(BigInt(line.donatedFen ?? 0) * BigInt(grant.perDonatedFenBp), 10_000n, 'down'));
      return matched === 0 ? 'ALLOCATION.NO_MATCH' : Math.min(matched, grant.maxFen, asked);
    }
  }
}
