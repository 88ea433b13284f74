import { addDays, weekdayOf } from '@weichuang/kernel/calendar';
import { dateInChina, formatDate, timeInChina } from '@weichuang/kernel/clock';

/** ISO 8601, milliseconds or a Date. */
export type Moment = string | number | Date;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const toDate = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(moment));

export const millis = (moment: Moment): number => toDate(moment).getTime();

/** The calendar day in China, `YYYY-MM-DD`. A text of that form is a day already and stays as it is. */
export const chinaDay = (moment: Moment): string =>
  typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(moment) ? moment : dateInChina(toDate(moment));

/** `2026-04-10(周五)`, in English `2026-04-10 (Fri)`; takes an instant or a `YYYY-MM-DD`. */
export function dayText(moment: Moment, language: string): string {
  const day = chinaDay(moment);
  return language.startsWith('en') ? `${day} (${WEEKDAYS[weekdayOf(day)]})` : formatDate(day);
}

/** `2026-04-10(周五)17:00`, in English `2026-04-10 (Fri) 17:00`. */
export function dateTime(moment: Moment, language: string): string {
  return `${dayText(chinaDay(moment), language)}${language.startsWith('en') ? ' ' : ''}${timeInChina(toDate(moment))}`;
}

/** As `dateTime`, but midnight is 24:00 of the day before, as calls write it. */
export function deadlineText(moment: Moment, language: string): string {
  if (timeInChina(toDate(moment)) !== '00:00') return dateTime(moment, language);
  return `${dayText(addDays(chinaDay(moment), -1), language)}${language.startsWith('en') ? ' ' : ''}24:00`;
}

/** `4-10`, for places with little room. */
export function shortDay(moment: Moment): string {
  const [, month, day] = chinaDay(moment).split('-');
  return `${Number(month)}-${Number(day)}`;
}

/** `14:32:07` in China. */
export function clockTime(moment: Moment): string {
  const date = toDate(moment);
  // the zone is whole hours off, so seconds are the same everywhere
  return `${timeInChina(date)}:${String(date.getUTCSeconds()).padStart(2, '0')}`;
}

export interface TimeLeft {
  readonly late: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** milliseconds until then, negative when it has passed */
  readonly ms: number;
}

/** From `now` (milliseconds) to `until`, whole minutes rounded down. */
export function timeLeft(until: Moment, now: number): TimeLeft {
  const ms = millis(until) - now;
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  return { late: ms < 0, days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60, ms };
}
