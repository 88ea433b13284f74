import fc from 'fast-check';
import { MAX_FEN, addFen, formatFen, formatWan, isFen, parseFen, shareOfFen, splitByLargestRemainder } from './money';

const fen = fc.integer({ min: 0, max: MAX_FEN });

it.each([
  [2_000_000, '¥20,000.00', '2.00 万元'], [0, '¥0.00', '0.00 万元'], [5, '¥0.05', '0.00 万元'], [-50, '-¥0.50', '0.00 万元'],
  [123_456_789, '¥1,234,567.89', '123.46 万元'], [-2_005_000, '-¥20,050.00', '-2.01 万元'], [MAX_FEN, '¥9,999,999,999,999.99', '1,000,000,000.00 万元'],
])('writes %i fen as %s and %s', (sum, yuan, wan) => {
  expect(formatFen(sum)).toBe(yuan);
  expect(formatWan(sum)).toBe(wan);
});

it.each([
  ['20,000.00', 2_000_000], ['20000', 2_000_000], ['¥20,000.5', 2_000_050], ['￥ 1', 100], ['２０，０００．０１', 2_000_001], [' 12.34 元', 1_234],
  ['0', 0], ['9,999,999,999,999.99', MAX_FEN],
])('reads %j as %i fen', (text, sum) => {
  expect(parseFen(text)).toBe(sum);
});

it.each(['', '-1', '+1', '1.234', '1,00', '20,00,000', ',100', '1e3', '2万', 'abc', '1.', '.5', '99999999999999', '1 000'])('does not read %j', (text) => {
  expect(parseFen(text)).toBeNull();
});

it('reads back what it writes', () => {
  fc.assert(fc.property(fen, (sum) => expect(parseFen(formatFen(sum))).toBe(sum)));
});

it('adds only whole fen within the limit', () => {
  expect(addFen()).toBe(0);
  expect(addFen(1, 2, -3)).toBe(0);
  expect(() => addFen(0.5)).toThrow(RangeError);
  expect(() => addFen(MAX_FEN, 1)).toThrow(RangeError);
  expect(() => formatFen(Number.NaN)).toThrow(RangeError);
  expect([isFen(1), isFen(-1), isFen(1.5), isFen('1'), isFen(MAX_FEN + 1)]).toEqual([true, false, false, false, false]);
});

it.each([[100, 3333, 33], [1, 5000, 1], [1, 4999, 0], [MAX_FEN, 10_000, MAX_FEN], [0, 500, 0], [333, 5000, 167]])('%i fen × %i bp is %i', (sum, bp, out) => {
  expect(shareOfFen(sum, bp)).toBe(out);
});

it('takes no negative share', () => {
  expect(() => shareOfFen(-1, 100)).toThrow(RangeError);
  expect(() => shareOfFen(1, -1)).toThrow(RangeError);
  expect(() => shareOfFen(1, 0.5)).toThrow(RangeError);
});

it.each([
  [2_000_000, [5000, 4000, 1000], [1_000_000, 800_000, 200_000]],
  [100, [1, 1, 1], [34, 33, 33]],
  [10, [3, 3, 4], [3, 3, 4]],
  [1, [1, 1], [1, 0]],
  [5, [0, 1, 0], [0, 5, 0]],
  [0, [1, 2], [0, 0]],
  [7, [1, 5], [1, 6]],
])('splits %i by %j into %j', (total, weights, parts) => {
  expect(splitByLargestRemainder(total, weights)).toEqual(parts);
});

it('splits without loss, within one fen of the exact share, and never gives the heavier less', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 12 }).filter((list) => list.some((w) => w > 0));
  fc.assert(
    fc.property(fen, weights, (total, list) => {
      const parts = splitByLargestRemainder(total, list);
      const sum = BigInt(list.reduce((a, b) => a + b, 0));
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      parts.forEach((part, i) => {
        const off = BigInt(part) * sum - BigInt(total) * BigInt(list[i]!);
        expect(off > -sum && off < sum).toBe(true);
        list.forEach((weight, j) => expect(weight > list[i]! && parts[j]! < part).toBe(false));
      });
    }),
  );
});

it.each([[-1, [1]], [1, []], [1, [0, 0]], [1, [-1, 2]], [1.5, [1]]])('does not split %d by %j', (total, weights) => {
  expect(() => splitByLargestRemainder(total, weights)).toThrow(RangeError);
});
