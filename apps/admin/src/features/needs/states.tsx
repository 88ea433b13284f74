import type { NeedState } from '@weichuang/domain/needs/need.machine';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';
import { StateTag } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const NEED = { draft: 'neutral', filed: 'waiting', returned: 'bad', published: 'good', closed: 'paused' } as const satisfies Record<NeedState, string>;
const PAIRING = { requested: 'waiting', accepted: 'good', declined: 'bad', withdrawn: 'neutral' } as const satisfies Record<PairingState, string>;

export function NeedTag({ state }: { state: NeedState }) {
  const { t } = useTranslation('needs');
  return <StateTag tone={NEED[state]}>{t(`need.${state}`)}</StateTag>;
}

export function PairingTag({ state }: { state: PairingState }) {
  const { t } = useTranslation('needs');
  return <StateTag tone={PAIRING[state]}>{t(`pairing.${state}`)}</StateTag>;
}
