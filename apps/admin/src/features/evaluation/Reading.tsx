import { answerEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { ErrorNote, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { AnswersView, type FormSupport } from '@weichuang/ui/form';
import { useText } from '@weichuang/ui/format';
import { Card, Facts, NextSteps } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import { formRules } from '../../app/form-rules';
import { problemText } from '../supervision/problem-text';
import classes from './evaluation.module.css';
import { answersOf, indexOf, withWords, type Evaluation } from './sheet';

const ACTS = ['confirm', 'return', 'reopen'] as const;

/** The whole sheet to read, and what the street answers. */
export function Reading({ evaluation, onAnswered }: { evaluation: Evaluation; onAnswered: () => void }) {
  const { t, i18n } = useTranslation('evaluation');
  const text = useText();
  const confirm = useConfirm();
  const answer = useApiMutation(answerEvaluation);
  const support: FormSupport = { rules: formRules, problemText: (problem) => problemText(i18n.language, problem) };
  const grade = evaluation.grades.find((one) => one.id === evaluation.grade);
  const act = async (event: string) => {
    const how = ACTS.find((one) => one === event);
    if (!how) return;
    const said = await confirm({
      title: t(`answer.${how}Title`, { title: evaluation.project.title }), consequence: t(how === 'confirm' ? (evaluation.passes ? 'answer.confirmPasses' : 'answer.confirmFails') : `answer.${how}Help`, { grade: grade && text(grade.name) }),
      confirm: t(`answer.${how}`), danger: how !== 'confirm', ...(how === 'confirm' ? {} : { reason: 'required' as const }),
    });
    if (!said) return;
    try {
      await answer.mutateAsync({ params: { id: evaluation.id }, body: { revision: evaluation.revision, how, reason: said.reason } });
      toast.success(t(`answer.${how}Done`));
      onAnswered();
    } catch {
      // said above the steps
    }
  };
  return (
    <div className={classes.columns}>
      {/* what was scored by who stepped aside counts no more: whoever comes next begins anew */}
      {evaluation.state !== 'recused' && <Card><AnswersView definition={withWords(indexOf(evaluation))} answers={answersOf(evaluation)} support={support} /></Card>}
      <aside className={classes.stack}>
        {answer.error && <ErrorNote error={answer.error} />}
        <Card title={t('total')}>
          <p className={classes.total}><b>{evaluation.total ?? '—'}</b><span className="wc-secondary">{t('of', { full: evaluation.fullMarks })}</span>{grade && <StateTag tone={grade.passes ? 'good' : 'bad'}>{text(grade.name)}</StateTag>}</p>
          <Facts items={[{ label: t('evaluator'), value: evaluation.evaluator }, { label: t('declaration.title'), value: t(evaluation.state === 'recused' ? 'state.recused' : evaluation.declared ? 'declaration.done' : 'declaration.open') }]} />
        </Card>
        <NextSteps actions={evaluation.actions} busy={answer.isPending ? 'confirm' : null} onAct={(event) => void act(event)} waiting={t(`waits.${evaluation.state}`)}
          words={{ confirm: { label: t('answer.confirm') }, return: { label: t('answer.return'), danger: true }, ...(evaluation.state === 'confirmed' && evaluation.passes === false ? { reopen: { label: t('answer.reopen') } } : {}) }} />
      </aside>
    </div>
  );
}
