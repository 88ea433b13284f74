import { type HolidayYear, OFFICIAL_HOLIDAYS } from './holidays';

/** A day of the calendar in China, `YYYY-MM-DD`. It has no time and no zone. */
export type CalendarDate = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** `2026-02-29` is no date. */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))).toISOString().slice(0, 10) === text;
}

function dayNumber(date: CalendarDate): number {
  if (!isDate(date)) throw new RangeError(`not a date: ${JSON.stringify(date)}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

const dateOf = (day: number): CalendarDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** `n` days later, earlier when negative. @throws RangeError when `date` is none */
export function addDays(date: CalendarDate, n: number): CalendarDate {
  return dateOf(dayNumber(date) + n);
}

/** Days from one date to another: 0 on the same day, negative backwards. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: CalendarDate): number {
  // day 0 (1970-01-01) was a Thursday
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** `n` months later; the 31st becomes the last day of a shorter month. */
export function addMonths(date: CalendarDate, n: number): CalendarDate {
  dayNumber(date);
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n;
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month, Math.min(Number(date.slice(8)), last)) / DAY_MS);
}

/** What an administrator adds: whole years (in place of the official one), and single days on top of everything. */
export interface CalendarEdits {
  readonly years?: readonly HolidayYear[];
  readonly days?: Readonly<Record<CalendarDate, 'work' | 'off'>>;
}

/**
 * `certain: false` says that a day was looked at whose year is not published: the answer then only knows weekends,
 * and the caller must warn.
 */
export interface WorkCalendar {
  readonly years: readonly number[];
  isWorkday(date: CalendarDate): { readonly workday: boolean; readonly certain: boolean };
  /**
   * The `n`-th working day from `start`; negative counts back, 0 is `start` itself.
   * `countFirstDay`: a `start` that is a working day is already the first (all published notices count so).
   */
  addWorkdays(start: CalendarDate, n: number, options: { countFirstDay: boolean }): { readonly date: CalendarDate; readonly certain: boolean };
  /** Working days from `from` to `to`, both included; 0 when `to` is earlier. */
  workdaysBetween(from: CalendarDate, to: CalendarDate): { readonly count: number; readonly certain: boolean };
}

function daysOf(year: HolidayYear): Map<number, boolean> {
  const days = new Map<number, boolean>();
  for (const range of year.off) {
    const [first, last = first] = range.split('..');
    for (let day = dayNumber(`${year.year}-${first}`); day <= dayNumber(`${year.year}-${last}`); day++) days.set(day, false);
  }
  for (const day of year.makeup) days.set(dayNumber(`${year.year}-${day}`), true);
  return days;
}

/** Is this a day of an official holiday? Weekends inside one are; other weekends and make-up days are not. */
export function isHoliday(date: CalendarDate): boolean {
  const year = OFFICIAL_HOLIDAYS.find((one) => one.year === Number(date.slice(0, 4)));
  return year !== undefined && daysOf(year).get(dayNumber(date)) === false;
}

/** The notice that published a year's holidays; null for a year not published. */
export const sourceOf = (year: number): string | null => OFFICIAL_HOLIDAYS.find((one) => one.year === year)?.source ?? null;

/** Working days of China: weekdays, less the official holidays, plus the make-up days, with the administrator's edits on top. */
export function workCalendar(edits: CalendarEdits = {}): WorkCalendar {
  const tables = new Map<number, Map<number, boolean>>();
  for (const year of [...OFFICIAL_HOLIDAYS, ...(edits.years ?? [])]) tables.set(year.year, daysOf(year));
  const single = new Map(Object.entries(edits.days ?? {}).map(([date, kind]) => [dayNumber(date), kind === 'work']));

  const look = (day: number): { workday: boolean; certain: boolean } => {
    const date = dateOf(day);
    const edited = single.get(day);
    if (edited !== undefined) return { workday: edited, certain: true };
    const table = tables.get(Number(date.slice(0, 4)));
    const weekday = (((day + 4) % 7) + 7) % 7;
    return { workday: table?.get(day) ?? (weekday !== 0 && weekday !== 6), certain: table !== undefined };
  };

  return {
    years: [...tables.keys()].sort((a, b) => a - b),
    isWorkday: (date) => look(dayNumber(date)),
    addWorkdays(start, n, { countFirstDay }) {
      if (!Number.isSafeInteger(n)) throw new RangeError(`not a number of days: ${n}`);
      const step = n < 0 ? -1 : 1;
      let day = dayNumber(start);
      let certain = true;
      if (n !== 0 && !countFirstDay) day += step;
      for (let left = Math.abs(n); left > 0; ) {
        const seen = look(day);
        certain &&= seen.certain;
        if (seen.workday) left -= 1;
        if (left > 0) day += step;
      }
      return { date: dateOf(day), certain };
    },
    workdaysBetween(from, to) {
      let count = 0;
      let certain = true;
      for (let day = dayNumber(from), last = dayNumber(to); day <= last; day++) {
        const seen = look(day);
        certain &&= seen.certain;
        if (seen.workday) count += 1;
      }
      return { count, certain };
    },
  };
}
