import type { ApplicationState } from '../applications/application.machine';
import type { RoundState } from '../calls/round.machine';
import { type LineConfig, type StageId, type StageLine, lineAt } from '../calls/stage-line';
import type { ProjectState } from '../agreements/project.machine';

export { type StageId, type StageLine, type StageView, STAGES, stageLine } from '../calls/stage-line';

/** What is known of one application beside its own state. */
export interface ApplicationProgress {
  readonly state: ApplicationState;
  /** the award's word, when there is one */
  readonly award: 'funded' | 'reserve' | 'not_funded' | null;
  /** the project, once there is one */
  readonly project: ProjectState | null;
  /** an evaluation of the project is under way */
  readonly evaluating: boolean;
}

/** The same line for one application or its project: its own state counts before the round's. */
export function applicationStageLine(config: LineConfig, roundState: RoundState, now: Date, one: ApplicationProgress): StageLine {
  const ended = endOf(one);
  return lineAt(config, ended ? null : currentOf(one, roundState), now, ended, ended === 'closed', ended ? lastStageOf(one) : null);
}

function endOf(one: ApplicationProgress): StageLine['ended'] {
  if (one.project === 'closed' || one.project === 'terminated') return one.project;
  if (one.state === 'withdrawn' || one.state === 'expired' || one.state === 'disqualified') return one.state;
  return one.award === 'not_funded' ? 'not_funded' : null;
}

/** The stage at which it ended: those before are done, those after are skipped. */
function lastStageOf(one: ApplicationProgress): StageId {
  if (one.project === 'terminated') return 'execution';
  if (one.state === 'disqualified') return 'eligibility';
  return one.award === 'not_funded' ? 'decision' : 'application';
}

function currentOf(one: ApplicationProgress, roundState: RoundState): StageId {
  if (one.project === 'accepted') return 'closing';
  if (one.project !== null && one.project !== 'contracted') return one.evaluating ? 'evaluation' : 'execution';
  if (one.award === 'funded' && (roundState === 'executing' || one.project === 'contracted')) return 'agreement';
  if (one.state === 'draft') return 'application';
  if (one.state === 'submitted' || one.state === 'returned') return 'eligibility';
  if (roundState === 'noticing' || roundState === 'executing') return 'notice';
  return roundState === 'deciding' ? 'decision' : 'judging';
}
