import type { ApplicationView } from '@weichuang/contracts/applications/views';
import type { ApplicationState as State } from '@weichuang/domain/applications/application.machine';
import type { AwardOutcome, ProjectStand } from '@weichuang/domain/applications/outcome';
import { StateTag, type StateTone } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const TONES: Readonly<Record<State | AwardOutcome, StateTone>> = { draft: 'neutral', submitted: 'progress', returned: 'waiting', qualified: 'good', disqualified: 'bad', withdrawn: 'paused', expired: 'paused', proposed: 'progress', funded: 'good', waitlisted: 'waiting', not_funded: 'bad' };
const PROJECT: Readonly<Record<ProjectStand, StateTone>> = { contracted: 'waiting', active: 'progress', rectifying: 'bad', midterm_passed: 'progress', accepted: 'good', closed: 'good', suspended: 'paused', terminated: 'bad' };

/** Its own state, or what came of it: the award, then the project. */
export function ApplicationState({ state, outcome }: { state: State; outcome?: ApplicationView['outcome'] }) {
  const { t } = useTranslation('applications');
  if (outcome?.project) return <StateTag tone={PROJECT[outcome.project.state]}>{t(`project.${outcome.project.state}`)}</StateTag>;
  const shown = outcome?.award ?? state;
  return <StateTag tone={TONES[shown]}>{t(`state.${shown}`)}</StateTag>;
}
