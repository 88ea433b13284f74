import { chinaDay, shortDay, type Moment } from '../format';
import type { Stage } from './StageLine';

export interface StageDays {
  readonly from?: string;
  readonly to?: string;
  readonly done?: string;
}

/**
 * The line's days, shortest first: without a year as long as they are of this year, and with it where the year changes, as one would
 * say them (`11-20`, `2027-1-15`, `2-8`).
 */
export function daysOf(stages: readonly Stage[], now: Moment): ReadonlyMap<string, StageDays> {
  let year = chinaDay(now).slice(0, 4);
  const say = (moment: Moment | undefined): string | undefined => {
    if (moment === undefined) return undefined;
    const of = chinaDay(moment).slice(0, 4);
    const text = of === year ? shortDay(moment) : `${of}-${shortDay(moment)}`;
    year = of;
    return text;
  };
  return new Map(stages.map((stage) => {
    if (stage.state === 'skipped' || stage.state === 'stopped' || stage.state === 'unreached') return [stage.id, {}];
    if (stage.doneAt !== undefined) return [stage.id, { done: say(stage.doneAt) }];
    const from = say(stage.plannedFrom);
    return [stage.id, { from, to: say(stage.plannedTo) }];
  }));
}
