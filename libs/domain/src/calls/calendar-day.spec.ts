import { workCalendar } from '@weichuang/kernel/calendar';
import { plannedNotice, specialDays, whyNotSetDay, whyNotUnsetDay, type DayKind } from './calendar-day';

const official = workCalendar();
const today = '2026-03-02';

it.each<[string, string, DayKind, string | null]>([
  ['a weekday off', '2026-03-11', 'off', null],
  ['a weekend worked', '2026-03-14', 'work', null],
  ['a holiday worked', '2026-05-01', 'work', null],
  ['a make-up day off', '2026-05-09', 'off', null],
  ['today', '2026-03-02', 'off', 'CALENDAR.DAY_PAST'],
  ['a day past', '2026-02-27', 'off', 'CALENDAR.DAY_PAST'],
  ['a weekday worked', '2026-03-11', 'work', 'CALENDAR.DAY_SO_ALREADY'],
  ['a holiday off', '2026-10-01', 'off', 'CALENDAR.DAY_SO_ALREADY'],
  ['a weekday worked, in a year not published', '2027-03-03', 'work', null],
])('a street says of %s', (_, day, kind, code) => expect(whyNotSetDay(day, kind, today, official)?.code ?? null).toBe(code));

it('takes back only days to come', () => {
  expect(whyNotUnsetDay('2026-03-03', today)).toBeNull();
  expect(whyNotUnsetDay('2026-03-02', today)?.code).toBe('CALENDAR.DAY_PAST');
});

it.each([
  ['from a Sunday on', '2026-03-15', {}, '2026-03-16', '2026-03-20', true],
  ['over a day of the street’s own', '2026-03-16', { '2026-03-18': 'off' as const }, '2026-03-16', '2026-03-23', true],
  ['over a worked weekend', '2026-03-18', { '2026-03-21': 'work' as const }, '2026-03-18', '2026-03-23', true],
  ['into a year not published', '2026-12-29', {}, '2026-12-29', '2027-01-04', false],
])('counts a planned notice %s', (_, planned, days, from, to, certain) =>
  expect(plannedNotice(planned, { workingDays: 5, countFirstDay: true }, workCalendar({ days }))).toEqual({ from, to, certain }));

it('finds the days that are not as their weekday', () => {
  const days = specialDays(2026, official, (day) => day === '2026-10-04');
  expect(days).toContainEqual({ day: '2026-10-01', kind: 'off' });
  expect(days).toContainEqual({ day: '2026-10-04', kind: 'off' });
  expect(days).toContainEqual({ day: '2026-10-10', kind: 'work' });
  expect(days.map(({ day }) => day)).not.toContain('2026-10-11');
});
