import { Button } from '@mantine/core';
import { listMyApplications } from '@weichuang/contracts/applications/lists';
import type { Output } from '@weichuang/contracts/http/route';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Countdown, Money, useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { ArrowRight, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import { ApplicationState } from './ApplicationState';
import classes from './applications.module.css';

type Mine = Output<typeof listMyApplications>['rows'][number];
const WRITING = ['draft', 'returned'];
const over = ({ outcome }: Mine): boolean => (outcome.project ? ['closed', 'terminated'].includes(outcome.project.state) : outcome.award === 'not_funded');

/** All applications of the person's organizations: what waits for it first, then the others. */
export default function MyApplicationsPage() {
  const { t } = useTranslation('applications');
  const { data, error, refetch } = useApi(listMyApplications, {});
  const begin = <Button component={Link} to="/app/open-calls" leftSection={<Plus size={16} aria-hidden />}>{t('mine.begin')}</Button>;
  const groups = [
    { id: 'writing', rows: data?.rows.filter((row) => WRITING.includes(row.state)) ?? [] },
    { id: 'running', rows: data?.rows.filter((row) => !over(row) && (row.state === 'submitted' || row.state === 'qualified')) ?? [] },
    { id: 'ended', rows: data?.rows.filter((row) => over(row) || ['disqualified', 'withdrawn', 'expired'].includes(row.state)) ?? [] },
  ].filter((group) => group.rows.length > 0);
  return (
    <div className={classes.page}>
      <PageHeader title={t('mine.title')} actions={data && data.rows.length > 0 ? begin : undefined} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && !data.rows.length && <div className="wc-card"><EmptyState title={t('mine.empty')} action={begin}>{t('mine.emptyHelp')}</EmptyState></div>}
      {groups.map((group) => (
        <section key={group.id} className={classes.group}>
          <h2>{t(`mine.${group.id}`)}<span className={classes.count}>{group.rows.length}</span></h2>
          <ul className={classes.cards}>{group.rows.map((row) => <ApplicationCard key={row.id} row={row} />)}</ul>
        </section>
      ))}
    </div>
  );
}

function ApplicationCard({ row }: { row: Mine }) {
  const { t } = useTranslation('applications');
  const text = useText();
  const format = useFormat();
  const writing = WRITING.includes(row.state);
  return (
    <li className={`wc-card ${classes.card}`} data-waits={writing || undefined}>
      <header>
        <h3><Link to={`/app/applications/${row.id}`}>{row.title || t('untitled')}</Link></h3>
        <ApplicationState state={row.state} outcome={row.outcome} />
      </header>
      <dl className={classes.cardFacts}>
        <div><dt>{t('round')}</dt><dd>{row.street} · {row.round.title}</dd></div>
        <div><dt>{t('organization')}</dt><dd>{row.organization.name}</dd></div>
        <div><dt>{t('track')}</dt><dd>{text(row.track)}</dd></div>
        <div><dt>{t('requested')}</dt><dd><Money fen={row.requestedFen} /></dd></div>
        {row.number && <div><dt>{t('number')}</dt><dd>{row.number}</dd></div>}
        {row.submittedAt && !writing && <div><dt>{t('submittedAt')}</dt><dd>{format.dateTime(row.submittedAt)}</dd></div>}
      </dl>
      {row.outcome.project && <footer><Link to={`/app/projects/${row.outcome.project.id}`}>{t('toProject')}</Link></footer>}
      {writing && (
        <footer>
          {row.due && <span className={classes.due}>{format.deadline(row.due)} <Countdown until={row.due} /></span>}
          <Button component={Link} to={`/app/applications/${row.id}/edit`} size="xs" rightSection={<ArrowRight size={15} aria-hidden />}>{t(row.state === 'returned' ? 'mine.correct' : 'mine.goOn')}</Button>
        </footer>
      )}
    </li>
  );
}
