import { addObjectionScan, recordObjection, type listObjections } from '@weichuang/contracts/awards/objection';
import { OBJECTION_CHANNELS } from '@weichuang/domain/awards/objection-receipt';
import { Button } from '@mantine/core';
import { Dialog, Note, toast } from '@weichuang/ui/feedback';
import { DateField, Form, RadioField, SelectField, SubmitButton, SwitchField, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, serverNow } from '@weichuang/ui/format';
import { useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useActKey } from '../../../app/act-key';
import { useApiMutation } from '../../../app/api';
import { UploadButton } from '../../../app/UploadButton';
import classes from '../awards.module.css';

type Recordable = z.output<typeof listObjections.response>['recordable'][number];
type Receipt = z.output<typeof recordObjection.response>;
const CHANNELS = OBJECTION_CHANNELS.filter((channel) => channel !== 'online');

/** Writes down an objection that came on paper, by phone or by a visit, and shows its receipt number to pass on. */
export function RecordDialog({ awards, open, onClose }: { awards: readonly Recordable[]; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('awards');
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const close = () => {
    onClose();
    setReceipt(null);
  };
  return (
    <Dialog open={open} onClose={close} title={t('objection.record.title')}>
      {receipt ? <Written receipt={receipt} onClose={close} /> : <RecordForm awards={awards} onWritten={setReceipt} onClose={close} />}
    </Dialog>
  );
}

function RecordForm({ awards, onWritten, onClose }: { awards: readonly Recordable[]; onWritten: (receipt: Receipt) => void; onClose: () => void }) {
  const { t } = useTranslation('awards');
  const keyOf = useActKey();
  const record = useApiMutation(recordObjection);
  const today = chinaDay(serverNow());
  const schema = useMemo(
    () =>
      z.object({
        awardId: z.string().min(1, { error: t('form.need.project') }),
        channel: z.enum(CHANNELS),
        receivedOn: z.string().min(1, { error: t('objection.record.needDay') }),
        statement: z.string().trim().min(1, { error: t('objection.record.needStatement') }).max(4000),
        anonymous: z.boolean(),
        name: z.string().trim().max(60),
        contact: z.string().trim().max(100),
      }),
    [t],
  );
  const form = useZodForm<z.input<typeof schema>, z.output<typeof schema>>(schema, { awardId: '', channel: 'paper', receivedOn: today, statement: '', anonymous: false, name: '', contact: '' });
  const anonymous = useWatch({ control: form.control, name: 'anonymous' });
  const awardId = useWatch({ control: form.control, name: 'awardId' });
  const award = awards.find((one) => one.awardId === awardId);
  return (
    <Form form={form} label={t('objection.record.title')} onSubmit={async (body) => {
      const noticeId = award?.noticeId ?? '';
      const receipt = await record.mutateAsync({ params: { id: noticeId }, body, idempotencyKey: keyOf(body) });
      toast.success(t('objection.record.done', { number: receipt.number }));
      onWritten(receipt);
    }}>
      <div className={classes.dialogForm}>
        <SelectField control={form.control} name="awardId" label={t('form.project')} required options={awards.map((one) => ({ value: one.awardId, label: `${one.project}（${one.organization}）` }))} />
        <RadioField control={form.control} name="channel" label={t('objection.record.channel')} required options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
        <DateField control={form.control} name="receivedOn" label={t('objection.record.receivedOn')} min={award?.publishedOn} max={today} required />
        <TextAreaField control={form.control} name="statement" label={t('form.statement')} help={t('objection.record.statementHelp')} rows={6} maxLength={4000} required />
        {!anonymous && (
          <>
            <TextField control={form.control} name="name" label={t('form.name')} help={t('objection.record.nameHelp')} autoComplete="off" />
            <TextField control={form.control} name="contact" label={t('form.contact')} help={t('form.contactHelp')} autoComplete="off" />
          </>
        )}
        <SwitchField control={form.control} name="anonymous" label={t('objection.record.anonymous')} />
        {anonymous && <Note tone="waiting" title={t('form.anonymousWarning')} />}
        <p className="wc-secondary">{t('objection.record.privacy')}</p>
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('objection.record.confirm')}</SubmitButton></div>
      </div>
    </Form>
  );
}

function Written({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { t } = useTranslation('awards');
  return (
    <div className={classes.dialogForm} role="status">
      <p className={classes.receiptNumber}>{receipt.number}</p>
      <p>{t('objection.record.passOn')}</p>
      <p className="wc-secondary">{t('objection.scan.after')}</p>
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t('objection.record.close')}</Button>
        <UploadButton route={addObjectionScan} args={{ params: { id: receipt.id } }} label={t('objection.scan.add')} accept=".pdf,image/*" />
      </div>
    </div>
  );
}
