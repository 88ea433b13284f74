import { getObjectionStatus, type ObjectionStatus } from '@weichuang/contracts/awards/objection';
import { StateTag } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { call } from '../../../app/api';
import classes from '../awards.module.css';

const Receipt = z.object({ number: z.string().trim().min(1).max(20) });

/** What became of an objection, for whoever has its receipt number. */
export function StatusForm({ noticeId, number = '' }: { noticeId: string; number?: string }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const form = useZodForm(Receipt, { number });
  const [status, setStatus] = useState<z.output<typeof ObjectionStatus> | null>(null);
  return (
    <div className={classes.statusForm}>
      <Form form={form} label={t('portal.followLabel')} onSubmit={async (values) => {
        setStatus(null);
        setStatus(await call(getObjectionStatus, { params: { noticeId, number: values.number.toUpperCase() } }));
      }}>
        <div className={classes.row}>
          <TextField control={form.control} name="number" label={t('portal.receiptNumber')} placeholder="YY2026-XXXX-XXXX" />
          <SubmitButton variant="default">{t('portal.follow')}</SubmitButton>
        </div>
      </Form>
      <div role="status">
        {status && (
          <div className={classes.card}>
            <p className={classes.cardTop}><b>{status.project}</b><StateTag tone={status.step === 'closed' ? 'good' : 'progress'}>{status.outcome ? t(`outcome.${status.outcome}`) : t(`step.${status.step}`)}</StateTag></p>
            <p className={classes.meta}><span>{status.number}</span><span>{t('portal.receivedAt', { at: format.dateTime(status.receivedAt) })}</span></p>
            {status.reply ? <blockquote className={classes.quote}>{status.reply}</blockquote> : <p className="wc-secondary">{t('portal.wait')}</p>}
          </div>
        )}
      </div>
    </div>
  );
}
