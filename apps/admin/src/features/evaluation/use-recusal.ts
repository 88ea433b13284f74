import { recuseEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { toast, useConfirm } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import type { Evaluation } from './sheet';

/**
 * A conflict of interest: the evaluator says which, and the evaluation goes back to the street.
 * `revision`: the newest, where the sheet has saved itself since the page was opened.
 */
export function useRecusal(evaluation: Evaluation, onRecused: () => void, revision: () => Promise<number> | number = () => evaluation.revision) {
  const { t } = useTranslation('evaluation');
  const confirm = useConfirm();
  const recuse = useApiMutation(recuseEvaluation);
  const may = evaluation.actions.some((action) => action.event === 'recuse' && action.allowed);
  const stepAside = async () => {
    const answer = await confirm({ title: t('recuse.title', { title: evaluation.project.title }), consequence: t('recuse.consequence'), confirm: t('recuse.confirm'), danger: true, reason: 'required', reasonLabel: t('recuse.reason') });
    if (!answer) return;
    try {
      await recuse.mutateAsync({ params: { id: evaluation.id }, body: { revision: await revision(), reason: answer.reason } });
      toast.success(t('recuse.done', { title: evaluation.project.title }));
    } catch {
      // said by whoever shows the button
      return;
    }
    onRecused();
  };
  return { may, stepAside, error: recuse.error, busy: recuse.isPending };
}
