import { countUnread } from '@weichuang/contracts/notifications/notifications';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from './api';
import classes from './bell.module.css';

/** How many messages are unread, on every page; leads to them. Asked once a minute: a message is no alarm. */
export function MessageBell() {
  const { t } = useTranslation('app');
  const { data } = useApi(countUnread, {}, { refetchInterval: 60_000 });
  const unread = data?.unread ?? 0;
  return (
    <Link to="/app/messages" className={classes.bell} aria-label={unread ? t('bell.unread', { n: unread > 99 ? '99+' : unread }) : t('bell.none')}>
      <Bell size={18} aria-hidden />
      {unread > 0 && <b className={classes.count} aria-hidden>{unread > 99 ? '99+' : unread}</b>}
    </Link>
  );
}
