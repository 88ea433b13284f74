import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { addExpense, addVoucher, checkInvoice, editExpense, type ExpenseView, type listExpenses, NewExpense } from '@weichuang/contracts/disbursements/expenses';
import type { FileView } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { Note, toast } from '@weichuang/ui/feedback';
import { DateField, Form, MoneyField, RadioField, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, serverNow, useFormat, useText } from '@weichuang/ui/format';
import { Camera } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useApi, useApiMutation } from '../../app/api';
import { useActKey } from '../../app/act-key';
import { sendFile } from '../../app/upload';
import classes from './disbursements.module.css';
import { duplicateText } from './ExpensesTab';

const Entry = NewExpense.omit({ activityRecordId: true });
type Entry = z.output<typeof Entry>;

interface Props {
  readonly projectId: string;
  readonly data: Output<typeof listExpenses>;
  /** the one to be corrected; absent: a new one */
  readonly expense?: ExpenseView;
  readonly onClose: () => void;
}

/** One expense with its vouchers: made for a phone beside the till. */
export function ExpenseForm({ projectId, data, expense, onClose }: Props) {
  const { t } = useTranslation('disbursements');
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const today = chinaDay(serverNow());
  const form = useZodForm(Entry, expense ? entryOf(expense) : { category: data.categories[0]?.id ?? '', content: '', payee: '', invoiceNumber: '', spentOn: today, source: 'grant' });
  const [files, setFiles] = useState<readonly File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const [add, edit] = [useApiMutation(addExpense), useApiMutation(editExpense)];
  const keyOf = useActKey();
  const number = useDeferredValue(String(useWatch({ control: form.control, name: 'invoiceNumber' }) ?? '').trim());
  const known = useApi(checkInvoice, { params: { id: projectId }, query: { number } }, { enabled: number.length >= 4, keepPrevious: true });
  const submit = async (body: Entry) => {
    const made = expense
      ? await edit.mutateAsync({ params: { id: expense.id }, body: { ...body, revision: expense.revision } })
      : await add.mutateAsync({ params: { id: projectId }, body, idempotencyKey: keyOf(body) });
    const lost: string[] = [];
    for (const file of files) await sendFile<typeof addVoucher, FileView>(addVoucher, { params: { id: made.id } }, file).catch(() => lost.push(file.name));
    await client.invalidateQueries();
    toast.success(t(expense ? 'expense.edited' : 'expense.added', { content: body.content, amount: format.money(body.amountFen) }));
    for (const hint of made.hints) toast.info(hint.text);
    if (lost.length) toast.danger(t('expense.voucherLost', { names: format.list(lost) }));
    onClose();
  };
  return (
    <div className="wc-roomy">
      <Form form={form} onSubmit={submit}>
        <MoneyField control={form.control} name="amountFen" label={t('expense.amount')} required />
        <TextField control={form.control} name="content" label={t('expense.content')} required />
        <SelectField control={form.control} name="category" label={t('expense.category')} options={data.categories.map((one) => ({ value: one.id, label: text(one.name) }))} required />
        <RadioField control={form.control} name="source" label={t('expense.source')} options={[{ value: 'grant', label: t('source.grant') }, { value: 'own', label: t('source.own') }]} required />
        <TextField control={form.control} name="payee" label={t('expense.payee')} required />
        <TextField control={form.control} name="invoiceNumber" label={t('expense.invoice')} help={t('expense.invoiceHelp')} required />
        {number.length >= 4 && known.data?.duplicates.filter((one) => !(expense && one.sameProject && one.spentOn === expense.spentOn && one.amountFen === expense.amountFen)).map((one, i) => <Note key={i} tone="waiting">{duplicateText(t, format, one)}</Note>)}
        <DateField control={form.control} name="spentOn" label={t('expense.on')} min={data.period.from} max={today < data.period.to ? today : data.period.to} required />
        <div className={classes.vouchers}>
          <Button variant="default" leftSection={<Camera size={16} aria-hidden />} onClick={() => picker.current?.click()}>{t('expense.photo')}</Button>
          <input ref={picker} type="file" hidden multiple accept=".pdf,image/*" onChange={(event) => { setFiles([...files, ...Array.from(event.currentTarget.files ?? [])].slice(0, 6)); event.currentTarget.value = ''; }} />
          {files.length > 0 && <ul>{files.map((file, i) => <li key={i}>{file.name} <button type="button" className={classes.textButton} onClick={() => setFiles(files.filter((_, at) => at !== i))}>{t('expense.dropPhoto')}</button></li>)}</ul>}
        </div>
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('expense.save')}</SubmitButton></div>
      </Form>
    </div>
  );
}

const entryOf = ({ category, content, payee, invoiceNumber, spentOn, amountFen, source }: ExpenseView): Entry => ({ category, content, payee, invoiceNumber: invoiceNumber ?? '', spentOn, amountFen, source });
