import { downloadPortalNotice, getPortalNotice, type PortalNotice } from '@weichuang/contracts/awards/notice';
import { Button } from '@mantine/core';
import { ErrorNote, Note, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Countdown, Sentence, useFormat } from '@weichuang/ui/format';
import { PortalShell } from '@weichuang/ui/page';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { fileAddress, useApi } from '../../../app/api';
import classes from '../awards.module.css';
import { NoticeBody } from '../NoticeBody';
import { PHASE_TONE } from '../tones';
import { StatusForm } from './StatusForm';

/** A public notice as it hangs on the board, with the way to object below it. */
export default function NoticePage() {
  const { noticeId = '' } = useParams();
  const { data, error, refetch } = useApi(getPortalNotice, { params: { noticeId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return <Notice notice={data} />;
}

function Notice({ notice }: { notice: PortalNotice }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const { outcomes } = notice;
  return (
    <div className={classes.noticePage}>
      <div className={`${classes.status} wc-no-print`}>
        <StateTag tone={PHASE_TONE[notice.phase]}>{t(`phase.${notice.phase}`)}</StateTag>
        <span>{t('portal.until', { time: format.deadline(notice.endsAt) })}</span>
        {notice.phase === 'running' && <Countdown until={notice.endsAt} />}
        {notice.mayObject && <Button component={Link} size="xs" to={`/notices/${notice.id}/objection`}>{t('portal.object')}</Button>}
      </div>
      <PortalShell kind="notice" title={notice.title} issuer={notice.content.issuer} meta={<span>{notice.number}</span>}
        actions={<a className={classes.paperLink} href={fileAddress(downloadPortalNotice, { params: { noticeId: notice.id } })}><Download size={16} aria-hidden />{t('notice.pdf')}</a>}>
        <NoticeBody content={notice.content} startsOn={notice.startsOn} endsOn={notice.endsOn} issuedOn={notice.publishedOn} cancelled={outcomes.cancelled} />
      </PortalShell>
      {notice.phase === 'over' && <Note title={<Sentence>{t('portal.overSince', { time: format.deadline(notice.endsAt) })}</Sentence>} />}
      {!notice.calendarCertain && <Note tone="waiting" title={t('portal.uncertain')} />}
      <section className={`wc-card ${classes.after} wc-no-print`}>
        <h2>{t('portal.objections')}</h2>
        <p>{outcomes.received === 0 ? t('portal.noObjections') : t('portal.outcomes', { ...outcomes })}</p>
        {outcomes.cancelled.length > 0 && <p>{t('portal.cancelled', { projects: format.list(outcomes.cancelled.map((one) => `《${one}》`)) })}</p>}
        {outcomes.received > 0 && <StatusForm noticeId={notice.id} />}
        <p><Link to={`/calls/${notice.roundId}`}>{t('portal.call', { title: notice.roundTitle })}</Link>{notice.phase === 'over' && <>　<Link to={`/calls/${notice.roundId}/results`}>{t('portal.results')}</Link></>}</p>
      </section>
    </div>
  );
}
