import { listMyEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import { Brief } from './Brief';
import classes from './evaluation.module.css';

const OPEN = ['assigned', 'in_progress', 'returned'];

/** What an evaluator has to do, what is open first. */
export default function TasksPage() {
  const { t } = useTranslation('evaluation');
  const { data, error, refetch } = useApi(listMyEvaluations, {});
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const open = data.rows.filter((row) => OPEN.includes(row.state));
  const aside = data.rows.filter((row) => row.state === 'recused');
  const done = data.rows.filter((row) => !OPEN.includes(row.state) && row.state !== 'recused');
  return (
    <div className={`${classes.stack} wc-roomy`}>
      <PageHeader title={t('tasks.title')} />
      {data.rows.length === 0 && <div className="wc-card"><EmptyState title={t('tasks.none')}>{t('tasks.noneHelp')}</EmptyState></div>}
      {open.length > 0 && <h2>{t('tasks.open', { count: open.length })}</h2>}
      {open.map((row) => <Brief key={row.id} row={row} due />)}
      {done.length > 0 && <h2>{t('tasks.done', { count: done.length })}</h2>}
      {done.map((row) => <Brief key={row.id} row={row} due />)}
      {aside.length > 0 && <h2>{t('tasks.aside', { count: aside.length })}</h2>}
      {aside.map((row) => <Brief key={row.id} row={row} due />)}
    </div>
  );
}
