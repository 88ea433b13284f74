import type { RoundState } from '../calls/round.machine';
import { type LineConfig, type StageId, type StageLine, lineAt } from '../calls/stage-line';
import type { ApplicationState } from './application.machine';

/** Where an application stands on its round's line, up to the notice; what comes of it afterwards is its project's line. */
export function applicationLine(config: LineConfig, state: ApplicationState, roundState: RoundState, now: Date): StageLine {
  switch (state) {
    case 'draft':
      return lineAt(config, 'application', now, null, false);
    case 'submitted':
      return lineAt(config, 'eligibility', now, null, false);
    case 'returned': {
      const line = lineAt(config, 'eligibility', now, null, false);
      // given back, it is the applicant who goes on, not who checks it
      return { ...line, stages: line.stages.map((stage) => (stage.state === 'current' ? { ...stage, actors: ['applicant'] } : stage)) };
    }
    case 'qualified':
      return lineAt(config, afterQualified(roundState), now, null, false);
    case 'disqualified':
      return lineAt(config, null, now, 'disqualified', false, 'eligibility');
    case 'withdrawn':
    case 'expired':
      return lineAt(config, null, now, state, false, 'application');
  }
}

function afterQualified(roundState: RoundState): StageId {
  if (roundState === 'noticing' || roundState === 'executing' || roundState === 'archived') return 'notice';
  return roundState === 'deciding' ? 'decision' : 'judging';
}
