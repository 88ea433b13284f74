/**
 * Money in whole fen (1 yuan = 100 fen) as a number. The limit is the largest sum the capitals can write,
 * 9,999,999,999,999.99 yuan, well inside what a number holds exactly.
 */
export const MAX_FEN = 999_999_999_999_999;

/** A sum of money: a whole number of fen, 0 to MAX_FEN. */
export function isFen(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_FEN;
}

function checked(value: number): number {
  if (!Number.isSafeInteger(value) || Math.abs(value) > MAX_FEN) throw new RangeError(`not a sum of fen: ${value}`);
  return value;
}

/** Adds sums in fen; parts may be negative (a correction). @throws RangeError beyond the limit or for parts of a fen: a bug */
export function addFen(...parts: readonly number[]): number {
  return parts.reduce((sum, part) => checked(sum + checked(part)), 0);
}

/** `2000000` → `¥20,000.00`, `-50` → `-¥0.50`. */
export function formatFen(fen: number): string {
  const size = Math.abs(checked(fen));
  return `${fen < 0 ? '-' : ''}¥${grouped(Math.floor(size / 100))}.${String(size % 100).padStart(2, '0')}`;
}

/** `2000000` → `2.00 万元`, rounded half up to hundredths of a 万. */
export function formatWan(fen: number): string {
  const hundredths = Math.floor((Math.abs(checked(fen)) + 5_000) / 10_000);
  const sign = fen < 0 && hundredths > 0 ? '-' : '';
  return `${sign}${grouped(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')} 万元`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

const TYPED = /^[¥￥]?\s*(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?\s*元?$/;

/**
 * Reads what a person typed as yuan: `20000`, `20,000.00`, `¥20,000.5`, full-width digits and marks, a closing 元.
 * Null for anything else: signs, misplaced commas, a third decimal, above the limit.
 */
export function parseFen(text: string): number | null {
  const narrow = text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/，/g, ',')
    .replace(/．/g, '.');
  const match = TYPED.exec(narrow);
  if (!match) return null;
  return Number(match[1]!.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** `bp` basis points (1/10,000) of a sum, half up to the fen. Both at least 0. */
export function shareOfFen(fen: number, bp: number): number {
  checked(fen);
  if (fen < 0 || !Number.isSafeInteger(bp) || bp < 0) throw new RangeError(`not a share: ${fen} × ${bp} bp`);
  return checked(Number((BigInt(fen) * BigInt(bp) + 5_000n) / 10_000n));
}

/**
 * Splits a sum by whole weights so that the parts add up to it exactly: every part gets its quotient cut down, and the fen
 * that are left go one each to the largest remainders, of equal ones to the earlier (largest remainder method).
 * @throws RangeError for a negative or broken total or weight, or weights that are all zero: a bug
 */
export function splitByLargestRemainder(totalFen: number, weights: readonly number[]): number[] {
  checked(totalFen);
  if (totalFen < 0 || weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('a split needs a total and weights of at least 0');
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('a split needs a weight above 0');
  const shares = weights.map((weight, index) => {
    const exact = BigInt(totalFen) * BigInt(weight);
    return { index, whole: Number(exact / sum), rest: exact % sum };
  });
  const parts = shares.map((share) => share.whole);
  const left = totalFen - parts.reduce((all, part) => all + part, 0);
  const first = [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of first.slice(0, left)) parts[index]! += 1;
  return parts;
}
