import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../format';
import type { SaveStatus } from './autosave/autosaver';
import classes from './form.module.css';

/** `已保存 14:32:07`, 正在保存, 未保存（离线）: whether leaving is safe. */
export function SaveState({ status }: { status: SaveStatus }) {
  const { t } = useTranslation('ui');
  switch (status.kind) {
    case 'clean':
      return <span className={classes.save} role="status">{t('save.clean')}</span>;
    case 'waiting':
      return <span className={classes.save} role="status"><PencilLine size={15} aria-hidden />{t('save.waiting')}</span>;
    case 'saving':
      return <span className={classes.save} role="status"><LoaderCircle size={15} className={classes.turning} aria-hidden />{t('save.saving')}</span>;
    case 'saved':
      return <span className={classes.save} data-tone="success" role="status"><CircleCheck size={15} aria-hidden />{t('save.saved', { time: clockTime(status.at) })}</span>;
    case 'offline':
      return <span className={classes.save} data-tone="waiting" role="status"><CloudOff size={15} aria-hidden />{t('save.offline')}</span>;
    case 'conflict':
      return <span className={classes.save} data-tone="danger" role="status"><CircleAlert size={15} aria-hidden />{t('save.conflict')}</span>;
    case 'refused':
      return <span className={classes.save} data-tone="danger" role="status"><CircleAlert size={15} aria-hidden />{t('save.refused', { why: status.why })}</span>;
  }
}
