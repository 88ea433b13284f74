import { Button } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { acceptExpense, addVoucher, type ExpenseView, listExpenses, removeExpense, reopenExpense } from '@weichuang/contracts/disbursements/expenses';
import { getFile } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { Dialog, EmptyState, ErrorNote, StateTag, TextSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { chinaDay, Money, useFormat, useText } from '@weichuang/ui/format';
import { MoneyMeter } from '@weichuang/ui/chart';
import { Card } from '@weichuang/ui/page';
import { Check, Pencil, Plus, Trash2, TriangleAlert, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, fileAddress, useApi, useApiMutation } from '../../app/api';
import { UploadButton } from '../../app/UploadButton';
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
        : <Card title={t('expense.list')}><ul className={classes.expenses}>{data.rows.map((row) => <Expense key={row.id} projectId={project.id} row={row} data={data} />)}</ul></Card>}
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

function Expense({ projectId, row, data }: { projectId: string; row: ExpenseView; data: Expenses }) {
  const { t } = useTranslation('disbursements');
  const text = useText();
  const format = useFormat();
  const confirm = useConfirm();
  const [editing, setEditing] = useState(false);
  const [remove, accept, reopen] = [useApiMutation(removeExpense), useApiMutation(acceptExpense), useApiMutation(reopenExpense)];
  const category = text(data.categories.find((one) => one.id === row.category)?.name) || row.category;
  const may = (event: string) => row.actions.some((one) => one.event === event && one.allowed);
  const closed = row.actions.find((one) => !one.allowed && one.event !== 'remove');
  const act = async (event: 'remove' | 'accept' | 'reopen') => {
    const answer = await confirm({
      title: t(`expense.${event}Title`, { content: row.content }), consequence: t(`expense.${event}Consequence`, { amount: format.money(row.amountFen) }), confirm: t(`expense.${event}`), danger: event === 'remove',
      ...(event === 'reopen' ? { reason: 'required' as const, reasonLabel: t('expense.reopenReason') } : {}),
    });
    if (!answer) return;
    const [params, { revision }] = [{ id: row.id }, row];
    try {
      if (event === 'remove') await remove.mutateAsync({ params, query: { revision } });
      else if (event === 'accept') await accept.mutateAsync({ params, body: { revision } });
      else await reopen.mutateAsync({ params, body: { revision, reason: answer.reason } });
      toast.success(t(`expense.${event}Done`, { content: row.content }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    }
  };
  return (
    <li className={classes.expense}>
      <div className={classes.expenseHead}>
        <b>{row.content}{row.state === 'accepted' && <> <StateTag tone="good">{t('expense.accepted')}</StateTag></>}</b>
        <b className={classes.sum}><Money fen={row.amountFen} /></b>
      </div>
      <p className="wc-secondary">{[format.day(row.spentOn), category, t(`source.${row.source}`), row.payee, row.invoiceNumber].filter(Boolean).join(' · ')}</p>
      {row.acceptedBy && row.acceptedAt && <p className="wc-secondary">{t('expense.acceptedBy', { name: row.acceptedBy, day: format.day(chinaDay(row.acceptedAt)) })}</p>}
      {row.reason && <p className={classes.warning}><TriangleAlert size={15} aria-hidden /><span>{t('expense.givenBack', { reason: row.reason })}</span></p>}
      {row.duplicates.map((one, i) => (
        <p key={i} className={classes.warning}><TriangleAlert size={15} aria-hidden /><span>{duplicateText(t, format, one)}</span></p>
      ))}
      <div className={classes.buttons}>
        {row.files.map((file) => <a key={file.id} href={fileAddress(getFile, { params: { id: file.id }, query: { inline: '1' } })} target="_blank" rel="noreferrer">{file.name}</a>)}
        {!row.files.length && <span className={classes.warning}>{t('expense.noVoucher')}</span>}
        {may('edit') && <UploadButton route={addVoucher} args={{ params: { id: row.id } }} label={t('expense.voucher')} about={row.content} accept=".pdf,image/*" size="xs" />}
        {may('edit') && <Button size="xs" variant="default" leftSection={<Pencil size={15} aria-hidden />} aria-label={t('expense.editTitle', { content: row.content })} onClick={() => setEditing(true)}>{t('expense.edit')}</Button>}
        {may('accept') && <Button size="xs" variant="default" leftSection={<Check size={15} aria-hidden />} loading={accept.isPending} aria-label={t('expense.acceptTitle', { content: row.content })} onClick={() => void act('accept')}>{t('expense.accept')}</Button>}
        {may('reopen') && <Button size="xs" variant="subtle" leftSection={<Undo2 size={15} aria-hidden />} loading={reopen.isPending} aria-label={t('expense.reopenTitle', { content: row.content })} onClick={() => void act('reopen')}>{t('expense.reopen')}</Button>}
        {may('remove') && <Button size="xs" variant="subtle" color="brick" leftSection={<Trash2 size={15} aria-hidden />} loading={remove.isPending} aria-label={t('expense.removeTitle', { content: row.content })} onClick={() => void act('remove')}>{t('expense.remove')}</Button>}
      </div>
      {closed && <p className="wc-secondary">{closed.why?.detail}</p>}
      <Dialog kind="sheet" open={editing} onClose={() => setEditing(false)} title={t('expense.editTitle', { content: row.content })}><ExpenseForm projectId={projectId} data={data} expense={row} onClose={() => setEditing(false)} /></Dialog>
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
