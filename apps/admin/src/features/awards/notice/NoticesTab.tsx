import type { NoticeBrief, RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { closeNotice, discardNotice, downloadNotice, downloadPortalNotice } from '@weichuang/contracts/awards/notice';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { Countdown, serverNow, useFormat } from '@weichuang/ui/format';
import { Download, ExternalLink, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import { fileAddress, useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';
import { NOTICE_TONE } from '../tones';
import { NoticeDialog } from './NoticeDialog';

type Brief = z.output<typeof NoticeBrief>;

/** The round's notices: the draft, the one that runs, those before. */
export function NoticesTab({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  if (!view.notices.length)
    return <div className="wc-card"><EmptyState title={t('notice.none')}>{view.draftNotice.allowed ? t('notice.ready') : view.draftNotice.why?.detail}</EmptyState></div>;
  return <ul className={classes.list}>{view.notices.map((notice) => <li key={notice.id}><NoticeCard notice={notice} /></li>)}</ul>;
}

function NoticeCard({ notice }: { notice: Brief }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const confirm = useConfirm();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [close, discard] = [useApiMutation(closeNotice), useApiMutation(discardNotice)];
  const action = (event: string) => notice.actions.find((one) => one.event === event);
  const may = (event: string) => action(event)?.allowed ?? false;
  const closing = action('close');
  const params = { id: notice.id };

  const run = async (event: 'close' | 'discard') => {
    const answer = await confirm({
      title: t(`notice.${event}.title`, { title: notice.title }),
      consequence: t(`notice.${event}.consequence`, { open: notice.objections.open }),
      confirm: t(`notice.${event}.confirm`),
      danger: event === 'discard',
    });
    if (!answer) return;
    setError(null);
    try {
      if (event === 'discard') {
        await discard.mutateAsync({ params });
        toast.success(t('notice.discard.done'));
      } else {
        const { granted, held } = await close.mutateAsync({ params, body: { revision: notice.revision } });
        toast.success(t(held ? 'notice.close.doneHeld' : 'notice.close.done', { granted, held }));
      }
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <article className={classes.card}>
      <header className={classes.cardTop}>
        <h2>{notice.title}</h2>
        <StateTag tone={NOTICE_TONE[notice.state]}>{t(`noticeState.${notice.state}`)}</StateTag>
      </header>
      <p className={classes.meta}>
        <span>{notice.number ?? t('notice.unnumbered')}</span>
        <span>{t('notice.lines', { count: notice.lines })}</span>
        {notice.startsOn && notice.endsOn && <span>{t('notice.period', { from: notice.startsOn, to: notice.endsOn })}</span>}
        {notice.state === 'published' && notice.endsAt && Date.parse(notice.endsAt) > serverNow() && <Countdown until={notice.endsAt} />}
        {notice.state !== 'draft' && <span>{t('notice.objections', { received: notice.objections.received, open: notice.objections.open })}</span>}
      </p>
      {error !== null && <ErrorNote error={error} />}
      <div className={classes.buttons}>
        {notice.state === 'draft' && <Button size="xs" onClick={() => setOpen(true)}>{t(may('publish') || may('edit') ? 'notice.openDraft' : 'notice.look')}</Button>}
        {closing?.allowed && <Button size="xs" loading={close.isPending} onClick={() => void run('close')}>{t('notice.close.confirm')}</Button>}
        {notice.state !== 'draft' && <Button component={Link} size="xs" variant="default" to={`/notices/${notice.id}`} rightSection={<ExternalLink size={14} aria-hidden />}>{t('notice.public')}</Button>}
        <Button component="a" size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} href={fileAddress(notice.state === 'draft' ? downloadNotice : downloadPortalNotice, { params: { id: notice.id, noticeId: notice.id } })}>{t('notice.pdf')}</Button>
        {may('discard') && <Button size="xs" variant="subtle" color="brick" loading={discard.isPending} onClick={() => void run('discard')}>{t('notice.discard.confirm')}</Button>}
      </div>
      {closing && !closing.allowed && <p className={classes.closed}><Lock size={14} aria-hidden /><span><b>{t('notice.close.confirm')}</b>　{notice.endsAt ? t('notice.close.after', { time: format.deadline(notice.endsAt) }) : closing.why?.detail}</span></p>}
      <NoticeDialog id={notice.id} open={open} onClose={() => setOpen(false)} />
    </article>
  );
}
