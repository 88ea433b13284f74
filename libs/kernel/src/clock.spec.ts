import fc from 'fast-check';
import { addDays } from './calendar';
import { dateInChina, endOfDayInChina, fixedClock, formatDeadline, formatInstant, instantInChina, lastDayInChina, startOfDayInChina, systemClock, timeInChina } from './clock';

it.each([
  ['2026-04-10T15:59:59.999Z', '2026-04-10', '23:59'], ['2026-04-10T16:00:00Z', '2026-04-11', '00:00'], ['2026-04-10T17:00:00+08:00', '2026-04-10', '17:00'],
])('%s in China is %s %s', (instant, date, time) => {
  expect(dateInChina(new Date(instant))).toBe(date);
  expect(timeInChina(new Date(instant))).toBe(time);
});

it.each([
  ['2026-04-10T23:59:59.999+08:00', '2026-04-10'], ['2026-04-11T00:00:00+08:00', '2026-04-10'], ['2026-04-11T00:00:00.001+08:00', '2026-04-11'], ['2026-04-10T17:00:00+08:00', '2026-04-10'],
  ['2028-03-01T00:00:00+08:00', '2028-02-29'], ['2027-01-01T00:00:00+08:00', '2026-12-31'],
])('a deadline at %s lasts to the end of %s at most', (instant, date) => expect(lastDayInChina(new Date(instant))).toBe(date));

it('writes instants with the day of the week', () => {
  expect(formatInstant(new Date('2026-04-10T09:00:00Z'))).toBe('2026-04-10(周五)17:00');
  expect(formatDeadline(new Date('2026-04-10T16:00:00Z'))).toBe('2026-04-10(周五)24:00');
  expect(formatDeadline(new Date('2026-04-10T09:00:00Z'))).toBe('2026-04-10(周五)17:00');
});

it('makes instants of dates', () => {
  expect(instantInChina('2026-04-10', '17:00').toISOString()).toBe('2026-04-10T09:00:00.000Z');
  for (const [date, time] of [['2026-02-30', '10:00'], ['2026-04-10', '24:01'], ['2026-04-10', '9:00'], ['2026-04-10', '10:60']])
    expect(() => instantInChina(date!, time)).toThrow(RangeError);
});

it('a day is from its start, included, to its end, excluded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
      const date = addDays('2000-01-01', day);
      const instant = new Date(startOfDayInChina(date).getTime() + ms);
      expect(dateInChina(instant)).toBe(date);
      expect(dateInChina(endOfDayInChina(date))).toBe(addDays(date, 1));
      expect(instantInChina(date, timeInChina(instant)).getTime()).toBe(instant.getTime() - (ms % 60_000));
    }),
  );
});

it('has a clock that goes and one that stands', () => {
  const before = Date.now();
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
  const clock = fixedClock('2026-04-10T09:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe('2026-04-10T09:00:00.000Z');
  expect(() => fixedClock('tomorrow')).toThrow(RangeError);
});
