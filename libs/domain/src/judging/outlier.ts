import { decimal } from '@weichuang/kernel/decimal';
import { type Fraction, compareFractions, fraction, fractionOf, meanFraction, mulFractions, roundFraction, subFractions } from '@weichuang/kernel/fraction';
import { variance } from './aggregate';

export interface OutlierRule {
  /** further from the mean of the sheets than this share of it, in basis points: 2000 is 20 % */
  readonly shareBp: number | null;
  /**
   * further than so many population deviations, a decimal string; null: not looked at.
   * Of n sheets none is further than (n − 1)/√n deviations: 1.15 of 3, 1.79 of 5, so that '2' never flags with five judges.
   */
  readonly sds: string | null;
}

export const DEFAULT_OUTLIER_RULE: OutlierRule = { shareBp: 2000, sds: '1.5' };

export interface Outlier {
  readonly judgeId: string;
  readonly total: string;
  readonly direction: 'high' | 'low';
  /** distance from the mean in basis points of it, half up; null when the mean is 0 */
  readonly offBp: number | null;
  readonly by: readonly ('share' | 'sds')[];
}

/** The sheets of one application that lie far from its others. A flag asks the judge to confirm; it changes no score. Needs three sheets. */
export function findOutliers(sheets: readonly { readonly judgeId: string; readonly total: string }[], rule: OutlierRule = DEFAULT_OUTLIER_RULE): Outlier[] {
  if (sheets.length < 3) return [];
  const marks = sheets.map((sheet) => ({ ...sheet, value: fractionOf(decimal(sheet.total)) }));
  const values = marks.map((mark) => mark.value);
  const mean = meanFraction(values);
  const spread = variance(values);
  return marks
    .flatMap(({ judgeId, total, value }): Outlier[] => {
      const off = subFractions(value, mean);
      const size = off.top < 0n ? fraction(-off.top, off.bottom) : off;
      const by: ('share' | 'sds')[] = [];
      if (rule.shareBp !== null && compareFractions(size, mulFractions(mean, fraction(rule.shareBp, 10_000))) > 0) by.push('share');
      if (rule.sds !== null && beyond(size, spread, fractionOf(decimal(rule.sds)))) by.push('sds');
      return by.length ? [{ judgeId, total, direction: off.top < 0n ? 'low' : 'high', offBp: shareOf(size, mean), by }] : [];
    })
    .sort((a, b) => (a.judgeId < b.judgeId ? -1 : 1));
}

/** size > k·s without a root: size² > k²·s². Of equal sheets none is beyond. */
function beyond(size: Fraction, spread: Fraction, k: Fraction): boolean {
  return compareFractions(mulFractions(size, size), mulFractions(mulFractions(k, k), spread)) > 0;
}

function shareOf(size: Fraction, mean: Fraction): number | null {
  if (mean.top === 0n) return null;
  const share = fraction(size.top * mean.bottom * 10_000n, size.bottom * mean.top);
  return Number(roundFraction(share, 0, 'half_up').units);
}
