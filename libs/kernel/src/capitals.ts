import { isFen } from './money';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS: readonly (readonly [number, string])[] = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1_000, '仟'],
  [100, '佰'],
  [10, '拾'],
];

function whole(n: number): string {
  for (const [size, unit] of UNITS)
    if (n >= size) {
      const rest = n % size;
      const gap = rest > 0 && rest < size / 10 ? '零' : '';
      return whole(Math.floor(n / size)) + unit + gap + (rest ? whole(rest) : '');
    }
  return DIGITS.charAt(n);
}

/**
 * A sum in capitals (大写) without the currency's name: 1640902 fen → 壹万陆仟肆佰零玖元零贰分.
 * Ends with 整 after 元, with nothing after 角 or 分; inner zeros make one 零, a missing 角 before 分 too
 * (支付结算办法 附一; where it leaves a 零 free, none is written). 0 is 零元整.
 * @param fen 0 to 999,999,999,999,999
 * @throws RangeError outside
 */
export function capitals(fen: number): string {
  if (!isFen(fen)) throw new RangeError(`not a sum of fen: ${fen}`);
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cents = fen % 10;
  const head = yuan || !fen ? `${whole(yuan)}元` : '';
  if (!jiao && !cents) return `${head}整`;
  const tenths = jiao ? `${DIGITS.charAt(jiao)}角` : head && '零';
  return head + tenths + (cents ? `${DIGITS.charAt(cents)}分` : '');
}

/** As `capitals`, with 人民币 before it and no gap, as a cheque or an agreement wants it. */
export function rmbCapitals(fen: number): string {
  return `人民币${capitals(fen)}`;
}
