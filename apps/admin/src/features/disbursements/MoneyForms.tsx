import { Button } from '@mantine/core';
import { holdTranche, payTranche, returnMoney } from '@weichuang/contracts/disbursements/tranches';
import { DateOnly, Fen } from '@weichuang/contracts/http/shapes';
import { toast } from '@weichuang/ui/feedback';
import { DateField, Form, MoneyField, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, Money, serverNow } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApiMutation } from '../../app/api';
import classes from './disbursements.module.css';
import { Payee } from './Payee';
import type { Payable } from './TrancheActs';

interface Props {
  readonly tranche: Payable;
  readonly onClose: () => void;
}
const today = (): string => chinaDay(serverNow());
const Voucher = z.string().trim().min(1).max(60);

const Payment = z.object({ amountFen: Fen, voucherNumber: Voucher, paidOn: DateOnly });

export function PayForm({ tranche, onClose }: Props) {
  const { t } = useTranslation('disbursements');
  const form = useZodForm(Payment, { voucherNumber: '', paidOn: today() });
  const keyOf = useActKey();
  const pay = useApiMutation(payTranche);
  const submit = async (body: z.output<typeof Payment>) => {
    await pay.mutateAsync({ params: { id: tranche.id }, body: { revision: tranche.revision, ...body }, idempotencyKey: keyOf(body) });
    toast.success(t('act.pay.done', { name: tranche.name, project: tranche.project }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.pay.consequence')}</p>
      <Payee projectId={tranche.projectId} fen={tranche.amountFen} />
      <Form form={form} onSubmit={submit}>
        <MoneyField control={form.control} name="amountFen" label={t('pay.amount')} help={t('pay.amountHelp')} required />
        <TextField control={form.control} name="voucherNumber" label={t('pay.voucher')} required />
        <DateField control={form.control} name="paidOn" label={t('pay.on')} max={today()} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('act.pay.label')}</SubmitButton></div>
      </Form>
    </div>
  );
}

const Returned = z.object({ amountFen: Fen, voucherNumber: Voucher, returnedOn: DateOnly, reason: z.string().trim().min(1).max(1000) });

export function ReturnForm({ tranche, onClose }: Props) {
  const { t } = useTranslation('disbursements');
  const form = useZodForm(Returned, { voucherNumber: '', returnedOn: today(), reason: '' });
  const keyOf = useActKey();
  const giveBack = useApiMutation(returnMoney);
  const submit = async (body: z.output<typeof Returned>) => {
    await giveBack.mutateAsync({ params: { id: tranche.id }, body: { revision: tranche.revision, ...body }, idempotencyKey: keyOf(body) });
    toast.success(t('act.return.done', { name: tranche.name, project: tranche.project }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.return.consequence')} {t('pay.most')} <b><Money fen={tranche.paidFen - tranche.returnedFen} /></b></p>
      <Form form={form} onSubmit={submit}>
        <MoneyField control={form.control} name="amountFen" label={t('pay.returned')} required />
        <TextField control={form.control} name="voucherNumber" label={t('pay.voucher')} required />
        <DateField control={form.control} name="returnedOn" label={t('pay.returnedOn')} max={today()} required />
        <TextAreaField control={form.control} name="reason" label={t('reason')} rows={3} maxLength={1000} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('act.return.label')}</SubmitButton></div>
      </Form>
    </div>
  );
}

const Reduction = z.object({ amountFen: Fen, reason: z.string().trim().min(1).max(1000) });

export function ReduceForm({ tranche, onClose }: Props) {
  const { t } = useTranslation('disbursements');
  const form = useZodForm(Reduction, { reason: '' });
  const keyOf = useActKey();
  const reduce = useApiMutation(holdTranche);
  const submit = async (body: z.output<typeof Reduction>) => {
    await reduce.mutateAsync({ params: { id: tranche.id }, body: { event: 'reduce', revision: tranche.revision, ...body }, idempotencyKey: keyOf(body) });
    toast.success(t('act.reduce.done', { name: tranche.name, project: tranche.project }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.reduce.consequence')} {t('amount')} <b><Money fen={tranche.amountFen} /></b></p>
      <Form form={form} onSubmit={submit}>
        <MoneyField control={form.control} name="amountFen" label={t('pay.reducedTo')} required />
        <TextAreaField control={form.control} name="reason" label={t('reason')} rows={3} maxLength={1000} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('act.reduce.label')}</SubmitButton></div>
      </Form>
    </div>
  );
}
