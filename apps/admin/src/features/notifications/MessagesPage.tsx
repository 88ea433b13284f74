import { Button } from '@mantine/core';
import { countUnread, listNotifications, readNotifications, type NotificationView } from '@weichuang/contracts/notifications/notifications';
import { toast } from '@weichuang/ui/feedback';
import { Sentence, useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import classes from './notifications.module.css';

const refresh = [listNotifications, countUnread];

/** Everything that I was told, newest first; opening a message reads it. */
export default function MessagesPage() {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const list = useListState(['only']);
  const only = list.query.filters['only']?.[0] === 'unread' ? 'unread' : undefined;
  const { data, error, isFetching, refetch } = useApi(listNotifications, { query: { only, after: list.query.after ?? undefined } }, { keepPrevious: true });
  const mark = useApiMutation(readNotifications, { refresh });
  const failed = (problem: Error) => toast.danger(problem.message);
  const readOne = (id: string) => mark.mutate({ body: { ids: [id] } }, { onError: failed });
  const readAll = () => mark.mutate({ body: {} }, { onSuccess: () => toast.success(t('allRead')), onError: failed });
  const columns: Column<NotificationView>[] = [
    {
      id: 'message', header: t('message'), minWidth: '20rem',
      cell: ({ id, text, link, read }) => (
        <Link to={link} className={classes.message} data-unread={read ? undefined : true} onClick={() => { if (!read) readOne(id); }}>
          <span className={classes.dot} aria-hidden />{!read && <span className="wc-hidden">{t('isUnread')}</span>}<span><Sentence>{text}</Sentence></span>
        </Link>
      ),
    },
    { id: 'street', header: t('street'), deskOnly: true, cell: ({ street }) => street },
    { id: 'time', header: t('time'), nowrap: true, cell: ({ createdAt }) => format.dateTime(createdAt) },
    {
      id: 'act', header: t('act'), align: 'end', nowrap: true,
      cell: ({ id, text, read }) => (read ? '—' : <button type="button" className={classes.textButton} aria-label={t('readOne', { text })} onClick={() => readOne(id)}>{t('read')}</button>),
    },
  ];
  const meta = data && (data.unread > 99 ? t('unreadMany') : t('unread', { count: data.unread }));
  return (
    <ListShell header={{
      title: t('title'), meta,
      actions: data && data.unread > 0 && <Button variant="default" leftSection={<CheckCheck size={16} aria-hidden />} loading={mark.isPending} onClick={readAll}>{t('readAll')}</Button>,
    }}>
      <DataList id="messages" label={t('label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list}
        filters={[{ id: 'only', label: t('show'), single: true, options: [{ value: 'unread', label: t('onlyUnread') }] }]}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()} empty={{ title: t('empty'), body: t('emptyHelp') }} />
    </ListShell>
  );
}
