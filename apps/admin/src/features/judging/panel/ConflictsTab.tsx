import { recordConflict, type PanelView } from '@weichuang/contracts/judging/panel';
import { Button, NativeSelect } from '@mantine/core';
import { EmptyState, ErrorNote, Note, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';
import { useApplications } from './use-applications';

/** Recorded conflicts, and what related data hints at. */
export function ConflictsTab({ view, mayRecord }: { view: PanelView; mayRecord: boolean }) {
  const { t } = useTranslation('judging');
  const format = useFormat();
  const confirm = useConfirm();
  const record = useApiMutation(recordConflict);
  const applications = useApplications(view.stage.id);
  const [chosen, setChosen] = useState({ judge: '', application: '' });
  const [error, setError] = useState<unknown>(null);
  const ask = async (judge: { id: string; name: string }, application: { id: string; title: string }) => {
    const answer = await confirm({
      title: t('conflict.title', { judge: judge.name, application: application.title }), consequence: t('conflict.consequence'), confirm: t('conflict.record'), danger: true, reason: 'required',
    });
    if (!answer) return;
    setError(null);
    try {
      const { voided } = await record.mutateAsync({ params: { id: application.id }, body: { userId: judge.id, reason: answer.reason } });
      toast.success(t('conflict.done', { judge: judge.name, count: voided }));
    } catch (failure) {
      setError(failure);
    }
  };
  const judge = view.judges.find((one) => one.userId === chosen.judge);
  const application = applications.find((one) => one.id === chosen.application);
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {view.hints.length > 0 && (
        <Card title={t('conflict.hints', { count: view.hints.length })} flush>
          <ul className={classes.people}>
            {view.hints.map((hint) => (
              <li key={hint.judge.id + hint.application.id}>
                <span className={classes.person}><b>{hint.judge.name} · {hint.application.organization}</b><span className="wc-secondary">{hint.application.title}</span></span>
                <span className={classes.meta}>
                  {hint.by.map((by) => <StateTag key={by} tone="bad">{t(`hint.${by}`)}</StateTag>)}
                  {mayRecord && <Button size="xs" variant="default" onClick={() => void ask(hint.judge, hint.application)}>{t('conflict.record')}</Button>}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('conflict.recorded', { count: view.conflicts.length })} flush>
        {view.conflicts.length === 0 ? <EmptyState title={t('conflict.none')}>{t('conflict.noneHelp')}</EmptyState> : (
          <ul className={classes.people}>
            {view.conflicts.map((one) => (
              <li key={one.judge.id + one.application.id}>
                <span className={classes.person}><b>{one.judge.name} · {one.application.organization}</b><span className="wc-secondary">{one.application.title}</span><span>{one.reason}</span></span>
                <span className={classes.meta}><StateTag tone="paused">{t(`source.${one.source}`)}</StateTag><span>{format.dateTime(one.createdAt)}</span></span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {mayRecord && view.judges.length > 0 && (
        <Card title={t('conflict.add')}>
          <div className={classes.stack}>
            <Note>{t('conflict.addHelp')}</Note>
            <div className={classes.add}>
              <NativeSelect label={t('conflict.application')} value={chosen.application} onChange={(event) => setChosen({ ...chosen, application: event.currentTarget.value })}
                data={[{ value: '', label: t('conflict.choose') }, ...applications.map((one) => ({ value: one.id, label: `${one.title} · ${one.organization}` }))]} />
              <NativeSelect label={t('conflict.judge')} value={chosen.judge} onChange={(event) => setChosen({ ...chosen, judge: event.currentTarget.value })}
                data={[{ value: '', label: t('conflict.choose') }, ...view.judges.map((one) => ({ value: one.userId, label: one.name }))]} />
              <Button variant="outline" color="brick" disabled={!judge || !application} onClick={() => judge && application && void ask({ id: judge.userId, name: judge.name }, application)}>{t('conflict.record')}</Button>
            </div>
          </div>
        </Card>
      )}
    </>
  );
}
