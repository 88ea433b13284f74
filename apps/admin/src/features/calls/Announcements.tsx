import type { AnnouncementView } from '@weichuang/contracts/calls/rounds';
import { useFormat } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import classes from './calls.module.css';

/** What all were told about a round, newest first. */
export function Announcements({ rows }: { rows: readonly AnnouncementView[] }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const title = (row: AnnouncementView): string =>
    row.kind === 'extension' && row.after ? t('announced.extension', { time: format.deadline(row.after) }) : row.kind === 'cancellation' ? t('announced.cancellation') : row.title;
  return (
    <ul className={classes.told}>
      {rows.map((row) => (
        <li key={row.id}>
          <b>{title(row)}</b>
          {row.before && <small>{t('announced.before', { time: format.deadline(row.before) })}</small>}
          {row.body && <p>{row.body}</p>}
          <small><time dateTime={row.publishedAt}>{format.dateTime(row.publishedAt)}</time></small>
        </li>
      ))}
    </ul>
  );
}
