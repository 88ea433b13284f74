import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import { type Extension, type Window, dayAndTime, windowRefusal } from '../calls/deadline';

export interface ApplicationFacts {
  readonly now: Date;
  readonly window: Window;
  /** more time given to this applicant alone */
  readonly extension: Extension | null;
  /** final problems of the answers and the budget; empty: complete */
  readonly problems: readonly FieldProblem[];
  /** end of the correction after a return, ISO instant; null when it was never returned */
  readonly correctBy: string | null;
  readonly returns: number;
  readonly maxReturns: number;
  /** fields named when it is given back */
  readonly returnedFields: readonly string[];
  readonly reason: string | null;
  /** the screening's own answer, for qualify and disqualify */
  readonly screening: 'open' | 'passed' | 'failed';
  /** judging of the round has begun */
  readonly judgingBegun: boolean;
}

export const APPLICATION_STATES = ['draft', 'submitted', 'returned', 'qualified', 'disqualified', 'withdrawn', 'expired'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

const incomplete = (f: ApplicationFacts): Refusal | null => (f.problems.length ? refuseFields('APPLICATION.INCOMPLETE', f.problems) : null);
const reasonMissing = (f: ApplicationFacts): Refusal | null => (f.reason?.trim() ? null : refuse('APPLICATION.REASON_MISSING', undefined, 'invalid'));
const judged = (f: ApplicationFacts): Refusal | null => (f.judgingBegun ? refuse('APPLICATION.JUDGING_BEGUN') : null);
const passed = (f: ApplicationFacts, iso: string): boolean => f.now.getTime() >= Date.parse(iso);

/**
 * An application up to its qualification. What comes after (ranked, funded, reserve) is kept by the awards, never here.
 * Every submission freezes a version. The clock decides, not the round's state: see `windowRefusal`.
 */
export const applicationMachine = defineMachine<ApplicationFacts>()({
  name: 'application',
  initial: 'draft',
  states: APPLICATION_STATES,
  steps: {
    submit: {
      from: ['draft'],
      to: 'submitted',
      can: 'application.submit',
      unless: (f) => windowRefusal(f.window, f.now, f.extension) ?? incomplete(f),
    },
    /** while the call is open it may be taken back, changed and handed in again */
    reopen: {
      from: ['submitted'],
      to: 'draft',
      can: 'application.submit',
      unless: (f) => windowRefusal(f.window, f.now, f.extension) ?? (f.screening === 'open' ? null : refuse('APPLICATION.SCREENED')),
    },
    return: {
      from: ['submitted'],
      to: 'returned',
      can: 'application.screen',
      unless: (f) =>
        f.returns >= f.maxReturns
          ? refuse('APPLICATION.NO_RETURNS_LEFT', { max: f.maxReturns })
          : f.returnedFields.length
            ? reasonMissing(f)
            : refuse('APPLICATION.RETURN_NAMES_NO_FIELD', undefined, 'invalid'),
    },
    /** the correction has its own end, in working days; the call may be closed by then */
    resubmit: {
      from: ['returned'],
      to: 'submitted',
      can: 'application.submit',
      unless: (f) =>
        f.correctBy !== null && passed(f, f.correctBy) ? refuse('APPLICATION.CORRECTION_CLOSED', { correctBy: f.correctBy, ...dayAndTime(f.correctBy) }) : incomplete(f),
    },
    qualify: {
      from: ['submitted'],
      to: 'qualified',
      can: 'application.screen',
      unless: (f) => (f.screening === 'passed' ? null : refuse('APPLICATION.SCREENING_NOT_PASSED')),
    },
    disqualify: {
      from: ['submitted', 'returned'],
      to: 'disqualified',
      can: 'application.screen',
      unless: (f) => judged(f) ?? reasonMissing(f),
    },
    /** a mistake of the check is put right before judging begins */
    rescreen: { from: ['qualified', 'disqualified'], to: 'submitted', can: 'application.screen', unless: (f) => judged(f) ?? reasonMissing(f) },
    withdraw: { from: ['draft', 'submitted', 'returned', 'qualified'], to: 'withdrawn', can: 'application.withdraw', unless: judged },
    /** drafts after the closing, and returned ones not corrected in time; asked for by the sweep */
    expire: {
      from: ['draft', 'returned'],
      to: 'expired',
      can: 'application.sweep',
      unless: (f) => {
        if (f.correctBy !== null) return passed(f, f.correctBy) ? null : refuse('APPLICATION.CORRECTION_RUNNING', { correctBy: f.correctBy });
        return windowRefusal(f.window, f.now, f.extension)?.code === 'CALL.CLOSED' ? null : refuse('CALL.STILL_OPEN', { closeAt: f.window.closeAt });
      },
    },
  },
});
export type ApplicationEvent = keyof typeof applicationMachine.steps;

/** After a return only the named fields may change; the others of a patch are refused with their paths. */
export function outsideReturn(patch: Readonly<Record<string, unknown>>, returnedFields: readonly string[]): FieldProblem[] {
  return Object.keys(patch)
    .filter((fieldId) => !returnedFields.includes(fieldId))
    .map((fieldId) => ({ path: fieldId, code: 'APPLICATION.FIELD_NOT_RETURNED' }));
}
