import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { getRound } from '@weichuang/contracts/calls/rounds';
import type { Output } from '@weichuang/contracts/http/route';
import { exportRound, getDashboard } from '@weichuang/contracts/stats/stats';
import { StackedBars } from '@weichuang/ui/chart';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { DataTable, type Column } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { fileAddress, useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import classes from './stats.module.css';

type Dashboard = Output<typeof getDashboard>;

/** Where each project and each yuan of a round stands; every figure leads to its list. */
export default function DashboardPage() {
  const { roundId = '' } = useParams();
  const { t, i18n } = useTranslation('stats');
  const round = useApi(getRound, { params: { roundId } });
  const board = useApi(getDashboard, { params: { roundId } });
  const error = round.error ?? board.error;
  if (error) return <ErrorNote error={error} onRetry={() => void round.refetch().then(() => board.refetch())} />;
  if (!round.data || !board.data) return <PageSkeleton />;
  return (
    <RoundFrame
      round={round.data}
      actions={<Button component="a" href={fileAddress(exportRound, { params: { roundId }, query: { language: i18n.language === 'en' ? 'en' : 'zh-CN' } })} variant="default" leftSection={<Download size={16} aria-hidden />}>{t('export')}</Button>}
    >
      <Figures roundId={roundId} board={board.data} />
      <div className={classes.columns}>
        <Card>
          <StackedBars
            title={t('moneyTitle')}
            series={[{ id: 'value', label: t('amount'), tone: 'primary' }]}
            bars={(['poolFen', 'committedFen', 'grantedFen', 'requestedFen', 'approvedFen', 'paidFen', 'spentFen'] as const).map((key) => ({ id: key, label: t(`money.${key}`), values: { value: board.data.money[key] } }))}
          />
        </Card>
        <Card>
          <StackedBars
            title={t('communityTitle')}
            unit="count"
            series={[{ id: 'projects', label: t('funded'), tone: 'primary' }, { id: 'others', label: t('notFunded'), tone: 'muted' }]}
            bars={board.data.communities.filter((one) => one.applications > 0).map((one) => ({ id: one.id, label: one.name, values: { projects: one.projects, others: Math.max(0, one.applications - one.projects) } }))}
          />
        </Card>
      </div>
      <Board rows={board.data.board} />
    </RoundFrame>
  );
}

function Figures({ roundId, board }: { roundId: string; board: Dashboard }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const sum = (rows: readonly { count: number }[]) => rows.reduce((all, row) => all + row.count, 0);
  const at = (path: string) => `/app/rounds/${roundId}/${path}`;
  const figures: readonly [string, string, string][] = [
    ['applications', format.count(sum(board.applications)), at('applications')],
    ['projects', format.count(sum(board.projects)), at('projects')],
    ['paid', format.wan(board.money.paidFen), at('payments')],
    ['activities', format.count(board.delivery.activities), at('projects')],
    ['attendances', format.count(board.delivery.attendances), at('projects')],
    ['openFindings', format.count(board.delivery.openFindings), at('projects')],
    ['lateReports', format.count(board.delivery.lateReports), at('evaluations')],
  ];
  return (
    <ul className={classes.figures}>
      {figures.map(([key, value, to]) => (
        <li key={key}><Link to={to} className="wc-card"><span className="wc-secondary">{t(`figure.${key}`)}</span><b className="wc-num">{value}</b>{key === 'applications' && board.drafts > 0 && <small className="wc-secondary">{t('drafts', { n: format.count(board.drafts) })}</small>}</Link></li>
      ))}
    </ul>
  );
}

function Board({ rows }: { rows: Dashboard['board'] }) {
  const { t } = useTranslation('stats');
  if (!rows.length) return <Card><EmptyState title={t('noProjects')}>{t('noProjectsHelp')}</EmptyState></Card>;
  const columns: Column<Dashboard['board'][number]>[] = [
    { id: 'title', header: t('column.title'), minWidth: '16rem', cell: (row) => <span className={classes.named}>{row.title}<span>{row.organization}</span></span> },
    { id: 'number', header: t('column.number'), phone: 'bare', cell: (row) => row.number },
    { id: 'community', header: t('column.community'), phone: 'bare', cell: (row) => row.community },
    { id: 'state', header: t('column.state'), nowrap: true, cell: (row) => t(`project.${row.state}`) },
    { id: 'grant', header: t('column.grant'), align: 'end', cell: (row) => <Money fen={row.grantFen} /> },
    { id: 'paid', header: t('column.paid'), align: 'end', cell: (row) => <Money fen={row.paidFen} /> },
    { id: 'activities', header: t('column.activities'), align: 'end', cell: (row) => row.activities },
    { id: 'findings', header: t('column.findings'), align: 'end', cell: (row) => row.openFindings },
    { id: 'midterm', header: t('column.midterm'), align: 'end', cell: (row) => row.midterm ?? '—' },
    { id: 'final', header: t('column.final'), align: 'end', cell: (row) => row.final ?? '—' },
  ];
  return (
    <Card title={t('board')} flush>
      <DataTable flush label={t('board')} columns={columns} rows={rows} rowKey={(row) => row.projectId} rowHref={(row) => `/app/projects/${row.projectId}`} />
    </Card>
  );
}
