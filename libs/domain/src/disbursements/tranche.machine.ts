import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type Refusal } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import { ledgerProblem } from './ledger';

export interface TrancheFacts {
  readonly actorId: string;
  readonly requesterId: string | null;
  /** of `missingAt` for the tranche's gate */
  readonly missing: readonly string[];
  readonly grantFen: number;
  /** this tranche: planned or reduced to, paid, returned so far */
  readonly amountFen: number;
  readonly paidFen: number;
  readonly returnedFen: number;
  /** the other tranches of the grant together */
  readonly othersPaidFen: number;
  readonly othersReturnedFen: number;
  /** the amount of the step: what it is reduced to, or what came back */
  readonly stepFen: number;
  /** number of the payment's voucher or bank receipt */
  readonly voucher: string;
  readonly reason: string;
}

const others = (f: TrancheFacts) => ({ paidFen: f.othersPaidFen, returnedFen: f.othersReturnedFen });
/** The grant's money as it would be with this tranche paid. */
const overGrant = (f: TrancheFacts): Refusal | null =>
  ledgerProblem(f.grantFen, [others(f), { paidFen: f.amountFen, returnedFen: f.returnedFen }]);
const gateShut = (f: TrancheFacts): Refusal | null => refuseIf(f.missing.length > 0, 'TRANCHE.GATE_SHUT', { missing: f.missing });
/** Two people release money: whoever asked for the tranche does not approve it. */
const samePerson = (f: TrancheFacts): Refusal | null =>
  refuseIf(f.actorId === f.requesterId, 'TRANCHE.SAME_PERSON', undefined, 'forbidden');

/**
 * One part of a grant, from plan to payment. The system pays nothing itself: `pay` records what the treasury paid, with its
 * voucher. `returned` means that money came back, a part or all: the amount says how much.
 */
export const trancheMachine = defineMachine<TrancheFacts>()({
  name: 'tranche',
  initial: 'planned',
  states: ['planned', 'reduced', 'requested', 'approved', 'paid', 'withheld', 'cancelled', 'returned'],
  steps: {
    request: {
      from: ['planned', 'reduced'],
      to: 'requested',
      can: 'tranche.request',
      unless: (f) => firstRefusal(refuseIf(f.amountFen === 0, 'TRANCHE.NOTHING_TO_PAY'), gateShut(f), overGrant(f)),
    },
    sendBack: { from: ['requested'], to: 'planned', can: 'tranche.approve', unless: (f) => needReason(f.reason) },
    approve: {
      from: ['requested'],
      to: 'approved',
      can: 'tranche.approve',
      unless: (f) => firstRefusal(samePerson(f), gateShut(f), overGrant(f)),
    },
    pay: {
      from: ['approved'],
      to: 'paid',
      can: 'tranche.pay',
      unless: (f) => firstRefusal(refuseIf(!f.voucher.trim(), 'TRANCHE.NO_VOUCHER', undefined, 'invalid'), overGrant(f)),
    },
    withhold: { from: ['planned', 'reduced', 'requested', 'approved'], to: 'withheld', can: 'tranche.withhold', unless: (f) => needReason(f.reason) },
    release: { from: ['withheld'], to: 'planned', can: 'tranche.withhold', unless: (f) => needReason(f.reason) },
    reduce: {
      from: ['planned', 'reduced', 'requested', 'withheld'],
      to: 'reduced',
      can: 'tranche.withhold',
      unless: (f) =>
        firstRefusal(
          needReason(f.reason),
          refuseIf(f.stepFen < 0 || f.stepFen >= f.amountFen, 'TRANCHE.NOT_A_REDUCTION', { amountFen: f.amountFen }, 'invalid'),
        ),
    },
    cancel: { from: ['planned', 'reduced', 'requested', 'withheld'], to: 'cancelled', can: 'tranche.withhold', unless: (f) => needReason(f.reason) },
    return: {
      from: ['paid', 'returned'],
      to: 'returned',
      can: 'tranche.pay',
      unless: (f) =>
        firstRefusal(
          refuseIf(f.stepFen <= 0, 'TRANCHE.NOTHING_RETURNED', undefined, 'invalid'),
          refuseIf(!f.voucher.trim(), 'TRANCHE.NO_VOUCHER', undefined, 'invalid'),
          ledgerProblem(f.grantFen, [others(f), { paidFen: f.paidFen, returnedFen: f.returnedFen + f.stepFen }]),
        ),
    },
  },
});

export type TrancheState = (typeof trancheMachine)['states'][number];
