import { Button } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { listProgressReports } from '@weichuang/contracts/supervision/delivery';
import { EmptyState, ErrorNote, Note, StateTag, TextSkeleton } from '@weichuang/ui/feedback';
import { Countdown, useFormat } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../../app/api';
import { useSession } from '../../../app/session';
import classes from '../supervision.module.css';
import { reportTone } from '../tones';

const OPEN = ['due', 'draft', 'late', 'returned'];

/** The reports the project owes: which, until when, how far. */
export default function ReportsTab({ project }: { readonly project: ProjectDetail }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const { has } = useSession();
  const { data, error, refetch } = useApi(listProgressReports, { params: { id: project.id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={4} />;
  if (!data.length) return <div className="wc-card"><EmptyState title={t('report.none')}>{t('report.noneHelp')}</EmptyState></div>;
  const grantee = has('applicant_owner', 'applicant_member');
  return (
    <div className={classes.stack}>
      {data.map((report) => {
        const open = OPEN.includes(report.state);
        return (
          <article key={report.id} className={`wc-card ${classes.card}`} data-waits={(grantee && open) || undefined}>
            <header className={classes.cardHead}><h2>{t(`stage.${report.stage}`)}</h2><StateTag tone={reportTone(report.state)}>{t(`report.state.${report.state}`)}</StateTag></header>
            <p className={classes.meta}>
              <span>{t('report.due', { at: format.deadline(report.dueAt) })}</span>{open && <Countdown until={report.dueAt} />}
              {report.submittedAt && <span>{t('report.submittedAt', { at: format.dateTime(report.submittedAt) })}</span>}{report.late && <span>{t('report.wasLate')}</span>}
            </p>
            {report.returnReason && <Note tone="waiting" title={t('report.returned')}>{report.returnReason}</Note>}
            <div className={classes.buttons}><Button component={Link} to={`/app/progress-reports/${report.id}`} variant={grantee && open ? 'filled' : 'default'}>{t(grantee && open ? 'report.write' : 'report.read')}</Button></div>
          </article>
        );
      })}
    </div>
  );
}
