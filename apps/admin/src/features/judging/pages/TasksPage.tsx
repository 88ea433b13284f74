import { listMyTasks, type JudgeTask } from '@weichuang/contracts/judging/sheets';
import { EmptyState, ErrorNote, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Countdown, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../../app/api';
import classes from '../judging.module.css';
import { Progress } from '../Progress';
import { STAGE_TONE } from '../tones';

/** Every panel I sit on, what is open first. */
export default function TasksPage() {
  const { t } = useTranslation('judging');
  const { data, error, refetch } = useApi(listMyTasks, {});
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={`${classes.list} wc-roomy`}>
      <PageHeader title={t('tasks.title')} />
      {data.tasks.length === 0 ? <div className="wc-card"><EmptyState title={t('tasks.none')}>{t('tasks.noneHelp')}</EmptyState></div>
        : data.tasks.map((task) => <TaskCard key={task.stageId} task={task} />)}
    </div>
  );
}

function TaskCard({ task }: { task: JudgeTask }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const { sheets } = task;
  const all = sheets.assigned + sheets.in_progress + sheets.locked;
  const declares = task.undeclared > 0 && (task.state === 'declaring' || task.state === 'scoring');
  const to = `/app/judging/stages/${task.stageId}${declares ? '/declaration' : ''}`;
  return (
    <Link to={to} className={classes.card}>
      <span className={classes.cardTop}><h2>{task.round.title}</h2><StateTag tone={STAGE_TONE[task.state]}>{t(`stageState.${task.state}`)}</StateTag></span>
      <span className={classes.meta}><span>{task.tenant}</span><span>{text(task.stage)}</span>{task.state === 'scoring' && <Countdown until={task.reviewTo} />}</span>
      {declares ? <b>{t('tasks.declare', { count: task.undeclared })}</b>
        : task.state === 'forming' ? <span className="wc-secondary">{t('tasks.forming')}</span>
        : all > 0 ? <Progress done={sheets.locked} of={all} label={t('tasks.progress', { done: sheets.locked, all })} />
        : <span className="wc-secondary">{t('tasks.unassigned')}</span>}
    </Link>
  );
}
