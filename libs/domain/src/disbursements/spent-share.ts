import { rateBp } from '@weichuang/kernel/percent';

/** A grant's money so far, whole fen. `paidFen`: paid less returned. */
export interface GrantMoney {
  readonly grantFen: number;
  readonly paidFen: number;
  readonly spentFen: number;
}

/** Of what the spending is a share, and how large, basis points; null where there is nothing to divide by. */
export interface SpentShare {
  readonly of: 'paid' | 'grant';
  readonly bp: number | null;
}

/**
 * How far a grant has been spent. On the way what was paid is what could be spent. At the end, and whenever a project has laid out
 * more than it was paid, the measure is the whole grant: its last tranche is only paid when all this is over, and spending it
 * beforehand is no overspending.
 */
export function spentShare({ grantFen, paidFen, spentFen }: GrantMoney, stage: string): SpentShare {
  return stage === 'final' || spentFen > paidFen ? { of: 'grant', bp: rateBp(spentFen, grantFen) } : { of: 'paid', bp: rateBp(spentFen, paidFen) };
}
