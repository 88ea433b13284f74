import { Button, Checkbox } from '@mantine/core';
import { saveEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { ErrorNote } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import classes from './evaluation.module.css';
import { answersOf, bodyOf, type Evaluation } from './sheet';
import { useRecusal } from './use-recusal';

/** Before anything is scored: the evaluator says that no interest ties him to whom he evaluates, or that one does. */
export function Declaration({ evaluation, onDeclared }: { evaluation: Evaluation; onDeclared: () => void }) {
  const { t } = useTranslation('evaluation');
  const save = useApiMutation(saveEvaluation);
  const recusal = useRecusal(evaluation, onDeclared);
  const [ticked, setTicked] = useState(false);
  const declare = async () => {
    try {
      await save.mutateAsync({ params: { id: evaluation.id }, body: { revision: evaluation.revision, ...bodyOf(answersOf(evaluation)) } });
      onDeclared();
    } catch {
      // said below
    }
  };
  return (
    <Card title={t('declaration.title')}>
      <div className={classes.declaration}>
        <p>{t('declaration.text', { organization: evaluation.project.host ? t('declaration.hosted', { organization: evaluation.project.organization, host: evaluation.project.host }) : evaluation.project.organization })}</p>
        <Checkbox size="sm" checked={ticked} label={t('declaration.tick')} onChange={(event) => setTicked(event.currentTarget.checked)} />
        {(save.error ?? recusal.error) && <ErrorNote error={save.error ?? recusal.error} />}
        <div className={classes.choice}>
          <Button disabled={!ticked} loading={save.isPending} onClick={() => void declare()}>{t('declaration.go')}</Button>
          {recusal.may && <Button variant="default" loading={recusal.busy} onClick={() => void recusal.stepAside()}>{t('recuse.button')}</Button>}
        </div>
      </div>
    </Card>
  );
}
