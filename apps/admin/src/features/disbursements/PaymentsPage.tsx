import { Button } from '@mantine/core';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { approveTranche, listPayments, type PaymentRow, requestTranche } from '@weichuang/contracts/disbursements/tranches';
import { ErrorNote, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { type Column, DataList, useListState } from '@weichuang/ui/table';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem, call, useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import classes from './disbursements.module.css';
import { TrancheActs } from './TrancheActs';
import { TrancheState } from './TrancheState';

const ONLY = ['ready', 'requested', 'approved', 'paid', 'held'] as const;

/** The finance workbench of a round: what can be asked for, approved and paid now. */
export default function PaymentsPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('disbursements');
  const format = useFormat();
  const list = useListState(['only']);
  const round = useApi(getRound, { params: { roundId } });
  const only = ONLY.find((one) => one === list.query.filters['only']?.[0]);
  const { data, error, isFetching, refetch } = useApi(listPayments, { params: { roundId }, query: { q: list.query.q || undefined, only, after: list.query.after ?? undefined } }, { keepPrevious: true });
  const columns: Column<PaymentRow>[] = [
    { id: 'project', header: t('project'), cell: (row) => row.title, minWidth: '12rem' },
    { id: 'number', header: t('number'), cell: (row) => row.number, phone: 'bare' },
    { id: 'organization', header: t('organization'), cell: (row) => row.organization, minWidth: '9rem', phone: 'bare' },
    { id: 'tranche', header: t('trancheLabel'), cell: (row) => row.name, nowrap: true, phone: 'bare' },
    { id: 'amount', header: t('amount'), cell: (row) => <Money fen={row.amountFen} />, align: 'end', phone: 'bare' },
    { id: 'state', header: t('stateLabel'), cell: (row) => <TrancheState state={row.state} />, nowrap: true },
    { id: 'gate', header: t('gate.label'), cell: (row) => (['planned', 'reduced'].includes(row.state) ? (row.missing ? t('gate.short', { count: row.missing }) : t('gate.openShort')) : '—'), nowrap: true },
    { id: 'due', header: t('dueOn'), cell: (row) => (row.dueOn ? format.day(row.dueOn) : '—'), nowrap: true, extra: true },
    { id: 'requested', header: t('requestedBy'), cell: (row) => row.requestedBy ?? '—', nowrap: true, extra: true },
    { id: 'approved', header: t('approvedBy'), cell: (row) => row.approvedBy ?? '—', nowrap: true, extra: true },
    { id: 'paid', header: t('paidOn'), cell: (row) => (row.paidOn ? format.day(row.paidOn) : '—'), nowrap: true, extra: true },
    { id: 'voucher', header: t('pay.voucher'), cell: (row) => row.voucherNumber ?? '—', nowrap: true, extra: true },
    { id: 'act', header: t('next'), cell: (row) => <TrancheActs compact tranche={{ ...row, id: row.trancheId, project: `${row.number} ${row.title}` }} />, nowrap: true },
  ];
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  const sums = data?.sums;
  const bulk = only === 'ready' ? 'request' : only === 'requested' ? 'approve' : null;
  const mayBulk = bulk !== null && (data?.rows.some((row) => row.actions.some((one) => one.event === bulk && one.allowed)) ?? false);
  return (
    <RoundFrame round={round.data}>
      {sums && (
        <dl className={`wc-card ${classes.figures}`}>
          {([['grantFen', 'sums.grant'], ['paidFen', 'sums.paid'], ['requestedFen', 'sums.requested'], ['approvedFen', 'sums.approved'], ['returnedFen', 'sums.returned']] as const).map(([key, label]) => (
            <div key={key}><dt>{t(label)}</dt><dd><Money fen={sums[key]} /></dd></div>
          ))}
        </dl>
      )}
      <DataList id="payments" label={t('trancheLabel')} columns={columns} rows={data?.rows} rowKey={(row) => row.trancheId} rowHref={(row) => `/app/projects/${row.projectId}?tab=money`} list={list}
        searchLabel={t('search')} next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()}
        views={[{ label: t('only.all'), search: '' }, ...ONLY.map((value) => ({ label: t(`only.${value}`), search: `only=${value}` }))]}
        {...(mayBulk ? { bulk: (keys: readonly string[], clear: () => void) => <Bulk event={bulk} rows={(data?.rows ?? []).filter((row) => keys.includes(row.trancheId))} onDone={clear} /> } : {})}
        empty={{ title: t(only ? `empty.${only}` : 'empty.all'), body: t('empty.help') }} />
    </RoundFrame>
  );
}

/** The same step for the ticked rows, one after the other; what is refused is said and stays ticked no longer. */
function Bulk({ event, rows, onDone }: { event: 'request' | 'approve'; rows: readonly PaymentRow[]; onDone: () => void }) {
  const { t } = useTranslation('disbursements');
  const format = useFormat();
  const confirm = useConfirm();
  const client = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const open = rows.filter((row) => row.actions.some((one) => one.event === event && one.allowed));
  const run = async () => {
    const total = open.reduce((sum, row) => sum + row.amountFen, 0);
    const answer = await confirm({ title: t(`bulk.${event}.title`, { count: open.length }), consequence: t(`bulk.${event}.consequence`, { amount: format.money(total) }), confirm: t(`act.${event}.label`) });
    if (!answer) return;
    const refused: string[] = [];
    setDone(0);
    for (const [i, row] of open.entries()) {
      try {
        await call(event === 'request' ? requestTranche : approveTranche, { params: { id: row.trancheId }, body: { revision: row.revision } });
      } catch (error) {
        refused.push(`${row.number} ${error instanceof ApiProblem && error.title ? error.title : t('failed')}`);
      }
      setDone(i + 1);
    }
    setDone(null);
    await client.invalidateQueries();
    onDone();
    if (open.length > refused.length) toast.success(t(`bulk.${event}.done`, { count: open.length - refused.length }));
    if (refused.length) toast.danger(t('bulk.refused', { count: refused.length, first: refused[0] }));
  };
  return (
    <Button size="xs" disabled={open.length === 0} loading={done !== null} onClick={() => void run()}>
      {done === null ? t(`bulk.${event}.label`, { count: open.length }) : t('bulk.progress', { done, count: open.length })}
    </Button>
  );
}
