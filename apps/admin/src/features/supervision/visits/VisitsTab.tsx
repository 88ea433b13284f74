import { Button } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import type { Output } from '@weichuang/contracts/http/route';
import { addVisitPhoto, listVisits } from '@weichuang/contracts/supervision/delivery';
import { EmptyState, ErrorNote, Note, TextSkeleton } from '@weichuang/ui/feedback';
import { Countdown, useFormat } from '@weichuang/ui/format';
import { ClipboardPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../app/api';
import { UploadButton } from '../../../app/UploadButton';
import { Photos } from '../Photos';
import classes from '../supervision.module.css';
import { Finding } from './Finding';
import { VisitDialog } from './VisitDialog';

type Visit = Output<typeof listVisits>['rows'][number];

/** Visits, newest first, each with what was found and how it was put right. */
export default function VisitsTab({ project }: { readonly project: ProjectDetail }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const [logging, setLogging] = useState(false);
  const { data, error, refetch } = useApi(listVisits, { params: { id: project.id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={6} />;
  const log = data.may.log && <Button leftSection={<ClipboardPlus size={16} aria-hidden />} onClick={() => setLogging(true)}>{t('visit.log')}</Button>;
  return (
    <div className={classes.stack}>
      {data.openFindings > 0 && <Note tone="waiting" title={t('visit.open', { count: data.openFindings })}>{t('visit.openHelp')}</Note>}
      {data.nextOn && <p className="wc-secondary">{t('visit.nextOn', { day: format.day(data.nextOn) })} <Countdown until={data.nextOn} /></p>}
      {data.rows.length === 0
        ? <div className="wc-card"><EmptyState title={t('visit.none')} action={log || undefined}>{t(data.may.log ? 'visit.noneHelp' : 'visit.noneRead')}</EmptyState></div>
        : (
          <>
            <div className={classes.head}><h2>{t('visit.count', { count: data.rows.length })}</h2>{log}</div>
            <ol className={classes.timeline}>{data.rows.map((visit) => <li key={visit.id}><VisitCard visit={visit} /></li>)}</ol>
          </>
        )}
      {logging && <VisitDialog project={project} onClose={() => setLogging(false)} />}
    </div>
  );
}

function VisitCard({ visit }: { visit: Visit }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  return (
    <article className={`wc-card ${classes.card}`}>
      <header className={classes.cardHead}><h3>{format.day(visit.visitedOn)} · {t(`visit.method.${visit.method}`)}</h3><span className="wc-secondary">{visit.supervisor}</span></header>
      <p className={classes.prose}>{visit.summary}</p>
      {visit.advice && <div><b>{t('visit.advice')}</b><p className={classes.prose}>{visit.advice}</p></div>}
      <Photos photos={visit.photos} label={t('visit.photos')} />
      {visit.may.attach && <div className={classes.buttons}><UploadButton route={addVisitPhoto} args={{ params: { id: visit.id } }} label={t('visit.addPhoto')} accept="image/*" size="xs" /></div>}
      {visit.findings.map((finding) => <Finding key={finding.id} finding={finding} />)}
    </article>
  );
}
