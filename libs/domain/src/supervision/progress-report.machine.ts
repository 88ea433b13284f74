import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface ProgressReportFacts {
  readonly now: Date;
  /** first instant at which it is late, ISO */
  readonly dueAt: string;
  /** excused before the date: late does not count until then; ISO */
  readonly excusedUntil: string | null;
  /** the round fails a report that is late without an excuse (Haishu) */
  readonly failsWhenLate: boolean;
  readonly problems: readonly FieldProblem[];
  readonly returnedFields: readonly string[];
  readonly reason: string | null;
}

export const PROGRESS_REPORT_STATES = ['due', 'draft', 'late', 'submitted', 'returned', 'accepted'] as const;
export type ProgressReportState = (typeof PROGRESS_REPORT_STATES)[number];

const incomplete = (f: ProgressReportFacts): Refusal | null => (f.problems.length ? refuseFields('PROGRESS.INCOMPLETE', f.problems) : null);

/** Is it past its date, an excuse counted? */
export function isLate(facts: Pick<ProgressReportFacts, 'now' | 'dueAt' | 'excusedUntil'>): boolean {
  const end = Math.max(Date.parse(facts.dueAt), facts.excusedUntil === null ? 0 : Date.parse(facts.excusedUntil));
  return facts.now.getTime() >= end;
}

/** A report of the grantee: asked for, written, handed in, given back or accepted. What a late one costs is the evaluation's affair. */
export const progressReportMachine = defineMachine<ProgressReportFacts>()({
  name: 'progress_report',
  initial: 'due',
  states: PROGRESS_REPORT_STATES,
  steps: {
    begin: { from: ['due'], to: 'draft', can: 'progress.submit' },
    fall_late: {
      from: ['due', 'draft'],
      to: 'late',
      can: 'progress.sweep',
      unless: (f) => (isLate(f) ? null : refuse('PROGRESS.NOT_LATE', { dueAt: f.dueAt })),
    },
    submit: {
      from: ['draft', 'returned'],
      to: 'submitted',
      can: 'progress.submit',
      unless: incomplete,
    },
    /** still taken, so that the record is whole; where the round says so, it counts as failed without an excuse */
    submit_late: { from: ['late'], to: 'submitted', can: 'progress.submit', unless: incomplete },
    return: {
      from: ['submitted'],
      to: 'returned',
      can: 'progress.accept',
      unless: (f) =>
        !f.returnedFields.length
          ? refuse('PROGRESS.RETURN_NAMES_NO_FIELD', undefined, 'invalid')
          : f.reason?.trim()
            ? null
            : refuse('PROGRESS.REASON_MISSING', undefined, 'invalid'),
    },
    accept: { from: ['submitted'], to: 'accepted', can: 'progress.accept' },
  },
});
export type ProgressReportEvent = keyof typeof progressReportMachine.steps;

/** What being late means for the evaluation that rests on the report. */
export const lateConsequence = (facts: Pick<ProgressReportFacts, 'now' | 'dueAt' | 'excusedUntil' | 'failsWhenLate'>): 'none' | 'late' | 'fails' =>
  !isLate(facts) ? 'none' : facts.failsWhenLate ? 'fails' : 'late';
