import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { addFen } from '@weichuang/kernel/money';

/** What moved for one tranche, in fen. */
export interface TrancheMoney {
  readonly paidFen: number;
  /** came back: refunds of what was not spent (退回结余) and recoveries (追回) */
  readonly returnedFen: number;
}

/** Paid less returned, over all tranches. */
export function netPaid(tranches: readonly TrancheMoney[]): number {
  return addFen(...tranches.flatMap((one) => [one.paidFen, -one.returnedFen]));
}

/**
 * The invariant of a grant's money: paid − returned ≤ grant, and no tranche gives back more than it got.
 * `MONEY.BROKEN` for negative sums, `MONEY.RETURN_ABOVE_PAID`, `MONEY.ABOVE_GRANT`.
 */
export function ledgerProblem(grantFen: number, tranches: readonly TrancheMoney[]): Refusal | null {
  if (grantFen < 0 || tranches.some((one) => one.paidFen < 0 || one.returnedFen < 0)) return refuse('MONEY.BROKEN', undefined, 'invalid');
  const over = tranches.find((one) => one.returnedFen > one.paidFen);
  if (over) return refuse('MONEY.RETURN_ABOVE_PAID', { paidFen: over.paidFen, returnedFen: over.returnedFen }, 'limit');
  const net = netPaid(tranches);
  return net > grantFen ? refuse('MONEY.ABOVE_GRANT', { netFen: net, grantFen }, 'limit') : null;
}
