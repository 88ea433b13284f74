import fc from 'fast-check';
import { formatBp, parsePercent, rateBp } from './percent';

it.each([['12.5', 1250], ['12.5%', 1250], ['100 %', 10_000], ['0.05%', 5], ['7％', 700]])('reads %s as %i bp', (text, bp) => {
  expect(parsePercent(text)).toBe(bp);
});

it.each(['', '-1', '1.234%', '%', '1,5', 'x'])('does not read %j', (text) => {
  expect(parsePercent(text)).toBeNull();
});

it.each<[number, 0 | 1 | 2 | undefined, string]>([
  [1250, undefined, '12.5%'], [10_000, undefined, '100%'], [5, undefined, '0.05%'], [-50, undefined, '-0.5%'],
  [3125, 1, '31.3%'], [3125, 2, '31.25%'], [3149, 0, '31%'], [3150, 0, '32%'], [-4, 1, '0.0%'], [10_000, 1, '100.0%'],
])('writes %i bp with %s decimals as %s', (bp, decimals, text) => {
  expect(formatBp(bp, decimals)).toBe(text);
});

it('reads back what it writes', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (bp) => expect(parsePercent(formatBp(bp))).toBe(bp)));
});

it('makes rates, and none of nothing', () => {
  expect(rateBp(10, 32)).toBe(3125);
  expect(rateBp(2, 3)).toBe(6667);
  expect(rateBp(2, 3, 'down')).toBe(6666);
  expect(rateBp(0, 0)).toBeNull();
});
