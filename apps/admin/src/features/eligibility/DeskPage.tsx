import { Button } from '@mantine/core';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { listScreenings } from '@weichuang/contracts/eligibility/screening';
import type { Output } from '@weichuang/contracts/http/route';
import { ErrorNote, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { type Column, DataList, useListState } from '@weichuang/ui/table';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import classes from './eligibility.module.css';

type Page = Output<typeof listScreenings>;
type Row = Page['rows'][number];
type State = 'submitted' | 'returned' | 'qualified' | 'disqualified';
const STATES: readonly State[] = ['submitted', 'returned', 'qualified', 'disqualified'];

/** The checker's desk: what waits, oldest first, with what the data already say. */
export default function DeskPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('eligibility');
  const format = useFormat();
  const round = useApi(getRound, { params: { roundId } });
  const list = useListState(['state']);
  const chosen = STATES.find((one) => one === list.query.filters['state']?.[0]);
  const [counts, setCounts] = useState<Page['counts'] | null>(null);
  // nothing chosen: what waits, or the first state in which there is anything
  const usual = (counts && STATES.find((one) => counts[one] > 0)) ?? 'submitted';
  const state = chosen ?? usual;
  const page = useApi(listScreenings, { params: { roundId }, query: { state, after: list.query.after ?? undefined, limit: 50 } }, { keepPrevious: true });
  if (page.data && page.data.counts !== counts) setCounts(page.data.counts);
  const columns: readonly Column<Row>[] = [
    { id: 'title', header: t('col.title'), minWidth: '16rem', cell: (row) => row.title },
    { id: 'number', header: t('col.number'), minWidth: '9rem', cell: (row) => row.number },
    { id: 'organization', header: t('col.organization'), cell: (row) => row.organization },
    { id: 'rules', header: t('col.rules'), cell: (row) => <Outcomes row={row} /> },
    { id: 'failing', header: t('col.failing'), cell: (row) => format.list(row.failing) || '–' },
    { id: 'submittedAt', header: t('col.submittedAt'), minWidth: '11rem', cell: (row) => format.dateTime(row.submittedAt) },
    { id: 'version', header: t('col.version'), minWidth: '6rem', cell: (row) => (row.returns ? t('returned', { n: row.returns }) : t('firstTime')), deskOnly: true },
  ];
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  const first = state === 'submitted' ? page.data?.rows[0] : undefined;
  return (
    <RoundFrame round={round.data} actions={first && <Button component={Link} to={`/app/applications/${first.applicationId}/screening`} rightSection={<ArrowRight size={16} aria-hidden />}>{t('begin')}</Button>}>
      <div className={classes.page}>
        <DataList<Row>
          id="screenings" label={t('col.label')} columns={columns} rows={page.data?.rows} rowKey={(row) => row.applicationId} rowHref={(row) => `/app/applications/${row.applicationId}/screening`}
          list={list} views={STATES.map((one) => ({ label: counts ? t('stateCount', { state: t(`state.${one}`), n: format.count(counts[one]) }) : t(`state.${one}`), search: one === usual ? '' : `state=${one}` }))}
          next={page.data?.next ?? null} {...(page.data ? { total: page.data.total } : {})} fetching={page.isFetching} error={page.error} onRetry={() => void page.refetch()}
          empty={{ title: t(state === 'submitted' ? 'empty.submitted' : 'empty.other'), body: t(state === 'submitted' ? 'empty.submittedHelp' : 'empty.otherHelp') }}
        />
      </div>
    </RoundFrame>
  );
}

function Outcomes({ row }: { row: Row }) {
  const { t } = useTranslation('eligibility');
  if (row.failed) return <StateTag tone="bad">{t('outcomes.failed', { n: row.failed })}</StateTag>;
  if (row.open) return <StateTag tone="waiting">{t('outcomes.open', { n: row.open })}</StateTag>;
  return <StateTag tone="good">{t('outcomes.passed', { n: row.passed })}</StateTag>;
}
