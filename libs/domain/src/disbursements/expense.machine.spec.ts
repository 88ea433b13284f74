import { whyNot } from '@weichuang/kernel/machine';
import { type ExpenseFacts, expenseMachine, type ExpenseState, whyNotCorrect } from './expense.machine';

const facts: ExpenseFacts = { project: 'active', removed: false, vouchers: 1, reason: '' };
it.each<[string, ExpenseState, 'accept' | 'reopen', Partial<ExpenseFacts>, string | null]>([
  ['accept', 'recorded', 'accept', {}, null],
  ['not without a voucher to compare with', 'recorded', 'accept', { vouchers: 0 }, 'EXPENSE.VOUCHER_MISSING'],
  ['not what was taken back', 'recorded', 'accept', { removed: true }, 'EXPENSE.REMOVED'],
  ['not after the end', 'recorded', 'accept', { project: 'closed' }, 'EXPENSE.PROJECT_CLOSED'],
  ['once', 'accepted', 'accept', {}, 'STATE.WRONG'],
  ['reopen with a reason', 'accepted', 'reopen', { reason: '发票抬头有误' }, null],
  ['not without', 'accepted', 'reopen', { reason: ' ' }, 'REASON.REQUIRED'],
  ['not after the end either', 'accepted', 'reopen', { project: 'terminated', reason: '抬头有误' }, 'EXPENSE.PROJECT_CLOSED'],
])('%s', (_, state, event, more, code) => {
  expect(whyNot(expenseMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code);
});

it.each<[ExpenseState, Partial<ExpenseFacts>, string | null]>([
  ['recorded', {}, null],
  ['recorded', { project: 'suspended' }, null],
  ['accepted', {}, 'EXPENSE.ACCEPTED'],
  ['recorded', { removed: true }, 'EXPENSE.REMOVED'],
  ['recorded', { project: 'contracted' }, 'EXPENSE.NOT_STARTED'],
  ['recorded', { project: 'closed' }, 'EXPENSE.PROJECT_CLOSED'],
])('is corrected while it is %s, %j: %s', (state, more, code) => {
  expect(whyNotCorrect(state, { ...facts, ...more })?.code ?? null).toBe(code);
});
