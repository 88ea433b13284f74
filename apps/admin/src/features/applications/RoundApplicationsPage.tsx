import { countApplications, listApplications } from '@weichuang/contracts/applications/lists';
import { getRound } from '@weichuang/contracts/calls/rounds';
import type { Output } from '@weichuang/contracts/http/route';
import { APPLICATION_STATES } from '@weichuang/domain/applications/application.machine';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { type Column, DataList, type FilterDef, type SavedView, useListState } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import { ApplicationState } from './ApplicationState';
import classes from './applications.module.css';

type Row = Output<typeof listApplications>['rows'][number];
type Sort = 'submittedAt' | 'requestedFen' | 'number';
const VIEWS = ['submitted', 'returned', 'qualified', 'disqualified'] as const;

/** All applications of a round that were handed in. */
export default function RoundApplicationsPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('applications');
  const text = useText();
  const format = useFormat();
  const round = useApi(getRound, { params: { roundId } });
  const counts = useApi(countApplications, { params: { roundId } });
  const list = useListState(['state', 'track', 'community'], { by: 'submittedAt', dir: 'desc' });
  const { q, filters, sort, after } = list.query;
  const joined = (id: string) => filters[id]?.join(',');
  const page = useApi(
    listApplications,
    { params: { roundId }, query: { state: joined('state'), track: joined('track'), community: joined('community'), q: q || undefined, after: after ?? undefined, sort: sort ? (`${sort.dir === 'desc' ? '-' : ''}${sort.by}` as `-${Sort}`) : undefined } },
    { keepPrevious: true },
  );
  const tracks = counts.data?.tracks ?? [];
  const columns: readonly Column<Row>[] = [
    { id: 'title', header: t('col.title'), minWidth: '14rem', cell: (row) => row.title || t('untitled') },
    { id: 'number', header: t('number'), sortable: true, sortWords: { asc: t('sort.small'), desc: t('sort.large') }, cell: (row) => row.number },
    { id: 'organization', header: t('organization'), cell: (row) => row.organization.name },
    { id: 'state', header: t('col.state'), cell: (row) => <ApplicationState state={row.state} outcome={row.outcome} /> },
    { id: 'track', header: t('track'), extra: tracks.length < 2, cell: (row) => text(tracks.find((one) => one.id === row.trackId)?.name) || row.trackId },
    { id: 'community', header: t('community'), cell: (row) => row.community?.name ?? '–' },
    { id: 'requestedFen', header: t('requested'), align: 'end', sortable: true, sortWords: { asc: t('sort.low'), desc: t('sort.high') }, cell: (row) => <Money fen={row.requestedFen} /> },
    { id: 'ownFen', header: t('own'), align: 'end', extra: true, cell: (row) => <Money fen={row.ownFen} /> },
    { id: 'submittedAt', header: t('submittedAt'), sortable: true, sortWords: { asc: t('sort.old'), desc: t('sort.new') }, cell: (row) => format.dateTime(row.submittedAt) },
    { id: 'version', header: t('col.version'), align: 'end', extra: true, deskOnly: true, cell: (row) => row.version },
  ];
  const filterDefs: readonly FilterDef[] = [
    { id: 'state', label: t('col.state'), options: APPLICATION_STATES.filter((state) => state !== 'expired').map((state) => ({ value: state, label: t(`state.${state}`) })) },
    { id: 'track', label: t('track'), options: tracks.map((one) => ({ value: one.id, label: text(one.name) })) },
    { id: 'community', label: t('community'), options: (counts.data?.communities ?? []).map((one) => ({ value: one.id, label: one.name })) },
  ];
  const views: readonly SavedView[] = [{ label: t('view.all'), search: '' }, ...VIEWS.map((state) => ({ label: `${t(`state.${state}`)} ${counts.data?.states[state] ?? 0}`, search: `state=${state}` }))];
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  return (
    <RoundFrame round={round.data}>
      <p className="wc-secondary">
        {counts.data && t('counts', { submitted: Object.entries(counts.data.states).reduce((sum, [state, n]) => sum + (state === 'withdrawn' ? 0 : n), 0), drafts: counts.data.drafts, amount: format.wan(counts.data.requestedFen) })}
      </p>
      <div className={classes.page}>
        <DataList<Row>
          id="applications" label={t('col.label')} columns={columns} rows={page.data?.rows} rowKey={(row) => row.id} rowHref={(row) => `/app/applications/${row.id}`}
          list={list} filters={filterDefs} views={views} searchLabel={t('search')} next={page.data?.next ?? null} {...(page.data ? { total: page.data.total } : {})}
          fetching={page.isFetching} error={page.error} onRetry={() => void page.refetch()}
          empty={{ title: t('list.empty'), body: t('list.emptyHelp') }}
        />
      </div>
    </RoundFrame>
  );
}
