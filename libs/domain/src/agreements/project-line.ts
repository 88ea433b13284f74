import { type LineConfig, type StageId, type StageLine, lineAt } from '../calls/stage-line';
import type { ProjectState } from './project.machine';

/** The cycle's line for a project: its own state counts, not the round's. `evaluating`: an evaluation of it is under way; `signed`: its agreement took effect. */
export function projectLine(config: LineConfig, state: ProjectState, evaluating: boolean, now: Date, signed = true): StageLine {
  if (state === 'closed') return lineAt(config, null, now, 'closed', true);
  if (state === 'terminated') return lineAt(config, null, now, 'terminated', false, signed ? 'execution' : 'agreement');
  const current: StageId = state === 'contracted' ? 'agreement' : state === 'accepted' ? 'closing' : evaluating ? 'evaluation' : 'execution';
  return lineAt(config, current, now, null, false);
}
