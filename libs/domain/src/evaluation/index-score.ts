import { type RoundingMode, decimal, divDecimals, formatDecimal, mulDecimals } from '@weichuang/kernel/decimal';
import { fractionOf, meanFraction, roundFraction } from '@weichuang/kernel/fraction';
import type { Answers, Field, FormDefinition } from '../forms/definition';
import { type SheetTotal, fullMarks, scoreItems, scoreTotal } from '../judging/score-total';

export interface IndexScore extends SheetTotal {
  /** what the base items can give together; the total may exceed it by bonus items (苏州: 总分可超过100) */
  readonly fullMarks: string;
}

/**
 * The total of an evaluation index (评估指标): the sheet's rules of `scoreTotal`, with base, bonus, penalty and veto items.
 * A veto does not change the total, it decides the grade.
 */
export function indexScore(form: FormDefinition, answers: Answers, hidden?: (field: Field) => boolean): IndexScore {
  return { ...scoreTotal(form, answers, hidden), fullMarks: fullMarks(form) };
}

/**
 * What the system suggests for items that name a figure (`score.source`): rate × max, cut down to the item's step, at most max.
 * Only a suggestion: the evaluator takes it or writes another with a comment.
 * @param rates by source name, basis points (completion rate, execution rate, on-time rate …); null is not known
 * @returns decimal strings by field id; items whose figure is not known are absent
 */
export function suggestedScores(form: FormDefinition, rates: Readonly<Record<string, number | null | undefined>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const { field, spec } of scoreItems(form)) {
    const rate = spec.source === undefined ? null : rates[spec.source];
    if (rate === null || rate === undefined || spec.kind === 'veto') continue;
    const bp = Math.min(10_000, Math.max(0, rate));
    const exact = mulDecimals(decimal(spec.max), { units: BigInt(bp), scale: 4 });
    const step = decimal(spec.step);
    out[field.id] = formatDecimal(mulDecimals(divDecimals(exact, step, 0, 'down'), step));
  }
  return out;
}

/** Several evaluators of one project: the mean of their totals, rounded once. @throws RangeError for none */
export function meanTotal(totals: readonly string[], decimals: number, rounding: RoundingMode): string {
  const mean = meanFraction(totals.map((total) => fractionOf(decimal(total))));
  return formatDecimal(roundFraction(mean, decimals, rounding), decimals);
}
