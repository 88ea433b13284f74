import { dateInChina } from '@weichuang/kernel/clock';
import { formatFen } from '@weichuang/kernel/money';

/** `2026-03-05` → `2026年3月5日`. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026年3月5日至2026年12月31日` */
export const chinesePeriod = (period: { readonly from: string; readonly to: string }): string => `${chineseDate(period.from)}至${chineseDate(period.to)}`;

/** An instant as China's clocks show it, to the second: `2026年3月5日 14:03:22`. */
export function chineseMoment(instant: Date): string {
  const local = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return `${chineseDate(dateInChina(instant))} ${local.slice(11, 19)}`;
}

/** Fen as yuan for a column whose head says 元: `20,000.00`. */
export const yuan = (fen: number): string => formatFen(fen).replace('¥', '');

/** Whole numbers with commas. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

const ORDINALS = '一二三四五六七八九';

/** `1` → 一, `10` → 十, `12` → 十二; up to 99. */
export function chineseOrdinal(n: number): string {
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? ORDINALS.charAt(tens - 1) : ''}${tens ? '十' : ''}${n % 10 ? ORDINALS.charAt((n % 10) - 1) : ''}`;
}
