import type { ProjectState } from '../agreements/project.machine';
import type { EvaluationState } from './evaluation.machine';

const NOTHING_TO_EVALUATE: readonly ProjectState[] = ['contracted', 'terminated', 'closed'];

/** A project that is carried out and has no evaluation of the stage yet, or one whose evaluator stepped aside. `evaluation`: its state, null where there is none. */
export const mayBeAssigned = (one: { readonly project: ProjectState; readonly evaluation: EvaluationState | null }): boolean =>
  !NOTHING_TO_EVALUATE.includes(one.project) && (one.evaluation === null || one.evaluation === 'recused');
