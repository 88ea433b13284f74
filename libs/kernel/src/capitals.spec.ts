import fc from 'fast-check';
import { capitals, rmbCapitals } from './capitals';
import { MAX_FEN } from './money';

it.each([
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'], // 支付结算办法 附一
  [32_504, '叁佰贰拾伍元零肆分'], // 支付结算办法 附一
  [140_950, '壹仟肆佰零玖元伍角'],
  [2_000_000, '贰万元整'],
  [10_000_000, '壹拾万元整'],
  [0, '零元整'],
  [1, '壹分'],
  [10, '壹角'],
  [50, '伍角'],
  [11, '壹角壹分'],
  [100, '壹元整'],
  [101, '壹元零壹分'],
  [1_000, '壹拾元整'],
  [1_100, '壹拾壹元整'],
  [600_714, '陆仟零柒元壹角肆分'],
  [168_032, '壹仟陆佰捌拾元叁角贰分'],
  [10_700_053, '壹拾万柒仟元伍角叁分'],
  [1_000_010, '壹万元壹角'],
  [1_000_000_100, '壹仟万零壹元整'],
  [10_000_000_000, '壹亿元整'],
  [10_000_000_100, '壹亿零壹元整'],
  [10_010_000_000, '壹亿零壹拾万元整'],
  [100_000_100_000_005, '壹万亿零壹佰万元零伍分'],
  [100_000_000_000_000, '壹万亿元整'],
  [MAX_FEN, '玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
])('%i fen is %s', (fen, words) => {
  expect(capitals(fen)).toBe(words);
});

it('puts the currency before, without a gap', () => {
  expect(rmbCapitals(2_000_000)).toBe('人民币贰万元整');
});

it.each([-1, 0.5, MAX_FEN + 1, Number.NaN])('has no words for %d', (fen) => {
  expect(() => capitals(fen)).toThrow(RangeError);
});

/** Reads capitals back by the place values of the words alone. */
function read(words: string): number {
  const digits = '零壹贰叁肆伍陆柒捌玖';
  const places: Record<string, bigint> = { 拾: 10n, 佰: 100n, 仟: 1000n };
  let [fen, below, section, digit] = [0n, 0n, 0n, 0n];
  for (const char of words) {
    if (digits.includes(char)) digit = BigInt(digits.indexOf(char));
    else if (places[char]) [section, digit] = [section + digit * places[char], 0n];
    else if (char === '万') [below, section, digit] = [below + (section + digit) * 10_000n, 0n, 0n];
    else if (char === '亿') [below, section, digit] = [(below + section + digit) * 100_000_000n, 0n, 0n];
    else if (char === '元') [fen, section, digit] = [(below + section + digit) * 100n, 0n, 0n];
    else if (char === '角') [fen, digit] = [fen + digit * 10n, 0n];
    else if (char === '分') fen += digit;
  }
  return Number(fen);
}

it('can be read back, and never has two 零 together or before a unit', () => {
  const sums = fc.oneof(
    fc.integer({ min: 0, max: MAX_FEN }),
    // sums with many zeros
    fc.array(fc.constantFrom('0', '0', '0', '1', '9'), { minLength: 1, maxLength: 15 }).map((list) => Number(list.join(''))),
  );
  fc.assert(
    fc.property(sums, (fen) => {
      const words = capitals(fen);
      expect(read(words)).toBe(fen);
      if (fen >= 100) expect(words).not.toMatch(/零[零拾佰仟万亿元角分整]|^零/);
      expect(words.endsWith('整')).toBe(fen % 100 === 0);
    }),
    { numRuns: 1000 },
  );
});
