import type { ApplicationState as State } from '@weichuang/domain/applications/application.machine';
import { StateTag, type StateTone } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const TONES: Readonly<Record<State, StateTone>> = { draft: 'neutral', submitted: 'progress', returned: 'waiting', qualified: 'good', disqualified: 'bad', withdrawn: 'paused', expired: 'paused' };

export function ApplicationState({ state }: { state: State }) {
  const { t } = useTranslation('applications');
  return <StateTag tone={TONES[state]}>{t(`state.${state}`)}</StateTag>;
}
