import { addDays, weekdayOf } from '@weichuang/kernel/calendar';
import { dateInChina, endOfDayInChina, formatDate, timeInChina } from '@weichuang/kernel/clock';

/** ISO 8601, milliseconds or a Date. */
export type Moment = string | number | Date;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const isDay = (moment: Moment): moment is string => typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(moment);
const toDate = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(moment));

/** The instant of a deadline: a day alone (`YYYY-MM-DD`) lasts to its end in China, never to midnight in Greenwich. */
export const deadlineInstant = (moment: Moment): Date => (isDay(moment) ? endOfDayInChina(moment) : toDate(moment));
/** As `deadlineInstant`, in milliseconds. */
export const millis = (moment: Moment): number => deadlineInstant(moment).getTime();

/** The calendar day in China, `YYYY-MM-DD`. A text of that form is a day already and stays as it is. */
export const chinaDay = (moment: Moment): string => (isDay(moment) ? moment : dateInChina(toDate(moment)));

/** `2026-04-10(周五)`, in English `2026-04-10 (Fri)`; takes an instant or a `YYYY-MM-DD`. */
export function dayText(moment: Moment, language: string): string {
  const day = chinaDay(moment);
  return language.startsWith('en') ? `${day} (${WEEKDAYS[weekdayOf(day)]})` : formatDate(day);
}

/** `2026-04-10(周五)17:00`, in English `2026-04-10 (Fri) 17:00`. A day alone has no time of day. */
export function dateTime(moment: Moment, language: string): string {
  if (isDay(moment)) return dayText(moment, language);
  return `${dayText(chinaDay(moment), language)}${language.startsWith('en') ? ' ' : ''}${timeInChina(toDate(moment))}`;
}

/** As `dateTime`, but midnight is 24:00 of the day before, as calls write it; a day alone is its 24:00. */
export function deadlineText(moment: Moment, language: string): string {
  const at = deadlineInstant(moment);
  if (timeInChina(at) !== '00:00') return dateTime(at, language);
  return `${dayText(addDays(chinaDay(at), -1), language)}${language.startsWith('en') ? ' ' : ''}24:00`;
}

/** `4-10`, for places with little room. */
export function shortDay(moment: Moment): string {
  const [, month, day] = chinaDay(moment).split('-');
  return `${Number(month)}-${Number(day)}`;
}

/** `4-10`, the last day before a deadline: midnight belongs to the day that it ends. */
export const shortDeadline = (moment: Moment): string => shortDay(deadlineInstant(moment).getTime() - 1);

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
