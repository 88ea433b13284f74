import fc from 'fast-check';
import { addDays, addMonths, daysBetween, isDate, weekdayOf, workCalendar, isHoliday, sourceOf } from './calendar';
import { type HolidayYear, OFFICIAL_HOLIDAYS } from './holidays';

const official = workCalendar();
const within = fc.integer({ min: 0, max: 1095 }).map((n) => addDays('2024-01-01', n));

it.each([
  ['2026-02-28', true], ['2026-02-29', false], ['2024-02-29', true], ['2026-13-01', false], ['2026-4-1', false], ['', false], ['2026-04-31', false],
])('%j is a date: %s', (text, yes) => {
  expect(isDate(text)).toBe(yes);
});

it('does sums with dates', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(weekdayOf('2026-04-10')).toBe(5);
  expect(weekdayOf('1969-12-28')).toBe(0);
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-15', -2)).toBe('2025-11-15');
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
});

it.each([
  ['2026-02-14', true], ['2026-02-28', true], ['2026-01-04', true], ['2026-05-09', true], ['2026-09-20', true], ['2026-10-10', true],
  ['2026-02-16', false], ['2026-10-07', false], ['2026-02-21', false], ['2026-10-08', true], ['2026-10-11', false],
  ['2025-01-26', true], ['2025-10-08', false], ['2025-10-11', true], ['2024-02-09', true], ['2024-02-18', true], ['2024-09-16', false],
])('%s is a working day: %s', (date, workday) => {
  expect(official.isWorkday(date)).toEqual({ workday, certain: true });
});

it.each([
  ['2026-02-12', 5, '2026-02-25'], ['2026-02-12', 7, '2026-02-27'], ['2026-04-29', 5, '2026-05-08'],
  ['2026-02-15', 1, '2026-02-24'], ['2026-04-10', 0, '2026-04-10'], ['2026-02-25', -5, '2026-02-12'],
])('from %s, counted, working day %i is %s', (start, n, date) => {
  expect(official.addWorkdays(start, n, { countFirstDay: true })).toEqual({ date, certain: true });
});

it.each([['2026-02-12', 5, '2026-02-26'], ['2026-02-15', 1, '2026-02-24'], ['2026-02-24', -1, '2026-02-14']])('after %s, working day %i is %s', (start, n, date) => {
  expect(official.addWorkdays(start, n, { countFirstDay: false })).toEqual({ date, certain: true });
});

// Published notices of years before the tables: the administrator's table makes them certain.
const older: HolidayYear[] = [2012, 2021].map((year) => ({ year, source: 'test', off: ['10-01..10-07'], makeup: [] }));
it.each([
  ['2021-08-18', '2021-08-24'], // 福田, 5 working days
  ['2012-12-20', '2012-12-26'], // 苏州, 5 working days
])('the notice of %s ran until %s', (start, date) => {
  expect(workCalendar({ years: older }).addWorkdays(start, 5, { countFirstDay: true })).toEqual({ date, certain: true });
  expect(official.addWorkdays(start, 5, { countFirstDay: true })).toEqual({ date, certain: false });
  expect(official.workdaysBetween(start, date)).toEqual({ count: 5, certain: false });
});

it('says when it leaves the published years, on the way too', () => {
  expect(official.years).toEqual([2024, 2025, 2026]);
  expect(official.isWorkday('2027-03-01')).toEqual({ workday: true, certain: false });
  expect(official.addWorkdays('2026-12-30', 5, { countFirstDay: true }).certain).toBe(false);
  expect(official.addWorkdays('2026-12-30', 2, { countFirstDay: true })).toEqual({ date: '2026-12-31', certain: true });
  expect(official.workdaysBetween('2026-12-31', '2027-01-01').certain).toBe(false);
});

it('takes the administrator’s days and years on top', () => {
  const edited = workCalendar({
    years: [{ year: 2027, source: 'notice', off: ['01-01..01-03'], makeup: [] }],
    days: { '2026-07-01': 'off', '2026-07-04': 'work', '2028-01-04': 'work' },
  });
  expect(edited.isWorkday('2027-01-01')).toEqual({ workday: false, certain: true });
  expect(edited.isWorkday('2026-07-01')).toEqual({ workday: false, certain: true });
  expect(edited.isWorkday('2026-07-04')).toEqual({ workday: true, certain: true });
  expect(edited.isWorkday('2028-01-04').certain).toBe(true);
  expect(edited.isWorkday('2028-01-05').certain).toBe(false);
});

it('the official tables are sound: make-up days are weekend days that are not off', () => {
  for (const year of OFFICIAL_HOLIDAYS) {
    const off = year.off.flatMap((range) => {
      const [first, last = first] = range.split('..').map((day) => `${year.year}-${day}`);
      return Array.from({ length: daysBetween(first!, last!) + 1 }, (_, i) => addDays(first!, i));
    });
    for (const day of off) expect(isDate(day)).toBe(true);
    for (const day of year.makeup.map((d) => `${year.year}-${d}`)) {
      expect([0, 6]).toContain(weekdayOf(day));
      expect(off).not.toContain(day);
    }
  }
});

it('counting and adding agree', () => {
  fc.assert(
    fc.property(within, fc.integer({ min: 1, max: 60 }), (start, n) => {
      const end = official.addWorkdays(start, n, { countFirstDay: true });
      expect(official.isWorkday(end.date).workday).toBe(true);
      expect(official.workdaysBetween(start, end.date).count).toBe(n);
      const later = official.addWorkdays(start, n, { countFirstDay: false }).date;
      expect(official.workdaysBetween(addDays(start, 1), later).count).toBe(n);
      expect(official.addWorkdays(end.date, -n, { countFirstDay: true }).date >= start).toBe(true);
    }),
  );
  expect(official.workdaysBetween('2026-03-02', '2026-03-01')).toEqual({ count: 0, certain: true });
  expect(() => official.addWorkdays('2026-03-02', 0.5, { countFirstDay: true })).toThrow(RangeError);
});

it.each([['2026-10-04', true], ['2026-10-10', false], ['2026-10-11', false], ['2026-10-08', false], ['2031-10-01', false]])('%s is a day of an official holiday: %s', (date, is) =>
  expect(isHoliday(date)).toBe(is));
it('names the notice of a published year', () => {
  expect(sourceOf(2026)).toContain('2026');
  expect(sourceOf(2031)).toBeNull();
});
