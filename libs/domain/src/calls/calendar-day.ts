import { addDays, type CalendarDate, weekdayOf, type WorkCalendar } from '@weichuang/kernel/calendar';
import { refuse, type Refusal } from '@weichuang/kernel/denial';

export type DayKind = 'work' | 'off';

/**
 * May a street say of this day that it is worked, or off? Only of days to come: deadlines were counted by the days that are past.
 * @param official the calendar without the street's own days
 */
export function whyNotSetDay(day: CalendarDate, kind: DayKind, today: CalendarDate, official: WorkCalendar): Refusal | null {
  if (day <= today) return refuse('CALENDAR.DAY_PAST', { day }, 'invalid');
  const { workday, certain } = official.isWorkday(day);
  // of a year that is not published a street may confirm what a weekday lets expect
  if (certain && workday === (kind === 'work')) return refuse('CALENDAR.DAY_SO_ALREADY', { day }, 'invalid');
  return null;
}

/** A day of its own is taken back as long as it has not come. */
export const whyNotUnsetDay = (day: CalendarDate, today: CalendarDate): Refusal | null => (day <= today ? refuse('CALENDAR.DAY_PAST', { day }, 'invalid') : null);

/**
 * The days of a notice that begins at the earliest on `planned`: its first day is a working day.
 * `certain: false` where a day's year is not published.
 */
export function plannedNotice(planned: CalendarDate, rule: { readonly workingDays: number; readonly countFirstDay: boolean }, calendar: WorkCalendar): { from: CalendarDate; to: CalendarDate; certain: boolean } {
  const first = calendar.addWorkdays(planned, 1, { countFirstDay: true });
  const last = calendar.addWorkdays(first.date, rule.workingDays, { countFirstDay: rule.countFirstDay });
  return { from: first.date, to: last.date, certain: first.certain && last.certain };
}

/** Days of a year that are not as their weekday: off on a weekday's place or as part of a holiday, worked on a weekend. */
export function specialDays(year: number, official: WorkCalendar, holidays: (day: CalendarDate) => boolean): { day: CalendarDate; kind: DayKind }[] {
  const days: { day: CalendarDate; kind: DayKind }[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const { workday } = official.isWorkday(day);
    const weekend = weekdayOf(day) % 6 === 0;
    if (workday && weekend) days.push({ day, kind: 'work' });
    else if (!workday && (!weekend || holidays(day))) days.push({ day, kind: 'off' });
  }
  return days;
}
