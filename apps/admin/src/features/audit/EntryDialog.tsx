import type { AuditEntry } from '@weichuang/contracts/audit/event';
import { Dialog } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Facts } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import classes from './audit.module.css';

/** One event with everything that was written of it. */
export function EntryDialog({ entry, onClose }: { entry: AuditEntry | null; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const { t: app } = useTranslation('app');
  const format = useFormat();
  return (
    <Dialog open={entry !== null} onClose={onClose} title={entry?.text ?? ''}>
      {entry && (
        <div className={classes.detail}>
          <Facts items={[
            { label: t('at'), value: format.dateTime(entry.at) },
            { label: t('who'), value: [entry.who ?? t('system'), entry.role && app(`role.${entry.role}`)].filter(Boolean).join(' · ') },
            { label: t('kind'), value: <span className={classes.hash}>{entry.kind}</span> },
            { label: t('thing'), value: <span className={classes.hash}>{entry.subject.kind} {entry.subject.id}</span> },
            ...(entry.requestId ? [{ label: t('request'), value: <span className={classes.hash}>{entry.requestId}</span> }] : []),
            { label: t('seal'), value: entry.seq === null ? t('waiting') : <span className={classes.hash}>{entry.seq} · {entry.hash}</span> },
          ]} />
          <pre className={classes.data} tabIndex={0} aria-label={t('data')}>{JSON.stringify(entry.data, null, 2)}</pre>
        </div>
      )}
    </Dialog>
  );
}
