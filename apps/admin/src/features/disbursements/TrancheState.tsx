import type { TrancheState as State } from '@weichuang/domain/disbursements/tranche.machine';
import { StateTag } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const TONES = {
  planned: 'neutral', reduced: 'neutral', requested: 'waiting', approved: 'progress', paid: 'good', withheld: 'paused', cancelled: 'bad', returned: 'neutral',
} as const satisfies Record<State, string>;

export function TrancheState({ state }: { state: State }) {
  const { t } = useTranslation('disbursements');
  return <StateTag tone={TONES[state]}>{t(`state.${state}`)}</StateTag>;
}
