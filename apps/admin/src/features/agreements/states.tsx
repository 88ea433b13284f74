import type { AgreementState } from '@weichuang/domain/agreements/agreement.machine';
import type { OptimisationState } from '@weichuang/domain/agreements/optimisation.machine';
import type { ProjectState as State } from '@weichuang/domain/agreements/project.machine';
import { StateTag, type StateTone } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';

const PROJECT = {
  contracted: 'waiting', active: 'progress', rectifying: 'bad', midterm_passed: 'progress', accepted: 'good', closed: 'good', suspended: 'paused', terminated: 'bad',
} as const satisfies Record<State, StateTone>;
const PLAN: Readonly<Record<string, StateTone>> = {
  drafting: 'neutral', submitted: 'progress', returned: 'waiting', coach_approved: 'progress', approved: 'good',
} satisfies Record<OptimisationState, StateTone>;
const PAPER: Readonly<Record<string, StateTone>> = {
  draft: 'neutral', issued: 'progress', signed: 'waiting', current: 'good', expired: 'bad', ended: 'neutral',
} satisfies Record<AgreementState, StateTone>;

export function ProjectState({ state }: { state: State }) {
  const { t } = useTranslation('agreements');
  return <StateTag tone={PROJECT[state]}>{t(`state.${state}`)}</StateTag>;
}
export function PlanState({ state }: { state: string }) {
  const { t } = useTranslation('agreements');
  return <StateTag tone={PLAN[state] ?? 'neutral'}>{t(`planState.${state}`)}</StateTag>;
}
export function PaperState({ state }: { state: string }) {
  const { t } = useTranslation('agreements');
  return <StateTag tone={PAPER[state] ?? 'neutral'}>{t(`paperState.${state}`)}</StateTag>;
}
