import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface OptimisationFacts {
  /** `optimisationProblems` and the form's own final problems */
  readonly problems: readonly FieldProblem[];
  /** comment threads not settled */
  readonly openThreads: number;
  readonly reason: string | null;
}

export const OPTIMISATION_STATES = ['drafting', 'submitted', 'returned', 'coach_approved', 'approved'] as const;
export type OptimisationState = (typeof OPTIMISATION_STATES)[number];

const wrong = (f: OptimisationFacts): Refusal | null => (f.problems.length ? refuseFields('OPTIMISATION.INCOMPLETE', f.problems) : null);
const reasonMissing = (f: OptimisationFacts): Refusal | null => (f.reason?.trim() ? null : refuse('OPTIMISATION.REASON_MISSING', undefined, 'invalid'));

/** The optimised plan between award and agreement: the grantee writes, the coach looks, the funder approves. */
export const optimisationMachine = defineMachine<OptimisationFacts>()({
  name: 'optimisation',
  initial: 'drafting',
  states: OPTIMISATION_STATES,
  steps: {
    submit: { from: ['drafting', 'returned'], to: 'submitted', can: 'optimisation.submit', unless: wrong },
    recall: { from: ['submitted'], to: 'drafting', can: 'optimisation.submit' },
    coach_approve: {
      from: ['submitted'],
      to: 'coach_approved',
      can: 'optimisation.coach',
      unless: (f) => wrong(f) ?? (f.openThreads ? refuse('OPTIMISATION.THREADS_OPEN', { count: f.openThreads }) : null),
    },
    coach_return: { from: ['submitted'], to: 'returned', can: 'optimisation.coach', unless: reasonMissing },
    approve: { from: ['coach_approved'], to: 'approved', can: 'optimisation.approve', unless: wrong },
    return: { from: ['coach_approved'], to: 'returned', can: 'optimisation.approve', unless: reasonMissing },
  },
});
export type OptimisationEvent = keyof typeof optimisationMachine.steps;
