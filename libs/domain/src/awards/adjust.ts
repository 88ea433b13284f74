import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { formatFen, isFen } from '@weichuang/kernel/money';
import type { AwardState } from './award.machine';
import type { DecisionState } from './decision.machine';

/** A line of a decision as a person sees it before he changes it. Money in fen. */
export interface DecisionLine {
  readonly id: string;
  readonly rank: number | null;
  readonly state: AwardState;
  readonly entitledFen: number;
  readonly amountFen: number;
  /** the written reason of a person who moved it, null while it stands where the allocation put it */
  readonly note: string | null;
}

export type LineState = Extract<AwardState, 'proposed' | 'waitlisted' | 'not_funded'>;

export const decisionOpen = (state: DecisionState): boolean => state === 'draft' || state === 'returned';

/**
 * Why a person may not set this amount. Within the entitlement any amount may be given, more than that none: the round's own caps
 * and grant model stand above whoever allocates.
 * @returns `DECISION.NOT_OPEN`, `STATE.WRONG`, `AWARD.NO_AMOUNT`, `AWARD.OVER_ENTITLEMENT`, or null
 */
export function whyNotAmount(decision: DecisionState, line: Pick<DecisionLine, 'state' | 'entitledFen'>, amountFen: number): Refusal | null {
  return firstRefusal(
    refuseIf(!decisionOpen(decision), 'DECISION.NOT_OPEN', { decision }),
    refuseIf(line.state !== 'proposed', 'STATE.WRONG', { machine: 'award', state: line.state, event: 'amount' }),
    refuseIf(!isFen(amountFen) || amountFen === 0, 'AWARD.NO_AMOUNT', undefined, 'invalid'),
    refuseIf(amountFen > line.entitledFen, 'AWARD.OVER_ENTITLEMENT', { entitledFen: line.entitledFen, entitled: formatFen(line.entitledFen) }, 'invalid'),
  );
}

/** The machine's event that brings a line into another state of an open decision; null when it is there already. */
export function moveTo(from: AwardState, to: LineState): 'waitlist' | 'leave_out' | 'include' | null {
  if (from === to) return null;
  return to === 'proposed' ? 'include' : to === 'waitlisted' ? 'waitlist' : 'leave_out';
}

/**
 * Places on the waitlist: by rank, 1 is the first to move up. Only lines that wait have one.
 */
export function waitlistPlaces(lines: readonly Pick<DecisionLine, 'id' | 'rank' | 'state'>[]): ReadonlyMap<string, number> {
  const waiting = lines
    .filter((line) => line.state === 'waitlisted')
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.id < b.id ? -1 : 1));
  return new Map(waiting.map((line, index) => [line.id, index + 1]));
}

/**
 * Equals that fare differently in the decision as it stands now: `ALLOCATION.TIE_AT_LINE` with the lines' ids. A person who moved
 * one of them with a written reason has decided between them.
 */
export function openTie(lines: readonly DecisionLine[]): Refusal | null {
  const places = new Map<number, DecisionLine[]>();
  for (const line of lines)
    if (line.rank !== null && line.entitledFen > 0) places.set(line.rank, [...(places.get(line.rank) ?? []), line]);
  for (const tied of places.values()) {
    const same = tied.every((line) => line.state === 'proposed') || tied.every((line) => line.state !== 'proposed');
    if (!same && tied.every((line) => !line.note?.trim())) return refuse('ALLOCATION.TIE_AT_LINE', { applications: tied.map((line) => line.id) });
  }
  return null;
}

/** Moving up out of turn takes a reason: `next` is who would be promoted by the rule, null when the money suffices for nobody. */
export function whyNotPromote(next: string | null, id: string, reason: string): Refusal | null {
  return next === id ? null : needReason(reason);
}
