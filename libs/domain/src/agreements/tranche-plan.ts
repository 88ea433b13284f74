import { type CalendarDate, addDays } from '@weichuang/kernel/calendar';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { isFen, splitByLargestRemainder } from '@weichuang/kernel/money';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import type { TrancheGate, TranchePlan } from '../calls/round-config';

export interface PlannedTranche {
  readonly planId: string;
  readonly on: TrancheGate;
  readonly amountFen: number;
  /** days from the gate's opening until the money is due */
  readonly withinDays: number | null;
}

/** Why a plan cannot be used: `TRANCHE.PLAN_EMPTY`, `TRANCHE.PLAN_NOT_WHOLE` (it must add up to 10,000 bp), `TRANCHE.PLAN_BROKEN`. */
export function planProblem(plan: readonly TranchePlan[]): Refusal | null {
  if (plan.length === 0) return refuse('TRANCHE.PLAN_EMPTY', undefined, 'invalid');
  if (plan.some((one) => !Number.isSafeInteger(one.bp) || one.bp <= 0)) return refuse('TRANCHE.PLAN_BROKEN', undefined, 'invalid');
  const bp = plan.reduce((sum, one) => sum + one.bp, 0);
  return bp === WHOLE_BP ? null : refuse('TRANCHE.PLAN_NOT_WHOLE', { bp }, 'invalid');
}

/**
 * The tranches of a grant in the plan's order; they add up to it to the fen (largest remainder).
 * @throws RangeError for a plan with a problem or a grant that is no sum of fen: both were checked before
 */
export function planTranches(grantFen: number, plan: readonly TranchePlan[]): PlannedTranche[] {
  const problem = planProblem(plan);
  if (problem || !isFen(grantFen)) throw new RangeError(problem?.code ?? `not a grant: ${grantFen}`);
  const amounts = splitByLargestRemainder(grantFen, plan.map((one) => one.bp));
  return plan.map((one, index) => ({ planId: one.id, on: one.on, amountFen: amounts[index] ?? 0, withinDays: one.withinDays }));
}

/** When the money is due, null where the programme does not say. */
export function dueDate(gateOpened: CalendarDate, withinDays: number | null): CalendarDate | null {
  return withinDays === null ? null : addDays(gateOpened, withinDays);
}

/**
 * A grant that was changed after tranches were paid: what was paid stays, the rest of the new grant is spread over the open
 * tranches by their shares. `TRANCHE.PAID_ABOVE_GRANT` when more was paid than the new grant: the difference has to be returned.
 * @returns the amounts of all tranches in their order, paid ones as they were paid
 */
export function respread(
  grantFen: number,
  tranches: readonly { readonly bp: number; readonly paidFen: number | null }[],
): readonly number[] | Refusal {
  const paid = tranches.reduce((sum, one) => sum + (one.paidFen ?? 0), 0);
  if (paid > grantFen) return refuse('TRANCHE.PAID_ABOVE_GRANT', { paidFen: paid, grantFen }, 'limit');
  const open = tranches.filter((one) => one.paidFen === null);
  if (open.length === 0) return paid === grantFen ? tranches.map((one) => one.paidFen ?? 0) : refuse('TRANCHE.NONE_OPEN');
  const shares = splitByLargestRemainder(grantFen - paid, open.map((one) => one.bp));
  let next = 0;
  return tranches.map((one) => one.paidFen ?? shares[next++] ?? 0);
}
