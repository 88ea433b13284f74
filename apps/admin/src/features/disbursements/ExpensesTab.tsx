import { Button } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { addVoucher, type ExpenseView, listExpenses, removeExpense } from '@weichuang/contracts/disbursements/expenses';
import { getFile } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { Dialog, EmptyState, ErrorNote, TextSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { MoneyMeter } from '@weichuang/ui/chart';
import { Card } from '@weichuang/ui/page';
import { Plus, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, fileAddress, useApi, useApiMutation } from '../../app/api';
import { UploadButton } from '../agreements/UploadButton';
import classes from './disbursements.module.css';
import { ExpenseForm } from './ExpenseForm';

type Expenses = Output<typeof listExpenses>;

/** What was spent, beside the agreed budget. */
export default function ExpensesTab({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('disbursements');
  const { data, error, refetch } = useApi(listExpenses, { params: { id: project.id } });
  const [adding, setAdding] = useState(false);
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={8} />;
  const add = data.may.record ? <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('expense.add')}</Button> : undefined;
  return (
    <div className={classes.stack}>
      {add && data.rows.length > 0 && <div className={classes.buttons}>{add}</div>}
      <Budget data={data} />
      {data.rows.length === 0
        ? <div className="wc-card"><EmptyState title={t('expense.empty')} action={add}>{t('expense.emptyHelp')}</EmptyState></div>
        : <Card title={t('expense.list')}><ul className={classes.expenses}>{data.rows.map((row) => <Expense key={row.id} row={row} data={data} />)}</ul></Card>}
      <Dialog kind="sheet" open={adding} onClose={() => setAdding(false)} title={t('expense.add')}><ExpenseForm projectId={project.id} data={data} onClose={() => setAdding(false)} /></Dialog>
    </div>
  );
}

function Budget({ data }: { data: Expenses }) {
  const { t } = useTranslation('disbursements');
  const text = useText();
  const format = useFormat();
  const { totals } = data;
  return (
    <Card title={t('budget.title')}>
      <div className={classes.stack}>
        <dl className={classes.totals}>
          <div><dt>{t('budget.grantRate')}</dt><dd>{totals.grantRateBp === null ? '—' : format.percent(totals.grantRateBp)}</dd></div>
          <div><dt>{t('budget.rate')}</dt><dd>{totals.rateBp === null ? '—' : format.percent(totals.rateBp)}</dd></div>
          <div><dt>{t('budget.grantSpent')}</dt><dd><Money fen={totals.grantSpentFen} /></dd></div>
          <div><dt>{t('netPaid')}</dt><dd><Money fen={totals.netPaidFen} /></dd></div>
        </dl>
        <div className={classes.meters}>
          {data.execution.map((line) => (
            <MoneyMeter key={`${line.category} ${line.source}`} label={`${text(line.name)}（${t(`source.${line.source}`)}）`} usedFen={line.spentFen} limitFen={line.budgetFen} />
          ))}
        </div>
      </div>
    </Card>
  );
}

function Expense({ row, data }: { row: ExpenseView; data: Expenses }) {
  const { t } = useTranslation('disbursements');
  const text = useText();
  const format = useFormat();
  const confirm = useConfirm();
  const remove = useApiMutation(removeExpense);
  const category = text(data.categories.find((one) => one.id === row.category)?.name) || row.category;
  const take = async () => {
    const answer = await confirm({ title: t('expense.removeTitle', { content: row.content }), consequence: t('expense.removeConsequence', { amount: format.money(row.amountFen) }), confirm: t('expense.remove'), danger: true });
    if (!answer) return;
    try {
      await remove.mutateAsync({ params: { id: row.id }, query: { revision: row.revision } });
      toast.success(t('expense.removed', { content: row.content }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    }
  };
  return (
    <li className={classes.expense}>
      <div className={classes.expenseHead}><b>{row.content}</b><b className={classes.sum}><Money fen={row.amountFen} /></b></div>
      <p className="wc-secondary">{[format.day(row.spentOn), category, t(`source.${row.source}`), row.payee, row.invoiceNumber].filter(Boolean).join(' · ')}</p>
      {row.duplicates.map((one, i) => (
        <p key={i} className={classes.warning}><TriangleAlert size={15} aria-hidden /><span>{duplicateText(t, format, one)}</span></p>
      ))}
      <div className={classes.buttons}>
        {row.files.map((file) => <a key={file.id} href={fileAddress(getFile, { params: { id: file.id }, query: { inline: '1' } })} target="_blank" rel="noreferrer">{file.name}</a>)}
        {!row.files.length && <span className={classes.warning}>{t('expense.noVoucher')}</span>}
        {data.may.record && (
          <>
            <UploadButton route={addVoucher} args={{ params: { id: row.id } }} label={t('expense.voucher')} about={row.content} accept=".pdf,image/*" size="xs" />
            <Button size="xs" variant="subtle" color="brick" leftSection={<Trash2 size={15} aria-hidden />} loading={remove.isPending} aria-label={t('expense.removeTitle', { content: row.content })} onClick={() => void take()}>{t('expense.remove')}</Button>
          </>
        )}
      </div>
    </li>
  );
}

type Duplicate = ExpenseView['duplicates'][number];
type Translate = ReturnType<typeof useTranslation>['t'];

/** Whose it is where the server says so. */
export function duplicateText(t: Translate, format: ReturnType<typeof useFormat>, one: Duplicate): string {
  const where = one.sameProject ? t('duplicate.here') : one.projectNumber ? t('duplicate.in', { number: one.projectNumber }) : t('duplicate.elsewhere');
  return t('duplicate.text', { where, day: format.day(one.spentOn), amount: format.money(one.amountFen) });
}
