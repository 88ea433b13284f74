import { type ProjectProgress, projectStep } from '../applications/outcome';
import { type LineConfig, type StageLine, lineAt } from '../calls/stage-line';

/** The cycle's line for a project: its own state counts, not the round's. `signed`: its agreement took effect. */
export function projectLine(config: LineConfig, project: ProjectProgress, now: Date, signed = true): StageLine {
  if (project.state === 'closed') return lineAt(config, null, now, 'closed', true);
  if (project.state === 'terminated') return lineAt(config, null, now, 'terminated', false, signed ? 'execution' : 'agreement');
  return lineAt(config, projectStep(project), now, null, false);
}
