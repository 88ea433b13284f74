import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import type { Refusal } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import type { ProjectState } from '../agreements/project.machine';

export interface ExpenseFacts {
  readonly project: ProjectState;
  /** taken back by whoever wrote it down */
  readonly removed: boolean;
  readonly vouchers: number;
  readonly reason: string;
}

const ENDED: readonly ProjectState[] = ['closed', 'terminated'];
const ended = (f: Pick<ExpenseFacts, 'project'>): Refusal | null => refuseIf(ENDED.includes(f.project), 'EXPENSE.PROJECT_CLOSED');
const gone = (f: Pick<ExpenseFacts, 'removed'>): Refusal | null => refuseIf(f.removed, 'EXPENSE.REMOVED');

/** An expense as the grantee wrote it down, until staff have compared it with its vouchers; from then on it stays as it is. */
export const expenseMachine = defineMachine<ExpenseFacts>()({
  name: 'expense',
  initial: 'recorded',
  states: ['recorded', 'accepted'],
  steps: {
    accept: {
      from: ['recorded'],
      to: 'accepted',
      can: 'expense.accept',
      unless: (f) => firstRefusal(gone(f), ended(f), refuseIf(f.vouchers === 0, 'EXPENSE.VOUCHER_MISSING')),
    },
    /** something is wrong after all: the grantee corrects it */
    reopen: { from: ['accepted'], to: 'recorded', can: 'expense.accept', unless: (f) => firstRefusal(ended(f), needReason(f.reason)) },
  },
});

export type ExpenseState = (typeof expenseMachine)['states'][number];

/** Why nothing is written down in this project. */
export const whyNotSpend = (project: ProjectState): Refusal | null => firstRefusal(refuseIf(project === 'contracted', 'EXPENSE.NOT_STARTED'), ended({ project }));

/**
 * Why an expense may be neither corrected nor taken back.
 * @returns `EXPENSE.NOT_STARTED`, `EXPENSE.PROJECT_CLOSED`, `EXPENSE.REMOVED`, `EXPENSE.ACCEPTED`, or null
 */
export const whyNotCorrect = (state: ExpenseState, f: Pick<ExpenseFacts, 'project' | 'removed'>): Refusal | null =>
  firstRefusal(whyNotSpend(f.project), gone(f), refuseIf(state === 'accepted', 'EXPENSE.ACCEPTED'));
