import { addJudge, removeJudge, type PanelView } from '@weichuang/contracts/judging/panel';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { Card } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';

/** Who judges: declared or not, how many sheets. */
export function PanelTab({ view, mayManage }: { view: PanelView; mayManage: boolean }) {
  const { t } = useTranslation('judging');
  const { stage, judges } = view;
  return (
    <>
      {mayManage && <Card title={t('panel.add')}><AddJudge stageId={stage.id} /></Card>}
      <Card title={t('panel.title', { count: judges.length })} flush>
        {judges.length === 0 ? <EmptyState title={t('panel.none')}>{t('panel.noneHelp', { count: stage.judgesPerApplication })}</EmptyState> : (
          <ul className={classes.people}>{judges.map((judge) => <Judge key={judge.userId} judge={judge} stageId={stage.id} mayManage={mayManage} asked={stage.state !== 'forming'} />)}</ul>
        )}
      </Card>
    </>
  );
}

function AddJudge({ stageId }: { stageId: string }) {
  const { t } = useTranslation('judging');
  const form = useZodForm(addJudge.body, { email: '', name: '' });
  const add = useApiMutation(addJudge);
  return (
    <Form form={form} label={t('panel.add')} onSubmit={async (body) => {
      await add.mutateAsync({ params: { stageId }, body });
      toast.success(t('panel.added', { email: body.email }));
      form.reset();
    }}>
      <div className={classes.add}>
        <TextField control={form.control} name="email" label={t('panel.email')} type="email" autoComplete="off" required />
        <TextField control={form.control} name="name" label={t('panel.name')} autoComplete="off" />
        <SubmitButton>{t('panel.addButton')}</SubmitButton>
      </div>
    </Form>
  );
}

function Judge({ judge, stageId, mayManage, asked }: { judge: PanelView['judges'][number]; stageId: string; mayManage: boolean; asked: boolean }) {
  const { t } = useTranslation('judging');
  const confirm = useConfirm();
  const remove = useApiMutation(removeJudge);
  const [error, setError] = useState<unknown>(null);
  const takeOff = async () => {
    const answer = await confirm({ title: t('panel.removeTitle', { name: judge.name }), consequence: t('panel.removeConsequence'), confirm: t('panel.remove'), danger: true });
    if (!answer) return;
    setError(null);
    try {
      await remove.mutateAsync({ params: { stageId, userId: judge.userId } });
      toast.success(t('panel.removed', { name: judge.name }));
    } catch (failure) {
      setError(failure);
    }
  };
  const declared = judge.declaredAt !== null && judge.undeclared === 0;
  return (
    <li>
      <span className={classes.person}><b>{judge.name}</b><span className="wc-secondary">{judge.email}</span></span>
      <span className={classes.meta}>
        {judge.accountState === 'invited' && <StateTag tone="waiting">{t('panel.invited')}</StateTag>}
        {asked && <StateTag tone={declared ? 'good' : 'waiting'}>{declared ? t('panel.declared') : t('panel.undeclared', { count: judge.undeclared })}</StateTag>}
        {judge.conflicts > 0 && <span>{t('panel.conflicts', { count: judge.conflicts })}</span>}
        {judge.sheets > 0 && <span>{t('panel.sheets', { locked: judge.locked, count: judge.sheets })}</span>}
        {mayManage && judge.locked === 0 && <Button variant="subtle" color="brick" size="compact-sm" loading={remove.isPending} onClick={() => void takeOff()}>{t('panel.remove')}</Button>}
      </span>
      {error !== null && <ErrorNote error={error} />}
    </li>
  );
}
