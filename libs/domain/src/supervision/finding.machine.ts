import { type CalendarDate } from '@weichuang/kernel/calendar';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface FindingFacts {
  /** today in China */
  readonly today: CalendarDate;
  /** last day for putting it right */
  readonly dueOn: CalendarDate;
  /** what was done, in the grantee's words, and its proof */
  readonly account: string | null;
  readonly proofs: number;
  readonly reason: string | null;
}

export const FINDING_STATES = ['open', 'rectifying', 'overdue', 'rectified', 'closed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

const reasonMissing = (f: FindingFacts): Refusal | null => (f.reason?.trim() ? null : refuse('FINDING.REASON_MISSING', undefined, 'invalid'));

/** A finding of a visit: put right by a date, proved, looked at, closed. Overdue is a state because money waits on it. */
export const findingMachine = defineMachine<FindingFacts>()({
  name: 'finding',
  initial: 'open',
  states: FINDING_STATES,
  steps: {
    begin: { from: ['open'], to: 'rectifying', can: 'finding.rectify' },
    /** late is better than never: overdue findings may still be put right */
    report: {
      from: ['open', 'rectifying', 'overdue'],
      to: 'rectified',
      can: 'finding.rectify',
      unless: (f) => (!f.account?.trim() ? refuse('FINDING.ACCOUNT_MISSING', undefined, 'invalid') : f.proofs ? null : refuse('FINDING.PROOF_MISSING', undefined, 'invalid')),
    },
    close: { from: ['rectified'], to: 'closed', can: 'finding.close' },
    reject: { from: ['rectified'], to: 'rectifying', can: 'finding.close', unless: reasonMissing },
    /** the finding was a mistake */
    withdraw: { from: ['open', 'rectifying', 'overdue'], to: 'closed', can: 'finding.close', unless: reasonMissing },
    extend: {
      from: ['overdue'],
      to: 'rectifying',
      can: 'finding.close',
      unless: (f) => (f.dueOn < f.today ? refuse('FINDING.DUE_IN_THE_PAST', { dueOn: f.dueOn }, 'invalid') : reasonMissing(f)),
    },
    fall_due: {
      from: ['open', 'rectifying'],
      to: 'overdue',
      can: 'finding.sweep',
      unless: (f) => (f.today > f.dueOn ? null : refuse('FINDING.NOT_DUE', { dueOn: f.dueOn })),
    },
  },
});
export type FindingEvent = keyof typeof findingMachine.steps;
