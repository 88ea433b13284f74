import type { RoundState } from '../calls/round.machine';
import { type LineConfig, type StageId, type StageLine, lineAt } from '../calls/stage-line';

/** States of the project that came of an application, as they are read beside it. */
export const PROJECT_STANDS = ['contracted', 'active', 'rectifying', 'midterm_passed', 'accepted', 'closed', 'suspended', 'terminated'] as const;
export type ProjectStand = (typeof PROJECT_STANDS)[number];

const NOTICED: readonly RoundState[] = ['noticing', 'executing', 'archived'];
// an approved one is in no notice yet
const FUNDED: readonly string[] = ['noticed', 'granted'];

/** What an applicant may know of its award; `proposed`: on notice, and open to objection; `waitlisted`: it moves up when money comes free. */
export const AWARD_OUTCOMES = ['proposed', 'funded', 'waitlisted', 'not_funded'] as const;
export type AwardOutcome = (typeof AWARD_OUTCOMES)[number];
const LOST: readonly string[] = ['not_funded', 'cancelled_by_objection', 'declined', 'expired'];
/** States of an award of which something may be known at all. */
export const TOLD_AWARDS: readonly string[] = ['waitlisted', ...FUNDED, ...LOST];

/**
 * What an application's own side may know of its award: nothing before the notice is out, since until then the decision may change.
 * @param award state of its latest award, `waitlisted` until a promoted one is in a notice; null: none
 */
export function outcomeOf(award: string | null, roundState: RoundState): AwardOutcome | null {
  if (award === null || !NOTICED.includes(roundState)) return null;
  // nobody moves up any more in a round that is closed
  if (award === 'waitlisted') return roundState === 'archived' ? 'not_funded' : 'waitlisted';
  if (award === 'noticed') return 'proposed';
  return award === 'granted' ? 'funded' : LOST.includes(award) ? 'not_funded' : null;
}

/** A project as its line needs to know it. */
export interface ProjectProgress {
  readonly state: ProjectStand;
  /** an evaluation of it is under way */
  readonly evaluating: boolean;
  /** it passed its final evaluation */
  readonly passed: boolean;
}

/** The line after the decision is out: the project's own step once there is one; null: the award is not known yet. */
export function outcomeLine(config: LineConfig, now: Date, award: AwardOutcome | null, project: ProjectProgress | null): StageLine | null {
  if (project?.state === 'closed') return lineAt(config, null, now, 'closed', true);
  if (project?.state === 'terminated') return lineAt(config, null, now, 'terminated', false, 'execution');
  if (project) return lineAt(config, projectStep(project), now, null, false);
  if (award === 'not_funded') return lineAt(config, null, now, 'not_funded', false, 'decision');
  return null;
}

/** The step of a project that goes on. Once its final evaluation is passed only its closing is left, whatever its state still says. */
export function projectStep({ state, evaluating, passed }: ProjectProgress): StageId {
  if (state === 'contracted') return 'agreement';
  if (state === 'accepted' || (passed && !evaluating)) return 'closing';
  return evaluating ? 'evaluation' : 'execution';
}
