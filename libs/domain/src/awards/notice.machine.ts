import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import { defineMachine } from '@weichuang/kernel/machine';
import { type CalendarDate, type WorkCalendar } from '@weichuang/kernel/calendar';
import { endOfDayInChina } from '@weichuang/kernel/clock';
import type { NoticeRule } from '../calls/round-config';
import type { DecisionState } from './decision.machine';

export interface NoticePeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** the first instant after the notice, the end of its last day */
  readonly endsAt: Date;
  /** false: the days of an unpublished year were counted by weekends alone, somebody has to confirm them */
  readonly certain: boolean;
}

/** The days of a public notice (公示) from its first day, by the round's rule. */
export function noticePeriod(from: CalendarDate, rule: Pick<NoticeRule, 'workingDays' | 'countFirstDay'>, calendar: WorkCalendar): NoticePeriod {
  const { date, certain } = calendar.addWorkdays(from, rule.workingDays, { countFirstDay: rule.countFirstDay });
  return { from, to: date, endsAt: endOfDayInChina(date), certain };
}

export interface NoticeFacts {
  readonly now: Date;
  readonly decision: DecisionState;
  readonly period: NoticePeriod;
  /** a person confirmed the days of a year that is not published */
  readonly daysConfirmed: boolean;
  readonly contactComplete: boolean;
  /** objections that arrived, whatever became of them */
  readonly objections: number;
}

const running = (f: NoticeFacts) => refuseIf(f.now < f.period.endsAt, 'NOTICE.RUNNING', { until: f.period.to });

/** The public notice of the proposed awards; it takes objections while it is published. */
export const noticeMachine = defineMachine<NoticeFacts>()({
  name: 'notice',
  initial: 'draft',
  states: ['draft', 'published', 'closed_clean', 'closed_with_objections'],
  steps: {
    publish: {
      from: ['draft'],
      to: 'published',
      can: 'notice.publish',
      unless: (f) =>
        firstRefusal(
          refuseIf(f.decision !== 'approved' && f.decision !== 'published', 'DECISION.NOT_APPROVED', { decision: f.decision }),
          refuseIf(!f.contactComplete, 'NOTICE.NO_CONTACT', undefined, 'invalid'),
          refuseIf(!f.period.certain && !f.daysConfirmed, 'NOTICE.DAYS_UNCERTAIN', { until: f.period.to }),
          refuseIf(f.now >= f.period.endsAt, 'NOTICE.IN_THE_PAST'),
        ),
    },
    closeClean: {
      from: ['published'],
      to: 'closed_clean',
      can: 'notice.close',
      unless: (f) => firstRefusal(running(f), refuseIf(f.objections > 0, 'NOTICE.HAS_OBJECTIONS', { count: f.objections })),
    },
    closeWithObjections: {
      from: ['published'],
      to: 'closed_with_objections',
      can: 'notice.close',
      unless: (f) => firstRefusal(running(f), refuseIf(f.objections === 0, 'NOTICE.NO_OBJECTIONS')),
    },
  },
});

export type NoticeState = (typeof noticeMachine)['states'][number];
