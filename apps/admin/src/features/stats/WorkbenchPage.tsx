import { Button } from '@mantine/core';
import { listMyRounds } from '@weichuang/contracts/calls/rounds';
import { countUnread, listNotifications, readNotifications } from '@weichuang/contracts/notifications/notifications';
import { listTodos } from '@weichuang/contracts/stats/stats';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Sentence, useFormat } from '@weichuang/ui/format';
import { Card, WorkbenchShell } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import { useStageLine } from '../calls/use-stage-line';
import { ApplicantStart } from './ApplicantStart';
import classes from './stats.module.css';

/** What waits for me, then the rounds I take part in, and what happened beside. */
export default function WorkbenchPage() {
  const { t } = useTranslation('stats');
  const session = useSession();
  const format = useFormat();
  const line = useStageLine();
  const todos = useApi(listTodos, {}, { fresh: true });
  const rounds = useApi(listMyRounds, {});
  const error = todos.error ?? rounds.error;
  if (error) return <ErrorNote error={error} onRetry={() => void todos.refetch().then(() => rounds.refetch())} />;
  if (!todos.data || !rounds.data) return <PageSkeleton />;
  const own = session.has('applicant_owner', 'applicant_member') ? session.workspace?.organization : null;
  // what has ended leaves the bench; it stays in the list of rounds
  const running = rounds.data.rows.filter((round) => !['archived', 'cancelled'].includes(round.state));
  return (
    <WorkbenchShell
      header={{ title: t('hello', { name: session.user.name }) }}
      todos={todos.data.rows.map(({ about, due, ...todo }) => ({ ...todo, ...(about ? { about } : {}), ...(due ? { due } : {}) }))}
      rounds={running.map((round) => ({
        id: round.id, to: round.opens === 'call' ? `/calls/${round.id}` : `/app/rounds/${round.id}`, ...line(round.line, round.title),
        meta: <span className="wc-secondary">{t('roundMeta', { street: round.tenant.name, pool: format.wan(round.poolFen), applications: round.applications, projects: round.projects })}</span>,
      }))}
      {...(own ? { start: <ApplicantStart organizationId={own.id} /> } : {})}
      aside={<Messages />}
    />
  );
}

/** The last messages; opening one reads it, all of them have their own page. */
function Messages() {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const { data } = useApi(listNotifications, { query: { limit: 8 } });
  const read = useApiMutation(readNotifications, { refresh: [listNotifications, countUnread] });
  return (
    <Card>
      <div className={classes.head}>
        <h2>{t('messages')}</h2>
        {data && data.unread > 0 && <Button variant="subtle" size="compact-sm" loading={read.isPending} onClick={() => read.mutate({ body: {} })}>{t('readAll', { count: data.unread })}</Button>}
      </div>
      {data?.rows.length === 0 && <p className="wc-secondary">{t('noMessages')}</p>}
      <ul className={classes.messages}>
        {data?.rows.map((message) => (
          <li key={message.id} data-unread={message.read ? undefined : true}>
            <Link to={message.link} onClick={() => { if (!message.read) read.mutate({ body: { ids: [message.id] } }); }}><Sentence>{message.text}</Sentence></Link>
            <span className="wc-secondary">{format.dateTime(message.createdAt)}</span>
          </li>
        ))}
      </ul>
      {data && data.rows.length > 0 && <p className={classes.more}><Link to="/app/messages">{t('allMessages')}</Link></p>}
    </Card>
  );
}
