import type { CalendarDate } from '@weichuang/kernel/calendar';
import type { FieldProblem } from '@weichuang/kernel/denial';
import { formatFen, shareOfFen } from '@weichuang/kernel/money';
import { WHOLE_BP, rateBp } from '@weichuang/kernel/percent';
import { lineAmountFen } from '../applications/budget';
import type { BudgetLine } from '../forms/definition';

/** A line of the agreed budget with its sum in fen. */
export interface BudgetPost {
  readonly lineId: string;
  readonly fen: number;
  readonly source: 'grant' | 'own';
}

export interface Expense {
  readonly id: string;
  readonly lineId: string;
  readonly fen: number;
  readonly paidOn: CalendarDate;
  /** number of the invoice or receipt */
  readonly voucher: string;
}

export interface ExpenseRule {
  /** how far a line may be overspent before a change request is due, basis points of the line; the total may never be */
  readonly toleranceBp: number;
  readonly projectFrom: CalendarDate;
  readonly projectTo: CalendarDate;
}

/**
 * What is wrong with an expense, beside the budget and the expenses that are there already (this one not among them):
 * `EXPENSE.NOT_POSITIVE`, `EXPENSE.NO_VOUCHER`, `EXPENSE.VOUCHER_USED`, `EXPENSE.OUTSIDE_PERIOD`, `EXPENSE.NO_LINE`,
 * `EXPENSE.OVER_LINE` (beyond the tolerance), `EXPENSE.OVER_SOURCE` (beyond all lines of the same payer together).
 */
export function expenseProblems(expense: Expense, budget: readonly BudgetPost[], earlier: readonly Expense[], rule: ExpenseRule): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const voucher = expense.voucher.trim();
  const others = earlier.filter((one) => one.id !== expense.id);
  if (!Number.isSafeInteger(expense.fen) || expense.fen <= 0) problems.push({ path: 'fen', code: 'EXPENSE.NOT_POSITIVE' });
  if (!voucher) problems.push({ path: 'voucher', code: 'EXPENSE.NO_VOUCHER' });
  else if (others.some((one) => one.voucher.trim() === voucher && one.lineId === expense.lineId))
    problems.push({ path: 'voucher', code: 'EXPENSE.VOUCHER_USED', params: { voucher } });
  if (expense.paidOn < rule.projectFrom || expense.paidOn > rule.projectTo)
    problems.push({ path: 'paidOn', code: 'EXPENSE.OUTSIDE_PERIOD', params: { from: rule.projectFrom, to: rule.projectTo } });
  const line = budget.find((one) => one.lineId === expense.lineId);
  if (!line) return [...problems, { path: 'lineId', code: 'EXPENSE.NO_LINE' }];

  const spent = sum(others.filter((one) => one.lineId === line.lineId)) + expense.fen;
  const limitFen = shareOfFen(line.fen, WHOLE_BP + rule.toleranceBp);
  if (spent > limitFen) problems.push({ path: 'fen', code: 'EXPENSE.OVER_LINE', params: { spentFen: spent, limitFen, spent: formatFen(spent), limit: formatFen(limitFen) } });
  const sameSource = new Map(budget.filter((one) => one.source === line.source).map((one) => [one.lineId, one.fen]));
  const sourceFen = [...sameSource.values()].reduce((all, fen) => all + fen, 0);
  const spentFen = sum(others.filter((one) => sameSource.has(one.lineId))) + expense.fen;
  if (spentFen > sourceFen) problems.push({ path: 'fen', code: 'EXPENSE.OVER_SOURCE', params: { spentFen, limitFen: sourceFen, spent: formatFen(spentFen), limit: formatFen(sourceFen) } });
  return problems;
}

const sum = (expenses: readonly Expense[]): number => expenses.reduce((all, one) => all + one.fen, 0);

export interface LineExecution {
  readonly lineId: string;
  readonly budgetFen: number;
  readonly spentFen: number;
  /** negative when overspent */
  readonly leftFen: number;
  /** 预算执行率 in basis points, half up; null for a line of 0 */
  readonly rateBp: number | null;
}

/** Budget against spending, line by line in the budget's order. */
export function execution(budget: readonly BudgetPost[], expenses: readonly Expense[]): LineExecution[] {
  return budget.map((line) => {
    const spentFen = sum(expenses.filter((one) => one.lineId === line.lineId));
    return { lineId: line.lineId, budgetFen: line.fen, spentFen, leftFen: line.fen - spentFen, rateBp: rateBp(spentFen, line.fen) };
  });
}

/** What has to be given back when a project closes: paid less what was rightly spent from the grant, never below 0. */
export function surplus(netPaidFen: number, spentFromGrantFen: number): number {
  return Math.max(0, netPaidFen - spentFromGrantFen);
}

/**
 * The agreed budget as posts, one for each category and source: an expense names these, not the plan's single lines.
 * Ids are `category:source`, in the order of first appearance.
 */
export function budgetPosts(lines: readonly BudgetLine[]): BudgetPost[] {
  const posts = new Map<string, BudgetPost>();
  for (const line of lines) {
    const fen = lineAmountFen(line);
    if (fen === null) continue;
    const lineId = postId(line.category, line.source);
    posts.set(lineId, { lineId, source: line.source, fen: (posts.get(lineId)?.fen ?? 0) + fen });
  }
  return [...posts.values()];
}

export const postId = (category: string, source: 'grant' | 'own'): string => `${category}:${source}`;

/**
 * What was spent beyond a line is a fact and is written down with a remark; grant money that does not exist cannot have been spent.
 * Own money may always be more than was planned.
 */
export function splitProblems(problems: readonly FieldProblem[], source: 'grant' | 'own'): { readonly refused: FieldProblem[]; readonly remarks: FieldProblem[] } {
  const remark = (code: string): boolean => code === 'EXPENSE.OVER_LINE' || (source === 'own' && (code === 'EXPENSE.OVER_SOURCE' || code === 'EXPENSE.NO_LINE'));
  return { refused: problems.filter((one) => !remark(one.code)), remarks: problems.filter((one) => remark(one.code)) };
}
