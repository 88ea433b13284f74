import type { PortalNoticeRow } from '@weichuang/contracts/awards/notice';
import { StateTag } from '@weichuang/ui/feedback';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from '../awards.module.css';
import { PHASE_TONE } from '../tones';

/** Notices as links, for the list of all and for the pages of one round. */
export function NoticeRows({ rows }: { rows: readonly PortalNoticeRow[] }) {
  const { t } = useTranslation('awards');
  return (
    <ul className={`wc-card ${classes.notices}`}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/notices/${row.id}`}>
            <span className={classes.who}>
              <b>{row.title}</b>
              <span>{row.number} · {row.street} · {t('notice.period', { from: row.startsOn, to: row.endsOn })} · {t('notice.lines', { count: row.projects })}</span>
            </span>
            <StateTag tone={PHASE_TONE[row.phase]}>{t(`phase.${row.phase}`)}</StateTag>
            <ArrowRight size={16} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
