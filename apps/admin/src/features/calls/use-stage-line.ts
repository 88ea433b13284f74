import type { StageLineView } from '@weichuang/contracts/calls/rounds';
import type { StageLineProps } from '@weichuang/ui/stage-line';
import { useTranslation } from 'react-i18next';

/** The server's line in the kit's words: `const line = useStageLine(); <StageLine {...line(round.line, round.title)} />`. */
export function useStageLine(): (line: StageLineView, label: string) => StageLineProps {
  const { t } = useTranslation('calls');
  return (line, label) => ({
    label,
    stages: line.stages.map((stage) => ({
      id: stage.id,
      label: t(`stage.${stage.id}`),
      state: stage.state === 'coming' ? 'ahead' : stage.state,
      ...(stage.from !== null && { plannedFrom: stage.from }),
      ...(stage.to !== null && { plannedTo: stage.to }),
      ...(stage.left !== null && { left: stage.left, late: stage.late }),
      actor: stage.actors.map((actor) => t(`actor.${actor}`)).join(t('and')),
    })),
    ...(line.ended && { note: t(`ended.${line.ended}`) }),
  });
}
