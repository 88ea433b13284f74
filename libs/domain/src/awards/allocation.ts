import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { addFen, isFen } from '@weichuang/kernel/money';
import type { GrantModel } from '../calls/round-config';
import type { Standing } from '../judging/ranking';
import { type Entitled, type GrantCaps, type NoEntitlement, entitlement } from './entitlement';

/** A row of the ranking with its money. Rows without a rank are never funded. */
export interface AllocationInput extends Omit<Entitled, 'score'> {
  readonly rank: number | null;
  readonly score: string | null;
  readonly standing: Standing;
}

export interface AllocationRule extends GrantCaps {
  readonly poolFen: number;
  readonly grant: GrantModel;
  /** what happens where the money does not reach: give the rest to this one, or nothing */
  readonly partial: boolean;
  /** after the first one that does not fit: `stop` keeps the order of the ranking strictly, `skip` goes on to smaller ones */
  readonly shortfall: 'stop' | 'skip';
  readonly maxAwards: number | null;
  /** how many are kept on the waitlist (递补); null: everyone who passed */
  readonly waitlist: number | null;
}

export type AllocationReason =
  | 'ALLOCATION.FUNDED'
  | 'ALLOCATION.PARTIAL'
  | 'ALLOCATION.POOL_EXHAUSTED'
  | 'ALLOCATION.QUOTA_REACHED'
  | 'ALLOCATION.BELOW_PASS'
  | 'ALLOCATION.VETOED'
  | 'ALLOCATION.NOT_SHORTLISTED'
  | 'ALLOCATION.INSUFFICIENT_SHEETS'
  | 'ALLOCATION.MISSING_PART'
  | NoEntitlement;

export interface AllocationLine {
  readonly id: string;
  readonly rank: number | null;
  readonly outcome: 'funded' | 'partial' | 'waitlisted' | 'not_funded';
  readonly amountFen: number;
  /** what it would get if there were enough, 0 where it is entitled to nothing */
  readonly entitledFen: number;
  /** 1 is the first to be promoted */
  readonly waitlistPlace: number | null;
  readonly reason: AllocationReason;
  /** money left in the pool after this line */
  readonly remainingFen: number;
}

export interface Allocation {
  /** in order of the ranking, then those without a rank by id */
  readonly lines: readonly AllocationLine[];
  readonly allocatedFen: number;
  readonly remainingFen: number;
  /** `ALLOCATION.TIE_AT_LINE`: equals are treated differently, the funder must put them in order first */
  readonly problem: Refusal | null;
}

const UNFUNDABLE: Readonly<Record<Exclude<Standing, 'ranked'>, AllocationReason>> = {
  below_pass: 'ALLOCATION.BELOW_PASS',
  vetoed: 'ALLOCATION.VETOED',
  not_shortlisted: 'ALLOCATION.NOT_SHORTLISTED',
  insufficient_sheets: 'ALLOCATION.INSUFFICIENT_SHEETS',
  missing_part: 'ALLOCATION.MISSING_PART',
};

/**
 * Gives the pool out along the ranking. The sum never exceeds the pool, no line gets more than its entitlement, every line says
 * why it got what it got. The result does not depend on the order of the input.
 * @throws RangeError when the pool is no sum of fen
 */
export function allocate(input: readonly AllocationInput[], rule: AllocationRule): Allocation {
  if (!isFen(rule.poolFen)) throw new RangeError(`not a pool: ${rule.poolFen}`);
  const ordered = [...input].sort(byRank);
  const lines: AllocationLine[] = [];
  let remainingFen = rule.poolFen;
  let [awards, waiting] = [0, 0];
  let stopped = false;

  for (const row of ordered) {
    const base = { id: row.id, rank: row.rank };
    const entitled = entitledOf(row, rule);
    if (typeof entitled === 'string') {
      lines.push({ ...base, outcome: 'not_funded', amountFen: 0, entitledFen: 0, waitlistPlace: null, reason: entitled, remainingFen });
      continue;
    }
    const full = rule.maxAwards !== null && awards >= rule.maxAwards;
    const amountFen = full || stopped ? 0 : payable(entitled, remainingFen, rule);
    if (amountFen > 0) {
      awards += 1;
      remainingFen -= amountFen;
      const whole = amountFen === entitled;
      if (!whole && rule.shortfall === 'stop') stopped = true;
      const reason: AllocationReason = whole ? 'ALLOCATION.FUNDED' : 'ALLOCATION.PARTIAL';
      lines.push({ ...base, outcome: whole ? 'funded' : 'partial', amountFen, entitledFen: entitled, waitlistPlace: null, reason, remainingFen });
      continue;
    }
    if (!full && rule.shortfall === 'stop') stopped = true;
    const waits = rule.waitlist === null || waiting < rule.waitlist;
    if (waits) waiting += 1;
    const reason: AllocationReason = full ? 'ALLOCATION.QUOTA_REACHED' : 'ALLOCATION.POOL_EXHAUSTED';
    const outcome = waits ? 'waitlisted' : 'not_funded';
    lines.push({ ...base, outcome, amountFen: 0, entitledFen: entitled, waitlistPlace: waits ? waiting : null, reason, remainingFen });
  }
  const allocatedFen = addFen(...lines.map((line) => line.amountFen));
  return { lines, allocatedFen, remainingFen, problem: tieAtLine(lines) };
}

function entitledOf(row: AllocationInput, rule: AllocationRule): number | AllocationReason {
  if (row.standing !== 'ranked') return UNFUNDABLE[row.standing];
  // a ranked row has a rank and a score; without one it is treated like one that could not be scored
  if (row.rank === null || row.score === null) return 'ALLOCATION.INSUFFICIENT_SHEETS';
  return entitlement({ ...row, score: row.score }, rule.grant, rule);
}

/** What the money left can pay: all of it, the rest where partial awards are made and it is not too little, or nothing. */
function payable(entitledFen: number, remainingFen: number, rule: Pick<AllocationRule, 'partial' | 'minimumFen'>): number {
  if (entitledFen <= remainingFen) return entitledFen;
  return rule.partial && remainingFen >= Math.max(1, rule.minimumFen) ? remainingFen : 0;
}

/** Applications on the same place must fare the same: all in full, or none. Those entitled to nothing do not count. */
function tieAtLine(lines: readonly AllocationLine[]): Refusal | null {
  const places = new Map<number, AllocationLine[]>();
  for (const line of lines)
    if (line.rank !== null && line.entitledFen > 0) places.set(line.rank, [...(places.get(line.rank) ?? []), line]);
  for (const tied of places.values()) {
    const same = tied.every((line) => line.outcome === 'funded') || tied.every((line) => line.amountFen === 0);
    if (tied.length > 1 && !same) return refuse('ALLOCATION.TIE_AT_LINE', { applications: tied.map((line) => line.id) });
  }
  return null;
}

function byRank(a: AllocationInput, b: AllocationInput): number {
  return (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Who moves up when money comes free (declined, cancelled by objection): the first on the waitlist whose entitlement the free
 * money covers; under `stop` only the first one of all may. Null when nobody can.
 * @param taken ids that left the waitlist since
 */
export function nextFromWaitlist(
  allocation: Pick<Allocation, 'lines'>,
  freeFen: number,
  rule: Pick<AllocationRule, 'partial' | 'shortfall' | 'minimumFen'>,
  taken: readonly string[] = [],
): { readonly id: string; readonly amountFen: number } | null {
  const waiting = allocation.lines
    .filter((line) => line.outcome === 'waitlisted' && !taken.includes(line.id))
    .sort((a, b) => (a.waitlistPlace ?? 0) - (b.waitlistPlace ?? 0));
  for (const line of waiting) {
    const amountFen = payable(line.entitledFen, freeFen, rule);
    if (amountFen > 0) return { id: line.id, amountFen };
    if (rule.shortfall === 'stop') return null;
  }
  return null;
}
