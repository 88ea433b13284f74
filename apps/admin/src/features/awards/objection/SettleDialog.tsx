import { settleObjection, type ObjectionView } from '@weichuang/contracts/awards/objection';
import { Button } from '@mantine/core';
import { Dialog, Note, toast } from '@weichuang/ui/feedback';
import { Form, RadioField, SubmitButton, TextAreaField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';

const SettleIn = z.object({ outcome: z.enum(['upheld', 'rejected']), findings: z.string().trim().min(1).max(4000), reply: z.string().trim().min(1).max(4000) });

/** What was found out, and what the objector is told. */
export function SettleDialog({ row, open, onClose }: { row: ObjectionView; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('awards');
  return <Dialog open={open} onClose={onClose} title={t('objection.settle.title', { number: row.number })}><SettleForm row={row} onClose={onClose} /></Dialog>;
}

function SettleForm({ row, onClose }: { row: ObjectionView; onClose: () => void }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const settle = useApiMutation(settleObjection);
  const form = useZodForm<z.input<typeof SettleIn>, z.output<typeof SettleIn>>(SettleIn, { findings: '', reply: '' });
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  return (
    <div className={classes.dialogForm}>
      <blockquote className={classes.quote}>{row.statement}</blockquote>
      <Form form={form} onSubmit={async (body) => {
        const { promoted } = await settle.mutateAsync({ params: { id: row.id }, body: { ...body, revision: row.revision } });
        toast.success(promoted ? t('objection.settle.promoted', { project: promoted.project, amount: format.money(promoted.amountFen) }) : t('objection.settle.done', { number: row.number }));
        onClose();
      }}>
        <RadioField control={form.control} name="outcome" label={t('objection.settle.outcome')} required options={[
          { value: 'rejected', label: t('outcome.rejected'), help: t('objection.settle.rejectedHelp') },
          { value: 'upheld', label: t('outcome.upheld'), help: t('objection.settle.upheldHelp') },
        ]} />
        {outcome === 'upheld' && <Note tone="danger" title={t('objection.settle.cancels', { project: row.project })} />}
        <TextAreaField control={form.control} name="findings" label={t('objection.findings')} help={t('objection.settle.findingsHelp')} maxLength={4000} required />
        <TextAreaField control={form.control} name="reply" label={t('objection.reply')} help={t('objection.settle.replyHelp')} maxLength={4000} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton color={outcome === 'upheld' ? 'brick' : undefined}>{t('objection.settle.confirmSend')}</SubmitButton></div>
      </Form>
    </div>
  );
}
