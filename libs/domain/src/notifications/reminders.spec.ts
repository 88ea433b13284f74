import { reminderNow } from './reminders';

const due = new Date('2026-04-20T09:00:00Z');
it.each<[string, number | null]>([
  ['2026-04-17T08:59:59Z', null],
  ['2026-04-17T09:00:00Z', 3],
  ['2026-04-19T08:59:59Z', 3],
  ['2026-04-19T09:00:00Z', 1],
  ['2026-04-20T08:59:59Z', 1],
  ['2026-04-20T09:00:00Z', null],
])('judges at %s: %s', (now, days) => expect(reminderNow('review_stage', due, new Date(now))).toBe(days));

it('money is reminded of a week before', () => expect(reminderNow('tranche', due, new Date('2026-04-13T09:00:00Z'))).toBe(7));
