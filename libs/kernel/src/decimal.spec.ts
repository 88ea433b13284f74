import fc from 'fast-check';
import {
  type RoundingMode, addDecimals, compareDecimals, decimal, divDecimals, formatDecimal, fromInteger, isMultipleOf, isqrt, mulDecimals,
  parseDecimal, roundDecimal, subDecimals,
} from './decimal';
import { addFractions, compareFractions, divFractions, fraction, fractionOf, meanFraction, mulFractions, roundFraction, sqrtFraction, subFractions } from './fraction';

const anyDecimal = fc.record({ units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), scale: fc.integer({ min: 0, max: 8 }) });

it.each([
  ['85', '85'], ['85.50', '85.5'], ['-0.10', '-0.1'], ['0.00', '0'], ['-0', '0'], ['007', '7'], ['100.0', '100'],
])('reads %s and writes it as %s', (text, short) => {
  expect(formatDecimal(decimal(text))).toBe(short);
});

it.each(['', ' 1', '1 ', '+1', '1.', '.5', '1e3', '１', '1,000', 'NaN', '--1', '1.2.3'])('does not read %j', (text) => {
  expect(parseDecimal(text)).toBeNull();
  expect(() => decimal(text)).toThrow('not a decimal');
});

const rounded: [string, number, RoundingMode, string][] = [
  ['85.325', 2, 'half_up', '85.33'], ['85.335', 2, 'half_even', '85.34'], ['85.325', 2, 'half_even', '85.32'],
  ['85.3251', 2, 'half_even', '85.33'], ['85.329', 2, 'down', '85.32'], ['-0.5', 0, 'half_up', '-1'], ['-0.5', 0, 'half_even', '0'],
  ['-1.9', 0, 'down', '-1'], ['1.005', 2, 'half_up', '1.01'], ['2', 2, 'down', '2.00'],
];
it.each(rounded)('%s to %i digits %s is %s', (text, scale, mode, out) => {
  expect(formatDecimal(roundDecimal(decimal(text), scale, mode), scale)).toBe(out);
});

it.each([['2', '3', 4, '0.6667'], ['-2', '3', 2, '-0.67'], ['1', '8', 2, '0.13'], ['10.5', '0.5', 0, '21']])('%s / %s to %i digits is %s', (a, b, scale, out) => {
  expect(formatDecimal(divDecimals(decimal(a), decimal(b), scale, 'half_up'), scale)).toBe(out);
});

it('does not divide by zero, nor write fewer digits than there are', () => {
  expect(() => divDecimals(decimal('1'), decimal('0.0'), 2, 'down')).toThrow(RangeError);
  expect(() => formatDecimal(decimal('1.25'), 1)).toThrow('round first');
});

it('knows steps', () => {
  expect(isMultipleOf(decimal('12.5'), decimal('0.5'))).toBe(true);
  expect(isMultipleOf(decimal('12.3'), decimal('0.5'))).toBe(false);
  expect(isMultipleOf(decimal('0'), decimal('1'))).toBe(true);
});

it('round-trips, and the field laws hold', () => {
  fc.assert(
    fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
      expect(compareDecimals(decimal(formatDecimal(a)), a)).toBe(0);
      expect(compareDecimals(subDecimals(addDecimals(a, b), b), a)).toBe(0);
      const left = mulDecimals(a, addDecimals(b, c));
      expect(compareDecimals(left, addDecimals(mulDecimals(a, b), mulDecimals(a, c)))).toBe(0);
      expect(compareDecimals(a, b)).toBe(compareFractions(fractionOf(a), fractionOf(b)));
    }),
  );
});

it('rounds to within half a unit, and down to within one towards zero', () => {
  fc.assert(
    fc.property(anyDecimal, fc.integer({ min: 0, max: 8 }), (a, scale) => {
      for (const mode of ['half_up', 'half_even'] as const) {
        const off = subDecimals(roundDecimal(a, scale, mode), a);
        const size = off.units < 0n ? { ...off, units: -off.units } : off;
        expect(compareDecimals(mulDecimals(size, fromInteger(2)), { units: 1n, scale })).toBeLessThanOrEqual(0);
      }
      const cut = roundDecimal(a, scale, 'down');
      expect(cut.units === 0n || cut.units > 0n === a.units > 0n).toBe(true);
    }),
  );
});

it('fractions stay exact until they are rounded', () => {
  const third = fraction(1, 3);
  expect(compareFractions(addFractions(addFractions(third, third), third), fraction(1))).toBe(0);
  expect(formatDecimal(roundFraction(meanFraction([fraction(1), fraction(1), fraction(0)]), 2, 'half_up'))).toBe('0.67');
  expect(compareFractions(fraction(1, -3), fraction(-1, 3))).toBe(0);
  expect(() => fraction(1, 0)).toThrow(RangeError);
  expect(() => meanFraction([])).toThrow(RangeError);
  fc.assert(
    fc.property(anyDecimal, anyDecimal.filter((d) => d.units !== 0n), (a, b) => {
      const [x, y] = [fractionOf(a), fractionOf(b)];
      expect(compareFractions(divFractions(mulFractions(x, y), y), x)).toBe(0);
      expect(compareFractions(addFractions(subFractions(x, y), y), x)).toBe(0);
    }),
  );
});

it('takes square roots cut down', () => {
  expect(formatDecimal(roundFraction(sqrtFraction(fraction(2), 10), 10, 'down'))).toBe('1.4142135623');
  expect(() => sqrtFraction(fraction(-1), 2)).toThrow(RangeError);
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (n) => {
      const root = isqrt(n);
      expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
    }),
  );
});
