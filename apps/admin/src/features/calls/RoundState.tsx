import type { RoundState as State } from '@weichuang/domain/calls/round.machine';
import { StateTag } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const TONES = {
  draft: 'neutral', published: 'waiting', open: 'progress', closed: 'progress', reviewing: 'progress', deciding: 'progress', noticing: 'progress', executing: 'progress',
  archived: 'good', cancelled: 'bad',
} as const satisfies Record<State, string>;

export function RoundState({ state }: { state: State }) {
  const { t } = useTranslation('calls');
  return <StateTag tone={TONES[state]}>{t(`state.${state}`)}</StateTag>;
}
