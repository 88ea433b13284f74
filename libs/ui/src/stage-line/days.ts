import { chinaDay, shortDay, type Moment } from '../format';
import type { Stage } from './StageLine';

export interface StageDays {
  readonly from?: string;
  readonly to?: string;
  readonly done?: string;
}

/**
 * The line's days: without a year when they are of this year, and with it when they are not; a stage says its year once
 * (`11-20 – 2027-1-15`, `2027-2-8 – 3-1`).
 */
export function daysOf(stages: readonly Stage[], now: Moment): ReadonlyMap<string, StageDays> {
  const yearOf = (moment: Moment) => chinaDay(moment).slice(0, 4);
  const thisYear = yearOf(now);
  const say = (moment: Moment, known = thisYear) => (yearOf(moment) === known ? shortDay(moment) : `${yearOf(moment)}-${shortDay(moment)}`);
  return new Map(stages.map(({ id, state, doneAt, plannedFrom: from, plannedTo: to }): [string, StageDays] => {
    if (state === 'skipped' || state === 'stopped' || state === 'unreached') return [id, {}];
    if (doneAt !== undefined) return [id, { done: say(doneAt) }];
    return [id, {
      ...(from !== undefined && { from: say(from) }),
      ...(to !== undefined && { to: say(to, from === undefined ? thisYear : yearOf(from)) }),
    }];
  }));
}
