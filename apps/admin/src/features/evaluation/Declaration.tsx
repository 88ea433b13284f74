import { Button, Checkbox } from '@mantine/core';
import { saveEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { ErrorNote } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import classes from './evaluation.module.css';
import { answersOf, bodyOf, type Evaluation } from './sheet';

/** Before anything is scored: no interest ties the evaluator to whom he evaluates. */
export function Declaration({ evaluation, onDeclared }: { evaluation: Evaluation; onDeclared: () => void }) {
  const { t } = useTranslation('evaluation');
  const save = useApiMutation(saveEvaluation);
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
        <p>{t('declaration.text', { organization: evaluation.project.organization })}</p>
        <Checkbox size="sm" checked={ticked} label={t('declaration.tick')} onChange={(event) => setTicked(event.currentTarget.checked)} />
        {save.error && <ErrorNote error={save.error} />}
        <Button disabled={!ticked} loading={save.isPending} onClick={() => void declare()}>{t('declaration.go')}</Button>
      </div>
    </Card>
  );
}
