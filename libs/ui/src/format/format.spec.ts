import { chinaDay, clockTime, dateTime, dayText, deadlineText, shortDay, shortDeadline, timeLeft } from './dates';
import { countText, fileSize } from './numbers';

it.each([[7, false, '7'], [10_000, true, '10,000+'], [1_234_567, false, '1,234,567']])('%p, capped %p, reads %p', (count, capped, text) =>
  expect(countText(count, capped)).toBe(text));
it.each([[900, '900 B'], [42_000, '42 kB'], [1_250_000, '1.3 MB']])('%p bytes is %p', (bytes, text) => expect(fileSize(bytes)).toBe(text));

describe('time is China’s', () => {
  it.each([
    ['2026-04-10T09:00:00Z', 'zh-CN', '2026-04-10(周五)17:00'],
    ['2026-04-10T09:00:00Z', 'en', '2026-04-10 (Fri) 17:00'],
    ['2025-12-31T16:00:00Z', 'zh-CN', '2026-01-01(周四)00:00'],
  ])('%p in %p', (at, language, text) => expect(dateTime(at, language)).toBe(text));

  it('ends a day at 24:00 where a deadline is midnight', () =>
    expect(deadlineText('2026-04-10T16:00:00Z', 'zh-CN')).toBe('2026-04-10(周五)24:00'));
  it('takes a day alone as a deadline at the end of that day, in words and in the time left', () => {
    expect(deadlineText('2026-04-10', 'zh-CN')).toBe('2026-04-10(周五)24:00');
    expect(deadlineText('2026-04-10', 'en')).toBe(deadlineText('2026-04-10T16:00:00Z', 'en'));
    // the same task as a day on its own page and as an instant in the to-dos is late by the same time
    const now = Date.UTC(2026, 3, 15, 2);
    expect(timeLeft('2026-04-10', now)).toEqual(timeLeft('2026-04-10T16:00:00Z', now));
    expect(timeLeft('2026-04-10', now)).toMatchObject({ late: true, days: 4, hours: 10 });
  });
  it('gives a day alone no time of day', () => expect(dateTime('2026-04-10', 'zh-CN')).toBe('2026-04-10(周五)'));
  it.each([['2026-04-10T16:00:00Z', '4-10'], ['2026-04-10T15:59:59Z', '4-10'], ['2026-04-10', '4-10'], ['2026-04-10T16:01:00Z', '4-11']])('a deadline at %p has %p as its last day', (at, day) =>
    expect(shortDeadline(at)).toBe(day));
  it('keeps a calendar day as it is', () => expect(chinaDay('2026-04-10')).toBe('2026-04-10'));
  it('puts an instant on its day in China', () => expect(chinaDay('2026-04-10T16:30:00Z')).toBe('2026-04-11'));
  it('names the weekday of a day', () => expect(dayText('2026-04-11', 'zh-CN')).toBe('2026-04-11(周六)'));
  it('is short where room is short', () => expect(shortDay('2026-04-10')).toBe('4-10'));
  it('shows seconds for saving', () => expect(clockTime('2026-04-10T06:32:07Z')).toBe('14:32:07'));

  it.each([
    ['2026-04-12T13:00:00Z', { late: false, days: 2, hours: 4, minutes: 0 }],
    ['2026-04-10T09:01:30Z', { late: false, days: 0, hours: 0, minutes: 1 }],
    ['2026-04-07T09:00:00Z', { late: true, days: 3, hours: 0, minutes: 0 }],
  ])('until %p', (until, left) => expect(timeLeft(until, Date.UTC(2026, 3, 10, 9))).toMatchObject(left));
});
