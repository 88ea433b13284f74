import { listMyProjects } from '@weichuang/contracts/agreements/projects';
import type { Output } from '@weichuang/contracts/http/route';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import classes from './agreements.module.css';
import { PaperState, PlanState, ProjectState } from './states';

type Mine = Output<typeof listMyProjects>['rows'][number];
const ENDED = ['closed', 'terminated'];

/** Projects that are the person's in some way: as grantee, supervisor, coach, evaluator or community. */
export default function MyProjectsPage() {
  const { t } = useTranslation('agreements');
  const { data, error, refetch } = useApi(listMyProjects, {});
  const groups = [
    { id: 'running', rows: data?.rows.filter((row) => !ENDED.includes(row.state)) ?? [] },
    { id: 'ended', rows: data?.rows.filter((row) => ENDED.includes(row.state)) ?? [] },
  ].filter((group) => group.rows.length > 0);
  return (
    <div className={classes.page}>
      <PageHeader title={t('mine.title')} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && !data.rows.length && <div className="wc-card"><EmptyState title={t('mine.empty')}>{t('mine.emptyHelp')}</EmptyState></div>}
      {groups.map((group) => (
        <section key={group.id} className={classes.group}>
          <h2>{t(`mine.${group.id}`)}<span className={classes.count}>{group.rows.length}</span></h2>
          <ul className={classes.cards}>{group.rows.map((row) => <ProjectCard key={row.id} row={row} />)}</ul>
        </section>
      ))}
    </div>
  );
}

function ProjectCard({ row }: { row: Mine }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const waits = row.as.includes('grantee') && row.state === 'contracted' && ['drafting', 'returned'].includes(row.optimisation);
  return (
    <li className={`wc-card ${classes.card}`} data-waits={waits || undefined}>
      <header>
        <h3><Link to={`/app/projects/${row.id}`}>{row.title}</Link></h3>
        <ProjectState state={row.state} />
      </header>
      <dl className={classes.facts}>
        <div><dt>{t('number')}</dt><dd>{row.number}</dd></div>
        <div><dt>{t('organization')}</dt><dd>{row.organization.name}</dd></div>
        {row.community && <div><dt>{t('community')}</dt><dd>{row.community.name}</dd></div>}
        <div><dt>{t('grant')}</dt><dd><Money fen={row.grantFen} /></dd></div>
        <div><dt>{t('paid')}</dt><dd><Money fen={row.paidFen} /></dd></div>
        {row.state === 'contracted' && <div><dt>{t('plan.title')}</dt><dd><PlanState state={row.optimisation} /></dd></div>}
        {row.state === 'contracted' && <div><dt>{t('paper.title')}</dt><dd><PaperState state={row.agreement} /></dd></div>}
        {row.openFindings > 0 && <div><dt>{t('findings')}</dt><dd>{row.openFindings}</dd></div>}
      </dl>
      <footer><span className="wc-secondary">{row.round.name}</span><span className="wc-secondary">{format.list(row.as.map((one) => t(`as.${one}`)))}</span></footer>
    </li>
  );
}
