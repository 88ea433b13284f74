import type { FieldProblem, RefusalParams } from '@weichuang/kernel/denial';
import { MAX_FEN, formatFen, isFen } from '@weichuang/kernel/money';
import { WHOLE_BP, formatBp } from '@weichuang/kernel/percent';
import type { BudgetCap, BudgetCategory, GrantModel, RoundConfig } from '../calls/round-config';
import type { BudgetLine } from '../forms/definition';

/** Every code that checking a budget can give. */
export const BUDGET_CODES = [
  'BUDGET.NOT_AN_AMOUNT',
  'BUDGET.NOT_A_QUANTITY',
  'BUDGET.NOT_WHOLE_FEN',
  'BUDGET.TOO_LARGE',
  'BUDGET.UNKNOWN_CATEGORY',
  'BUDGET.LINE_ID_REPEATED',
  'BUDGET.NOTHING_ASKED',
  'BUDGET.OVER_REQUEST',
  'BUDGET.SHARE_OF_GRANT',
  'BUDGET.SHARE_OF_TOTAL',
  'BUDGET.ABSOLUTE',
  'BUDGET.UNIT_PRICE',
  'BUDGET.FORBIDDEN',
  'BUDGET.OWN_SHARE',
] as const;
export type BudgetCode = (typeof BUDGET_CODES)[number];

export type BudgetRules = Pick<RoundConfig, 'budget' | 'maxRequestFen' | 'overCap' | 'grant'>;

/** Sums in fen. */
export interface Sums {
  readonly grantFen: number;
  readonly ownFen: number;
  readonly totalFen: number;
}
export interface BudgetTotals extends Sums {
  /** by category, in the order of first appearance */
  readonly byCategory: Readonly<Record<string, Sums>>;
}

export interface BudgetCheck {
  readonly problems: readonly FieldProblem[];
  readonly totals: BudgetTotals;
  /** what the applicant asks for, and what counts of it under `overCap: 'truncate'` */
  readonly askedFen: number;
  readonly countedFen: number;
}

/** Unit price × quantity in fen; null when that is no whole fen, out of range, or the line is broken. */
export function lineAmountFen(line: Pick<BudgetLine, 'unitPriceFen' | 'quantityHundredths'>): number | null {
  const { unitPriceFen, quantityHundredths } = line;
  if (!isFen(unitPriceFen) || !Number.isSafeInteger(quantityHundredths) || quantityHundredths <= 0) return null;
  const hundredths = BigInt(unitPriceFen) * BigInt(quantityHundredths);
  if (hundredths % 100n !== 0n || hundredths / 100n > BigInt(MAX_FEN)) return null;
  return Number(hundredths / 100n);
}

/** Totals of the lines whose amount is known; exact as long as the sum is money (`BUDGET.TOO_LARGE` says when it is not). */
export function budgetTotals(lines: readonly BudgetLine[]): BudgetTotals {
  const sums = new Map<string, { grantFen: number; ownFen: number; totalFen: number }>();
  const all = { grantFen: 0, ownFen: 0, totalFen: 0 };
  for (const line of lines) {
    const amount = lineAmountFen(line);
    if (amount === null) continue;
    const category = sums.get(line.category) ?? { grantFen: 0, ownFen: 0, totalFen: 0 };
    sums.set(line.category, category);
    for (const sum of [category, all]) {
      if (line.source === 'grant') sum.grantFen += amount;
      else sum.ownFen += amount;
      sum.totalFen += amount;
    }
  }
  return { ...all, byCategory: Object.fromEntries(sums) };
}

/**
 * Checks a budget against the round's rules. Problems of the lines come first; sums and caps are looked at only when every line has
 * its amount. Paths: `budget.lines.2.unitPriceFen`, `budget.lines.2` (the line at which a cap is first passed), `budget`.
 * In the parameters `category` and `categoryEn` name the category, `spent` and `max` are what it comes to and what is allowed of the
 * present sums, `reduce` is the least sum whose removal makes the rule hold, `clause` the call's own words.
 * @param path id of the budget field
 */
export function checkBudget(rules: BudgetRules, lines: readonly BudgetLine[], path = 'budget'): BudgetCheck {
  const totals = budgetTotals(lines);
  const problems = lineProblems(rules, lines, path);
  const capFen = requestCapFen(rules.grant, rules.maxRequestFen);
  const askedFen = totals.grantFen;
  const countedFen = capFen !== null && rules.overCap === 'truncate' ? Math.min(askedFen, capFen) : askedFen;
  if (!problems.length && !isFen(totals.totalFen)) problems.push({ path, code: 'BUDGET.TOO_LARGE', params: { max: formatFen(MAX_FEN) } });
  if (!problems.length) {
    if (askedFen === 0) problems.push({ path, code: 'BUDGET.NOTHING_ASKED' });
    if (capFen !== null && askedFen > capFen && rules.overCap === 'invalid')
      problems.push({ path, code: 'BUDGET.OVER_REQUEST', params: { max: formatFen(capFen), asked: formatFen(askedFen), ...reduction(askedFen - capFen) } });
    for (const cap of rules.budget.caps) problems.push(...capProblems(cap, rules.budget.categories, lines, totals, path));
  }
  return { problems, totals, askedFen, countedFen };
}

/** The most one application may ask for: the round's limit and the model's own, whichever is lower; null: no limit. */
export function requestCapFen(grant: GrantModel, maxRequestFen: number | null): number | null {
  const model = grant.kind === 'fixed' ? grant.amountFen : grant.kind === 'tiered' ? Math.max(0, ...grant.tiers.map((tier) => tier.amountFen)) : grant.maxFen;
  const caps = [model, maxRequestFen].filter((cap) => cap !== null);
  return caps.length ? Math.min(...caps) : null;
}

function lineProblems(rules: BudgetRules, lines: readonly BudgetLine[], path: string): FieldProblem[] {
  const known = new Set(rules.budget.categories.map((category) => category.id));
  const seen = new Set<string>();
  return lines.flatMap((line, i): FieldProblem[] => {
    const at = `${path}.lines.${i}`;
    const found: FieldProblem[] = [];
    if (seen.has(line.id)) found.push({ path: at, code: 'BUDGET.LINE_ID_REPEATED' });
    seen.add(line.id);
    if (!known.has(line.category)) found.push({ path: `${at}.category`, code: 'BUDGET.UNKNOWN_CATEGORY', params: { line: i + 1 } });
    if (!isFen(line.unitPriceFen)) found.push({ path: `${at}.unitPriceFen`, code: 'BUDGET.NOT_AN_AMOUNT', params: { line: i + 1 } });
    else if (!Number.isSafeInteger(line.quantityHundredths) || line.quantityHundredths <= 0)
      found.push({ path: `${at}.quantityHundredths`, code: 'BUDGET.NOT_A_QUANTITY', params: { line: i + 1 } });
    else if (lineAmountFen(line) === null) {
      const whole = (BigInt(line.unitPriceFen) * BigInt(line.quantityHundredths)) % 100n === 0n;
      found.push({ path: at, code: whole ? 'BUDGET.TOO_LARGE' : 'BUDGET.NOT_WHOLE_FEN', params: whole ? { max: formatFen(MAX_FEN) } : { line: i + 1 } });
    }
    return found;
  });
}

/** The same sum for the sentence and for the machine. */
const reduction = (fen: number): RefusalParams => ({ reduce: formatFen(fen), reduceFen: fen });

/** The category's name for the sentence in either language; an unknown one goes by its id. */
function named(categories: readonly BudgetCategory[], id: string): RefusalParams {
  const name = categories.find((one) => one.id === id)?.name;
  return { category: name?.zh ?? id, categoryEn: name?.en ?? name?.zh ?? id };
}

function capProblems(cap: BudgetCap, categories: readonly BudgetCategory[], lines: readonly BudgetLine[], totals: BudgetTotals, path: string): FieldProblem[] {
  if (cap.kind === 'min_own_share') return ownShare(cap, totals, path);
  const { clause, category } = cap;
  const name = named(categories, category);
  const inCategory = lines.map((line, i) => ({ line, i, at: `${path}.lines.${i}` })).filter(({ line }) => line.category === category);
  if (cap.kind === 'unit_price')
    return inCategory
      .filter(({ line }) => line.unitPriceFen > cap.maxFen)
      .map(({ line, i, at }) => ({
        path: `${at}.unitPriceFen`,
        code: 'BUDGET.UNIT_PRICE',
        params: { clause, ...name, line: i + 1, max: formatFen(cap.maxFen), price: formatFen(line.unitPriceFen), ...reduction(line.unitPriceFen - cap.maxFen) },
      }));
  // caps on shares of the total look at all money; the others at the grant alone, for own money is the applicant's affair
  const counted = inCategory.filter(({ line }) => cap.kind === 'share_of_total' || line.source === 'grant');
  if (cap.kind === 'forbidden')
    return counted
      .filter(({ line }) => (lineAmountFen(line) ?? 0) > 0)
      .map(({ line, i, at }) => ({ path: at, code: 'BUDGET.FORBIDDEN', params: { clause, ...name, line: i + 1, amount: formatFen(lineAmountFen(line) ?? 0), ...reduction(lineAmountFen(line) ?? 0) } }));
  const spent = counted.reduce((sum, { line }) => sum + (lineAmountFen(line) ?? 0), 0);
  const whole = cap.kind === 'share_of_total' ? totals.totalFen : totals.grantFen;
  const over = cap.kind === 'absolute' ? spent - cap.maxFen : overShareFen(spent, whole, cap.maxBp);
  if (over <= 0) return [];
  const { i, at } = crossing(counted, spent - over) ?? { i: 0, at: path };
  const code: BudgetCode = cap.kind === 'absolute' ? 'BUDGET.ABSOLUTE' : cap.kind === 'share_of_grant' ? 'BUDGET.SHARE_OF_GRANT' : 'BUDGET.SHARE_OF_TOTAL';
  const maxFen = cap.kind === 'absolute' ? cap.maxFen : Number((BigInt(whole) * BigInt(cap.maxBp)) / BigInt(WHOLE_BP));
  const share: RefusalParams = cap.kind === 'absolute' ? {} : { maxPercent: formatBp(cap.maxBp) };
  return [{ path: at, code, params: { clause, ...name, line: i + 1, spent: formatFen(spent), max: formatFen(maxFen), ...share, ...reduction(over) } }];
}

/** The line at which the running sum first passes what is allowed. */
function crossing<T extends { readonly line: BudgetLine }>(counted: readonly T[], allowedFen: number): T | undefined {
  let sum = 0;
  return counted.find(({ line }) => (sum += lineAmountFen(line) ?? 0) > allowedFen);
}

/**
 * The least x with (part − x) ≤ bp of (whole − x): taking the money out of the line lowers the whole as well, so the plain
 * difference would not be enough. 0 or less: the share holds. `part` is part of `whole`.
 */
export function overShareFen(partFen: number, wholeFen: number, maxBp: number): number {
  const over = BigInt(partFen) * BigInt(WHOLE_BP) - BigInt(wholeFen) * BigInt(maxBp);
  return over <= 0n ? 0 : Number(ceilDiv(over, BigInt(WHOLE_BP - maxBp)));
}

/** `add`: the least own money that, added on top, brings the share up. */
function ownShare(cap: BudgetCap & { readonly kind: 'min_own_share' }, totals: BudgetTotals, path: string): FieldProblem[] {
  const lack = BigInt(totals.totalFen) * BigInt(cap.minBp) - BigInt(totals.ownFen) * BigInt(WHOLE_BP);
  if (lack <= 0n) return [];
  const addFen = Number(ceilDiv(lack, BigInt(WHOLE_BP - cap.minBp)));
  return [{ path, code: 'BUDGET.OWN_SHARE', params: { clause: cap.clause, minPercent: formatBp(cap.minBp), add: formatFen(addFen), addFen } }];
}

/** Of positive numbers. */
const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
