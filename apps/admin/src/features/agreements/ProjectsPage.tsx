import { listProjects, type ProjectSummary } from '@weichuang/contracts/agreements/projects';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { PROJECT_STATES } from '@weichuang/domain/agreements/project.machine';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money } from '@weichuang/ui/format';
import { type Column, DataList, useListState } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import { PaperState, PlanState, ProjectState } from './states';

const ONLY = ['unassigned', 'signing', 'findings'] as const;

/** A round's projects: what state each is in, who looks after it, what was paid. */
export default function ProjectsPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('agreements');
  const list = useListState(['state', 'only']);
  const round = useApi(getRound, { params: { roundId } });
  const state = PROJECT_STATES.find((one) => one === list.query.filters['state']?.[0]);
  const only = ONLY.find((one) => one === list.query.filters['only']?.[0]);
  const { data, error, isFetching, refetch } = useApi(listProjects, { params: { roundId }, query: { q: list.query.q || undefined, state, only, after: list.query.after ?? undefined } }, { keepPrevious: true });
  const columns: Column<ProjectSummary>[] = [
    { id: 'title', header: t('project'), cell: (row) => row.title, minWidth: '14rem' },
    { id: 'number', header: t('number'), cell: (row) => row.number, nowrap: true },
    { id: 'organization', header: t('organization'), cell: (row) => row.organization.name, minWidth: '10rem' },
    { id: 'community', header: t('community'), cell: (row) => row.community?.name ?? '—', nowrap: true },
    { id: 'state', header: t('stateLabel'), cell: (row) => <ProjectState state={row.state} />, nowrap: true },
    { id: 'plan', header: t('plan.title'), cell: (row) => <PlanState state={row.optimisation} />, nowrap: true, extra: true },
    { id: 'paper', header: t('paper.title'), cell: (row) => <PaperState state={row.agreement} />, nowrap: true },
    { id: 'grant', header: t('grant'), cell: (row) => <Money fen={row.grantFen} />, align: 'end' },
    { id: 'paid', header: t('paid'), cell: (row) => <Money fen={row.paidFen} />, align: 'end' },
    { id: 'supervisor', header: t('supervisor'), cell: (row) => row.supervisor?.name ?? <span className="wc-secondary">{t('unassigned')}</span>, nowrap: true },
    { id: 'coach', header: t('coach'), cell: (row) => row.coach?.name ?? <span className="wc-secondary">{t('unassigned')}</span>, nowrap: true, extra: true },
    { id: 'findings', header: t('findings'), cell: (row) => row.openFindings || '—', align: 'end', extra: true },
  ];
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  return (
    <RoundFrame round={round.data}>
      <DataList id="projects" label={t('project')} columns={columns} rows={data?.rows} rowKey={(row) => row.id} rowHref={(row) => `/app/projects/${row.id}`} list={list}
        searchLabel={t('search')} next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()}
        filters={[
          { id: 'state', label: t('stateLabel'), single: true, options: PROJECT_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
          { id: 'only', label: t('only.label'), single: true, options: ONLY.map((value) => ({ value, label: t(`only.${value}`) })) },
        ]}
        empty={{ title: t('list.empty'), body: t('list.emptyHelp') }} />
    </RoundFrame>
  );
}
