import fc from 'fast-check';
import { formatDecimal } from '@weichuang/kernel/decimal';
import { compareFractions, fraction, meanFraction, roundFraction } from '@weichuang/kernel/fraction';
import type { Aggregate } from '../calls/round-config';
import { type Mark, aggregate, mark, standardise, thinJudges, variance } from './aggregate';

const marks = (...totals: string[]): Mark[] => totals.map((total, i) => mark(`j${i}`, total));
const show = (list: readonly Mark[], rule: Aggregate, digits = 2): string =>
  formatDecimal(roundFraction(aggregate(list, rule).value!, digits, 'half_up'), digits);
const trimmed: Aggregate = { kind: 'trimmed_mean', drop: 1, minSheets: 5 };

it.each<[Aggregate, string[], string]>([
  [{ kind: 'mean' }, ['80', '85', '90'], '85.00'],
  [{ kind: 'mean' }, ['80', '80', '81'], '80.33'],
  [trimmed, ['90', '85', '88', '70', '99'], '87.67'], // 5 judges, drop 1 high and 1 low, mean of 3
  [trimmed, ['80', '80', '80', '80', '80'], '80.00'],
  [trimmed, ['10', '9', '2', '100', '8'], '9.00'], // by value, not as text
  [trimmed, ['60', '90'], '75.00'],
  [{ kind: 'median' }, ['90', '100', '9'], '90.00'],
  [{ kind: 'median' }, ['80', '90', '85.5', '100'], '87.75'],
  [{ kind: 'sum' }, ['1', '2.25', '3'], '6.25'],
])('%j of %j is %s', (rule, totals, out) => {
  expect(show(marks(...totals), rule)).toBe(out);
});

it('says whose sheets were dropped, and when there were too few to drop any', () => {
  expect(aggregate(marks('90', '85', '88', '70', '99'), trimmed)).toMatchObject({ dropped: ['j3', 'j4'], fellBack: false });
  expect(aggregate(marks('90', '85', '88', '70'), trimmed)).toMatchObject({ dropped: [], fellBack: true });
  expect(aggregate(marks('90', '85'), { kind: 'trimmed_mean', drop: 1, minSheets: 1 }).fellBack).toBe(true);
  expect(aggregate([], trimmed)).toEqual({ value: null, dropped: [], fellBack: false });
});

const total = fc.integer({ min: 0, max: 10_000 }).map((n) => formatDecimal({ units: BigInt(n), scale: 2 }));
const rule = fc.constantFrom<Aggregate>({ kind: 'mean' }, trimmed, { kind: 'trimmed_mean', drop: 2, minSheets: 5 }, { kind: 'median' }, { kind: 'sum' });
const sheets = fc.array(total, { minLength: 1, maxLength: 9 });

it('does not depend on the order, nor lowers anyone for a better sheet', () => {
  fc.assert(
    fc.property(sheets, rule, fc.nat(), fc.integer({ min: 1, max: 5000 }), (totals, r, at, more) => {
      const list = marks(...totals);
      const value = aggregate(list, r);
      expect(aggregate([...list].reverse(), r)).toEqual(value);
      const better = list.map((m, i) => (i === at % list.length ? { ...m, value: fraction(m.value.top * 100n + BigInt(more) * m.value.bottom, m.value.bottom * 100n) } : m));
      expect(compareFractions(aggregate(better, r).value!, value.value!)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('lies between the lowest and the highest sheet', () => {
  fc.assert(
    fc.property(sheets, rule.filter((r) => r.kind !== 'sum'), (totals, r) => {
      const list = marks(...totals);
      const ordered = list.map((m) => m.value).sort(compareFractions);
      const value = aggregate(list, r).value!;
      expect(compareFractions(value, ordered[0]!)).toBeGreaterThanOrEqual(0);
      expect(compareFractions(value, ordered.at(-1)!)).toBeLessThanOrEqual(0);
    }),
  );
});

const byApplication = (table: Record<string, Record<string, string>>): Map<string, Mark[]> =>
  new Map(Object.entries(table).map(([id, given]) => [id, Object.entries(given).map(([judgeId, t]) => mark(judgeId, t))]));
const rounded = (map: Map<string, Mark[]>): Record<string, string[]> =>
  Object.fromEntries([...map].map(([id, list]) => [id, list.map((m) => formatDecimal(roundFraction(m.value, 4, 'half_up'), 4))]));

it('standard scores take out a judge’s severity and range', () => {
  const given = byApplication({ a: { strict: '60', mild: '90' }, b: { strict: '50', mild: '80' }, c: { strict: '40', mild: '70' } });
  // s = √(200/3) = 8.164966: 10/s = 1.224745
  expect(rounded(standardise(given, { mean: '75', sd: '10' }))).toEqual({ a: ['87.2474', '87.2474'], b: ['75.0000', '75.0000'], c: ['62.7526', '62.7526'] });
});

it('a judge who says nothing about order gives the mean', () => {
  const given = byApplication({ a: { same: '80', once: '99' }, b: { same: '80' }, c: { same: '80' } });
  expect(rounded(standardise(given, { mean: '70', sd: '10' }))).toEqual({ a: ['70.0000', '70.0000'], b: ['70.0000'], c: ['70.0000'] });
  expect(thinJudges(given)).toEqual([{ judgeId: 'once', sheets: 1 }]);
});

it('standardised sheets of a judge have the mean and (nearly) the deviation asked for, and keep his order', () => {
  fc.assert(
    fc.property(fc.array(total, { minLength: 2, maxLength: 12 }).filter((list) => new Set(list).size > 1), (totals) => {
      const given = new Map(totals.map((t, i) => [`a${i}`, [mark('j', t)]]));
      const out = [...standardise(given, { mean: '75', sd: '10' }).values()].map((list) => list[0]!.value);
      expect(compareFractions(meanFraction(out), fraction(75))).toBe(0);
      expect(formatDecimal(roundFraction(variance(out), 6, 'half_up'))).toBe('100');
      out.forEach((x, i) => out.forEach((y, j) => {
        const before = compareFractions(mark('j', totals[i]!).value, mark('j', totals[j]!).value);
        expect(compareFractions(x, y)).toBe(before);
      }));
    }),
  );
});

it('shifting a judge changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 2, maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (given, shift) => {
      const of = (by: number): Record<string, string[]> =>
        rounded(standardise(new Map(given.map((n, i) => [`a${i}`, [mark('j', String(n + by))]])), { mean: '75', sd: '10' }));
      expect(of(shift)).toEqual(of(0));
    }),
  );
});
