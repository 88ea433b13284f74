import { Button, Checkbox, TextInput } from '@mantine/core';
import { announce, extendRound, findUndertakers, setUndertaker, type RoundDetail } from '@weichuang/contracts/calls/rounds';
import { Dialog, EmptyState, ErrorNote, toast } from '@weichuang/ui/feedback';
import { DateTimeField, Form, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import classes from './calls.module.css';

interface Props {
  readonly round: RoundDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

const Extension = extendRound.body.pick({ closeAt: true, reason: true });

/** More time for all: a later end, with the reason that all will read. */
export function ExtendDialog({ round, open, onClose }: Props) {
  const { t } = useTranslation('calls');
  return <Dialog open={open} onClose={onClose} title={t('act.extend.title', { title: round.title })}><ExtendForm round={round} onClose={onClose} /></Dialog>;
}

function ExtendForm({ round, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { closeAt } = round.config.calendar;
  // shown as a clock in China, a week later
  const later = new Date(Date.parse(closeAt) + 7 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 19);
  const form = useZodForm(Extension, { closeAt: `${later}+08:00`, reason: '' });
  const [moveRest, setMoveRest] = useState(true);
  const keyOf = useActKey();
  const extend = useApiMutation(extendRound);
  const submit = async (body: z.output<typeof Extension>) => {
    const done = await extend.mutateAsync({ params: { roundId: round.id }, body: { ...body, moveRest, revision: round.revision }, idempotencyKey: keyOf({ ...body, moveRest }) });
    toast.success(t('act.extend.done', { time: format.deadline(done.closeAt) }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.extend.consequence', { time: format.deadline(closeAt) })}</p>
      <Form form={form} onSubmit={submit}>
        <DateTimeField control={form.control} name="closeAt" label={t('act.extend.closeAt')} required />
        <Checkbox size="sm" label={t('act.extend.moveRest')} checked={moveRest} onChange={(event) => setMoveRest(event.currentTarget.checked)} />
        <TextAreaField control={form.control} name="reason" label={t('act.extend.reason')} help={t('act.extend.reasonHelp')} maxLength={1000} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('new.cancel')}</Button><SubmitButton>{t('act.extend.confirm')}</SubmitButton></div>
      </Form>
    </div>
  );
}

/** What all should know: answers to questions, corrections, meetings. */
export function AnnounceDialog({ round, open, onClose }: Props) {
  const { t } = useTranslation('calls');
  return <Dialog open={open} onClose={onClose} title={t('act.announce.title')}><AnnounceForm round={round} onClose={onClose} /></Dialog>;
}

function AnnounceForm({ round, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation('calls');
  const form = useZodForm(announce.body, { title: '', body: '' });
  const keyOf = useActKey();
  const send = useApiMutation(announce);
  return (
    <div className={classes.dialogForm}>
      <Form form={form} onSubmit={async (body) => {
        await send.mutateAsync({ params: { roundId: round.id }, body, idempotencyKey: keyOf(body) });
        toast.success(t('act.announce.done', { title: body.title }));
        onClose();
      }}>
        <TextField control={form.control} name="title" label={t('act.announce.name')} required />
        <TextAreaField control={form.control} name="body" label={t('act.announce.body')} rows={6} maxLength={5000} />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('new.cancel')}</Button><SubmitButton>{t('act.announce.confirm')}</SubmitButton></div>
      </Form>
    </div>
  );
}

/** Who runs the round for the street. */
export function UndertakerDialog({ round, open, onClose }: Props) {
  const { t } = useTranslation('calls');
  return <Dialog open={open} onClose={onClose} title={t('act.undertaker.title')}><UndertakerSearch round={round} onClose={onClose} /></Dialog>;
}

function UndertakerSearch({ round, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation('calls');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, error } = useApi(findUndertakers, { params: { roundId: round.id }, query: { q } }, { enabled: q.length > 1, keepPrevious: true });
  const save = useApiMutation(setUndertaker);
  const choose = async (organizationId: string | null) => {
    await save.mutateAsync({ params: { roundId: round.id }, body: { organizationId, revision: round.revision } });
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.undertaker.consequence')}</p>
      {save.error && <ErrorNote error={save.error} />}
      {round.undertaker && (
        <p>{t('act.undertaker.now', { name: round.undertaker.name })} <Button size="xs" variant="subtle" color="brick" onClick={() => void choose(null)}>{t('act.undertaker.remove')}</Button></p>
      )}
      <TextInput label={t('act.undertaker.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" data-autofocus />
      {error && <ErrorNote error={error} />}
      {q.length > 1 && data?.rows.length === 0 && <EmptyState title={t('act.undertaker.none')} />}
      <ul className={classes.dates}>
        {q.length > 1 && data?.rows.map((row) => (
          <li key={row.id}><Button variant="default" fullWidth justify="start" loading={save.isPending} onClick={() => void choose(row.id).catch(() => undefined)}>{row.name}</Button></li>
        ))}
      </ul>
    </div>
  );
}
