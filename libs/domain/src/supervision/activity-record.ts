import { type CalendarDate, isDate } from '@weichuang/kernel/calendar';
import type { FieldProblem } from '@weichuang/kernel/denial';

/** Every code the rules of activity records can give. */
export const ACTIVITY_CODES = [
  'ACTIVITY.NOT_A_DATE',
  'ACTIVITY.BEFORE_PROJECT',
  'ACTIVITY.AFTER_PROJECT',
  'ACTIVITY.IN_THE_FUTURE',
  'ACTIVITY.NOT_OVER',
  'ACTIVITY.NOT_A_TIME',
  'ACTIVITY.ENDS_BEFORE_IT_BEGINS',
  'ACTIVITY.NOT_A_COUNT',
  'ACTIVITY.MORE_PERSONS_THAN_ATTENDANCES',
  'ACTIVITY.NOBODY_CAME',
  'ACTIVITY.SIGN_IN_MISSING',
  'ACTIVITY.PHOTO_MISSING',
] as const;
export type ActivityCode = (typeof ACTIVITY_CODES)[number];

/**
 * One activity as it was held. `attendance` (人次) counts every coming, `distinct` (人数) every person once: two figures that are
 * never added to each other.
 */
export interface ActivityFigures {
  readonly date: CalendarDate;
  /** `HH:mm` on that day */
  readonly from: string;
  readonly to: string;
  readonly attendance: number;
  readonly distinct: number;
  readonly volunteers: number;
  readonly signInSheets: number;
  readonly photos: number;
}

export interface ActivityLimits {
  readonly projectFrom: CalendarDate;
  /** last day, included */
  readonly projectTo: CalendarDate;
  readonly today: CalendarDate;
  /** `HH:mm` of today in China: what is filed was held, so it is over by then */
  readonly timeNow: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Final check of a record that is to be filed. */
export function activityProblems(one: ActivityFigures, limits: ActivityLimits): FieldProblem[] {
  const found: FieldProblem[] = [...dateProblems(one.date, limits)];
  for (const key of ['from', 'to'] as const) if (!TIME.test(one[key])) found.push({ path: key, code: 'ACTIVITY.NOT_A_TIME' });
  // times of one day sort as texts
  if (TIME.test(one.from) && TIME.test(one.to) && one.from >= one.to) found.push({ path: 'to', code: 'ACTIVITY.ENDS_BEFORE_IT_BEGINS' });
  else if (TIME.test(one.to) && one.date === limits.today && one.to > limits.timeNow) found.push({ path: 'to', code: 'ACTIVITY.NOT_OVER', params: { endsAt: one.to } });
  for (const key of ['attendance', 'distinct', 'volunteers'] as const) if (!isCount(one[key])) found.push({ path: key, code: 'ACTIVITY.NOT_A_COUNT' });
  if (isCount(one.attendance) && isCount(one.distinct)) {
    if (one.attendance === 0) found.push({ path: 'attendance', code: 'ACTIVITY.NOBODY_CAME' });
    else if (one.distinct > one.attendance)
      found.push({ path: 'distinct', code: 'ACTIVITY.MORE_PERSONS_THAN_ATTENDANCES', params: { attendance: one.attendance, distinct: one.distinct } });
    else if (one.distinct === 0) found.push({ path: 'distinct', code: 'ACTIVITY.NOBODY_CAME' });
  }
  if (one.signInSheets < 1) found.push({ path: 'signInSheets', code: 'ACTIVITY.SIGN_IN_MISSING' });
  if (one.photos < 1) found.push({ path: 'photos', code: 'ACTIVITY.PHOTO_MISSING' });
  return found;
}

function dateProblems(date: CalendarDate, { projectFrom, projectTo, today }: ActivityLimits): FieldProblem[] {
  const path = 'date';
  if (!isDate(date)) return [{ path, code: 'ACTIVITY.NOT_A_DATE' }];
  if (date < projectFrom) return [{ path, code: 'ACTIVITY.BEFORE_PROJECT', params: { projectFrom } }];
  if (date > projectTo) return [{ path, code: 'ACTIVITY.AFTER_PROJECT', params: { projectTo } }];
  return date > today ? [{ path, code: 'ACTIVITY.IN_THE_FUTURE', params: { today } }] : [];
}

/** Minutes from beginning to end; both are times of the day. */
export function minutesOf({ from, to }: Pick<ActivityFigures, 'from' | 'to'>): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}

export interface ActivitySums {
  readonly sessions: number;
  readonly attendance: number;
  /**
   * Persons over several activities are not the sum of each one's: somebody may have come to all. What the records alone prove is
   * at least the largest single figure and at most the sum; the true number comes from sign-ins that know persons.
   */
  readonly distinctAtLeast: number;
  readonly distinctAtMost: number;
  readonly volunteerMinutes: number;
}

export function sumActivities(records: readonly ActivityFigures[]): ActivitySums {
  return {
    sessions: records.length,
    attendance: records.reduce((sum, one) => sum + one.attendance, 0),
    distinctAtLeast: records.reduce((most, one) => Math.max(most, one.distinct), 0),
    distinctAtMost: records.reduce((sum, one) => sum + one.distinct, 0),
    volunteerMinutes: records.reduce((sum, one) => sum + one.volunteers * minutesOf(one), 0),
  };
}

/** Pairs of records of one leader or one place on the same day whose times overlap: a hint for the supervisor, not a refusal. */
export function overlapping<T extends Pick<ActivityFigures, 'date' | 'from' | 'to'>>(records: readonly T[]): (readonly [T, T])[] {
  const sorted = [...records].sort((a, b) => (a.date + a.from < b.date + b.from ? -1 : a.date + a.from > b.date + b.from ? 1 : 0));
  return sorted.flatMap((one, i) =>
    sorted
      .slice(i + 1)
      .filter((other) => other.date === one.date && other.from < one.to)
      .map((other) => [one, other] as const),
  );
}
