import { Button } from '@mantine/core';
import { cloneRound, createRound, listTemplates, NewRound, type RoundSummary } from '@weichuang/contracts/calls/rounds';
import { addDays } from '@weichuang/kernel/calendar';
import { Dialog, ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { DateField, Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, serverNow, useFormat, useText } from '@weichuang/ui/format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import classes from './calls.module.css';

const LAST = 'last';
// what is typed is text; the contract's own rules hold for what it becomes
const Typed = NewRound.extend({ year: z.coerce.number<string>().pipe(NewRound.shape.year), edition: z.coerce.number<string>().pipe(NewRound.shape.edition) });

/** From a programme of the library, or from the street's last round. */
export function NewRoundDialog({ tenantId, last, open, onClose }: { tenantId: string; last: RoundSummary | null; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('calls');
  return (
    <Dialog open={open} onClose={onClose} title={t('new.title')}>
      <NewRoundForm tenantId={tenantId} last={last} onClose={onClose} />
    </Dialog>
  );
}

function NewRoundForm({ tenantId, last, onClose }: { tenantId: string; last: RoundSummary | null; onClose: () => void }) {
  const { t } = useTranslation('calls');
  const text = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const { data, error, refetch } = useApi(listTemplates, {});
  const [from, setFrom] = useState<string>(last ? LAST : 'street_micro');
  const create = useApiMutation(createRound);
  const clone = useApiMutation(cloneRound);
  const today = chinaDay(serverNow());
  const form = useZodForm(Typed, {
    title: last?.title ?? '',
    year: today.slice(0, 4),
    edition: String((last?.edition ?? 0) + 1),
    // a month for the needs and the set-up before the call opens
    openOn: addDays(today, 30),
  });
  const keyOf = useActKey();
  const submit = async (body: z.output<typeof Typed>) => {
    const idempotencyKey = keyOf({ from, ...body });
    const { id } = from === LAST && last
      ? await clone.mutateAsync({ params: { roundId: last.id }, body, idempotencyKey })
      : await create.mutateAsync({ params: { tenantId }, body: { ...body, templateId: from }, idempotencyKey });
    onClose();
    void navigate(`/app/rounds/${id}/setup`);
  };
  return (
    <div className={classes.dialogForm}>
      <Form form={form} onSubmit={submit} label={t('new.title')}>
        <fieldset className={classes.templates}>
          <legend className="wc-secondary">{t('new.from')}</legend>
          {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
          {!data && !error && <TextSkeleton lines={6} />}
          {last && (
            <label className={classes.template}>
              <input type="radio" name="from" value={LAST} checked={from === LAST} onChange={() => setFrom(LAST)} />
              <b>{t('new.last', { title: last.title, year: last.year })}</b>
              <p>{t('new.lastHelp')}</p>
            </label>
          )}
          {data?.rows.map((template) => (
            <label key={template.id} className={classes.template}>
              <input type="radio" name="from" value={template.id} checked={from === template.id} onChange={() => setFrom(template.id)} />
              <b>{text(template.name)}</b>
              <p>{text(template.describes)}</p>
              <ul>
                <li>{t('new.tracks', { n: template.figures.tracks })}</li>
                <li>{t('pool')} {format.wan(template.figures.poolFen)}</li>
                <li>{t('new.tranches', { plan: template.figures.tranches.map((bp) => bp / 100).join(' / ') })}</li>
                <li>{t('new.notice', { n: template.figures.noticeWorkingDays })}</li>
              </ul>
              {from === template.id && template.defaults.length > 0 && <p>{t('new.defaults')}{template.defaults.map((one) => text(one)).join(t('new.semicolon'))}</p>}
            </label>
          ))}
        </fieldset>
        <TextField control={form.control} name="title" label={t('field.title')} required />
        <div className={classes.pair}>
          <TextField control={form.control} name="year" label={t('field.year')} inputMode="numeric" required />
          <TextField control={form.control} name="edition" label={t('field.edition')} inputMode="numeric" required />
          <DateField control={form.control} name="openOn" label={t('new.openOn')} help={t('new.openOnHelp')} required />
        </div>
        <div className="wc-dialog-buttons">
          <Button variant="default" onClick={onClose}>{t('new.cancel')}</Button>
          <SubmitButton>{t('new.submit')}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
