import { decimal } from '@weichuang/kernel/decimal';
import {
  type Fraction, addFractions, compareFractions, divFractions, fraction, fractionOf, meanFraction, mulFractions, sqrtFraction,
  subFractions, sumFractions,
} from '@weichuang/kernel/fraction';
import type { Aggregate } from '../calls/round-config';

/** One locked score sheet: who gave it and its total, exact. */
export interface Mark {
  readonly judgeId: string;
  readonly value: Fraction;
}

export interface Aggregated {
  /** exact; rounded only in the final score. Null without marks */
  readonly value: Fraction | null;
  /** judges whose sheet was dropped by a trimmed mean */
  readonly dropped: readonly string[];
  /** a trimmed mean that had too few sheets and became the plain mean */
  readonly fellBack: boolean;
}

/** Deviations are square roots, cut down at this many digits; everything else about a score is exact. */
export const SD_SCALE = 20;

/** By value, equal ones by judge, so that the order of the input means nothing. */
function sorted(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => compareFractions(a.value, b.value) || (a.judgeId < b.judgeId ? -1 : a.judgeId > b.judgeId ? 1 : 0));
}

/**
 * One value from the sheets of one application in one stage. `standard_score` takes the mean: its marks must have been through
 * `standardise` before. A trimmed mean drops whole sheets by total; with fewer than `minSheets`, or none left, it is the mean.
 */
export function aggregate(marks: readonly Mark[], rule: Aggregate): Aggregated {
  const values = sorted(marks);
  if (values.length === 0) return { value: null, dropped: [], fellBack: false };
  switch (rule.kind) {
    case 'mean':
    case 'standard_score':
      return kept(values);
    case 'sum':
      return { value: sumFractions(values.map((mark) => mark.value)), dropped: [], fellBack: false };
    case 'median':
      return { value: median(values.map((mark) => mark.value)), dropped: [], fellBack: false };
    case 'trimmed_mean': {
      if (values.length < rule.minSheets || values.length <= 2 * rule.drop) return { ...kept(values), fellBack: true };
      const inner = values.slice(rule.drop, values.length - rule.drop);
      const dropped = values.filter((mark) => !inner.includes(mark)).map((mark) => mark.judgeId);
      return { ...kept(inner), dropped };
    }
  }
}

const kept = (marks: readonly Mark[]): Aggregated => ({
  value: meanFraction(marks.map((mark) => mark.value)),
  dropped: [],
  fellBack: false,
});

/**
 * The middle value of at least one; of an even number the mean of the two in the middle.
 * @throws RangeError for none
 */
export function median(values: readonly Fraction[]): Fraction {
  const ordered = [...values].sort(compareFractions);
  return meanFraction(ordered.slice((ordered.length - 1) >> 1, (ordered.length >> 1) + 1));
}

/** Population variance, Σ(x − mean)² / n, exact. @throws RangeError for none */
export function variance(values: readonly Fraction[]): Fraction {
  const mean = meanFraction(values);
  return meanFraction(
    values.map((value) => {
      const off = subFractions(value, mean);
      return mulFractions(off, off);
    }),
  );
}

/**
 * Standard scores (标准分): each judge's own marks are moved to mean `mean` and deviation `sd`, `mean + sd · (x − x̄) / s`, with the
 * population deviation s of all the sheets this judge gave in the stage. A judge who gave one sheet, or the same mark to all, says
 * nothing about order: all get `mean`.
 * @param byApplication the marks of the stage, by application id
 */
export function standardise(
  byApplication: ReadonlyMap<string, readonly Mark[]>,
  rule: { readonly mean: string; readonly sd: string },
): Map<string, Mark[]> {
  const given = new Map<string, Fraction[]>();
  for (const marks of byApplication.values())
    for (const { judgeId, value } of marks) {
      const values = given.get(judgeId);
      if (values) values.push(value);
      else given.set(judgeId, [value]);
    }
  const [mean, sd] = [fractionOf(decimal(rule.mean)), fractionOf(decimal(rule.sd))];
  const scales = new Map(
    [...given].map(([judgeId, values]) => {
      // in a fixed order, so that not even the size of the fractions depends on the input's
      const ordered = [...values].sort(compareFractions);
      return [judgeId, { centre: meanFraction(ordered), deviation: sqrtFraction(variance(ordered), SD_SCALE) }] as const;
    }),
  );
  const move = (mark: Mark): Mark => {
    const scale = scales.get(mark.judgeId);
    if (!scale || scale.deviation.top === 0n) return { ...mark, value: mean };
    const z = divFractions(subFractions(mark.value, scale.centre), scale.deviation);
    return { ...mark, value: addFractions(mean, mulFractions(sd, z)) };
  };
  return new Map([...byApplication].map(([id, marks]) => [id, marks.map(move)]));
}

/** Judges with fewer than three sheets: their standard scores are noise, which the ranking must say. */
export function thinJudges(byApplication: ReadonlyMap<string, readonly Mark[]>): { judgeId: string; sheets: number }[] {
  const counts = new Map<string, number>();
  for (const marks of byApplication.values())
    for (const { judgeId } of marks) counts.set(judgeId, (counts.get(judgeId) ?? 0) + 1);
  return [...counts]
    .filter(([, sheets]) => sheets < 3)
    .map(([judgeId, sheets]) => ({ judgeId, sheets }))
    .sort((a, b) => (a.judgeId < b.judgeId ? -1 : 1));
}

/** A decimal total as an exact mark. */
export function mark(judgeId: string, total: string): Mark {
  return { judgeId, value: fractionOf(decimal(total)) };
}

/** Σ value × bp / 10,000, exact. */
export function weighted(parts: readonly { readonly value: Fraction; readonly weightBp: number }[]): Fraction {
  return sumFractions(parts.map((part) => mulFractions(part.value, fraction(part.weightBp, 10_000))));
}
