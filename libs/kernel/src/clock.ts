import { type CalendarDate, addDays, isDate, weekdayOf } from './calendar';

/** Where the time comes from; rules get it as an argument. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for replaying a decision. */
export function fixedClock(at: Date | string): Clock {
  const time = new Date(at).getTime();
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${String(at)}`);
  return { now: () => new Date(time) };
}

/** China is UTC+8 throughout, without summer time (since 1991). */
const OFFSET_MS = 8 * 3_600_000;
const WEEKDAYS = '日一二三四五六';

const local = (instant: Date): string => new Date(instant.getTime() + OFFSET_MS).toISOString();

/** The date a clock on a wall in China shows. */
export function dateInChina(instant: Date): CalendarDate {
  return local(instant).slice(0, 10);
}

/** `17:00` in China. */
export function timeInChina(instant: Date): string {
  return local(instant).slice(11, 16);
}

/**
 * The instant of a date and a time (`HH:mm`, up to `24:00`) in China.
 * @throws RangeError when either is none
 */
export function instantInChina(date: CalendarDate, time = '00:00'): Date {
  const match = /^(\d{2}):([0-5]\d)$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Infinity;
  if (!isDate(date) || minutes > 1440) throw new RangeError(`not a time in China: ${date} ${time}`);
  return new Date(Date.parse(`${date}T00:00:00Z`) - OFFSET_MS + minutes * 60_000);
}

/** The first instant of the day. */
export function startOfDayInChina(date: CalendarDate): Date {
  return instantInChina(date);
}

/** The day's end, 24:00, which is the first instant that is outside: within the day means `now < end`. */
export function endOfDayInChina(date: CalendarDate): Date {
  return instantInChina(date, '24:00');
}

/** The last day before a deadline: midnight is the 24:00 of the day that it ends. */
export const lastDayInChina = (deadline: Date): CalendarDate => dateInChina(new Date(deadline.getTime() - 1));

/** `2026-04-10(周五)17:00` in China. */
export function formatInstant(instant: Date): string {
  return `${formatDate(dateInChina(instant))}${timeInChina(instant)}`;
}

/** As `formatInstant`, but midnight is the end of the day before: `2026-04-10(周五)24:00`. For deadlines. */
export function formatDeadline(instant: Date): string {
  if (timeInChina(instant) !== '00:00') return formatInstant(instant);
  return `${formatDate(addDays(dateInChina(instant), -1))}24:00`;
}

/** `2026-04-10(周五)`. */
export function formatDate(date: CalendarDate): string {
  return `${date}(周${WEEKDAYS.charAt(weekdayOf(date))})`;
}
