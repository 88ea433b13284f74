import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface EvaluationFacts {
  readonly actorId: string;
  readonly evaluatorId: string;
  /** the evaluator signed that no interest ties him or her to the project */
  readonly declared: boolean;
  /** a conflict was declared or found */
  readonly conflicted: boolean;
  /** of `indexScore` over the answers */
  readonly missing: readonly string[];
  readonly problems: readonly FieldProblem[];
  /** the id of the grade the score gives, null when the scale has a gap */
  readonly grade: string | null;
  /** does that grade pass */
  readonly passes: boolean | null;
  readonly reason: string;
  /** the evaluator now asked stepped aside from this evaluation before */
  readonly recused: boolean;
}

const evaluator = (f: EvaluationFacts): Refusal | null =>
  firstRefusal(
    refuseIf(f.actorId !== f.evaluatorId, 'EVALUATION.NOT_YOURS', undefined, 'forbidden'),
    refuseIf(f.conflicted, 'EVALUATION.CONFLICT'),
    refuseIf(!f.declared, 'EVALUATION.UNDECLARED'),
  );

function wrongValues(f: EvaluationFacts): Refusal | null {
  // a comment may still be written later; a wrong number is never stored
  const wrong = f.problems.filter((problem) => problem.code !== 'SCORE.COMMENT_REQUIRED');
  return wrong.length ? refuseFields('EVALUATION.INVALID', wrong) : null;
}

function incomplete(f: EvaluationFacts): Refusal | null {
  if (f.problems.length) return refuseFields('EVALUATION.INVALID', f.problems);
  if (f.missing.length) return refuse('EVALUATION.INCOMPLETE', { fields: f.missing }, 'invalid');
  return f.grade === null ? refuse('EVALUATION.NO_GRADE') : null;
}

/** The evaluation (评估) of a funded project at midterm or at its end. Only a confirmed one opens a tranche. */
export const evaluationMachine = defineMachine<EvaluationFacts>()({
  name: 'evaluation',
  initial: 'assigned',
  states: ['assigned', 'in_progress', 'submitted', 'returned', 'confirmed', 'recused'],
  steps: {
    save: {
      from: ['assigned', 'in_progress', 'returned'],
      to: 'in_progress',
      can: 'evaluation.fill',
      unless: (f) => firstRefusal(evaluator(f), wrongValues(f)),
    },
    /** a conflict of interest, declared at first or found later: the evaluation goes back to who assigned it */
    recuse: {
      from: ['assigned', 'in_progress', 'returned'],
      to: 'recused',
      can: 'evaluation.fill',
      unless: (f) => firstRefusal(refuseIf(f.actorId !== f.evaluatorId, 'EVALUATION.NOT_YOURS', undefined, 'forbidden'), needReason(f.reason)),
    },
    /** to another evaluator, who begins anew */
    reassign: {
      from: ['recused'],
      to: 'assigned',
      can: 'evaluation.assign',
      unless: (f) => firstRefusal(refuseIf(f.recused, 'EVALUATION.RECUSED'), refuseIf(f.conflicted, 'EVALUATION.EVALUATOR_TIED')),
    },
    submit: { from: ['in_progress'], to: 'submitted', can: 'evaluation.fill', unless: (f) => firstRefusal(evaluator(f), incomplete(f)) },
    return: { from: ['submitted'], to: 'returned', can: 'evaluation.confirm', unless: (f) => needReason(f.reason) },
    confirm: {
      from: ['submitted'],
      to: 'confirmed',
      can: 'evaluation.confirm',
      unless: (f) =>
        firstRefusal(refuseIf(f.actorId === f.evaluatorId, 'EVALUATION.SAME_PERSON', undefined, 'forbidden'), incomplete(f)),
    },
    /** what failed is put right and evaluated a second time; a pass stands, money may have been paid on it */
    reopen: {
      from: ['confirmed'],
      to: 'returned',
      can: 'evaluation.confirm',
      unless: (f) => firstRefusal(refuseIf(f.passes !== false, 'EVALUATION.PASS_STANDS'), needReason(f.reason)),
    },
  },
});

export type EvaluationState = (typeof evaluationMachine)['states'][number];
