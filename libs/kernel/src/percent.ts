import { type RoundingMode, divRound } from './decimal';

/** Rates are basis points: 10,000 = 100 %. */
export const WHOLE_BP = 10_000;

const TYPED = /^(\d{1,4})(?:\.(\d{1,2}))?\s*[%％]?$/;

/** Reads what a person typed as percent: `12.5`, `12.5%` → 1250. Null for anything else, signs and third decimals too. */
export function parsePercent(text: string): number | null {
  const match = TYPED.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** `1250` → `12.5%`; with `decimals` (0 to 2) exactly so many, half up: `formatBp(3125, 1)` → `31.3%`. */
export function formatBp(bp: number, decimals?: 0 | 1 | 2): string {
  const sign = bp < 0 ? '-' : '';
  const size = Math.abs(bp);
  if (decimals === undefined) {
    const rest = size % 100;
    const tail = rest === 0 ? '' : rest % 10 === 0 ? `.${rest / 10}` : `.${String(rest).padStart(2, '0')}`;
    return `${sign}${Math.floor(size / 100)}${tail}%`;
  }
  const step = 10 ** (2 - decimals);
  const units = Math.floor((size + step / 2) / step);
  const base = 10 ** decimals;
  const tail = decimals ? `.${String(units % base).padStart(decimals, '0')}` : '';
  return `${units === 0 ? '' : sign}${Math.floor(units / base)}${tail}%`;
}

/** part / whole in basis points, both whole numbers (fen, people); null when the whole is 0, for there is no rate. */
export function rateBp(part: number, whole: number, rounding: RoundingMode = 'half_up'): number | null {
  return whole === 0 ? null : Number(divRound(BigInt(part) * BigInt(WHOLE_BP), BigInt(whole), rounding));
}
