import { addObjectionScan, admitObjection, dismissObjection, listObjections, type ObjectionView } from '@weichuang/contracts/awards/objection';
import { getFile } from '@weichuang/contracts/files/file';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, StateTag, TextSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { chinaDay, useFormat } from '@weichuang/ui/format';
import { Lock, Paperclip, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, useApi, useApiMutation } from '../../../app/api';
import { UploadButton } from '../../../app/UploadButton';
import classes from '../awards.module.css';
import { OBJECTION_TONE } from '../tones';
import { RecordDialog } from './RecordDialog';
import { SettleDialog } from './SettleDialog';

/** Objections against the round's awards, the newest first. */
export function ObjectionsTab({ roundId }: { roundId: string }) {
  const { t } = useTranslation('awards');
  const { data, error, refetch } = useApi(listObjections, { params: { roundId } });
  const [writing, setWriting] = useState(false);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={4} />;
  return (
    <div className={classes.list}>
      {data.recordable.length > 0 && (
        <div className={classes.buttons}>
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => setWriting(true)}>{t('objection.record.open')}</Button>
          <RecordDialog awards={data.recordable} open={writing} onClose={() => setWriting(false)} />
        </div>
      )}
      {data.rows.length ? <ul className={classes.list}>{data.rows.map((row) => <li key={row.id}><ObjectionCard row={row} /></li>)}</ul>
        : <div className="wc-card"><EmptyState title={t('objection.none')}>{t('objection.noneHelp')}</EmptyState></div>}
    </div>
  );
}

function ObjectionCard({ row }: { row: ObjectionView }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const confirm = useConfirm();
  const [settling, setSettling] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [admit, dismiss] = [useApiMutation(admitObjection), useApiMutation(dismissObjection)];
  const acts = row.actions.filter((one) => one.event !== 'scan');
  const [open, closed, mayScan] = [acts.filter((one) => one.allowed), acts.filter((one) => !one.allowed), acts.length < row.actions.length];

  const act = async (event: string) => {
    if (event === 'settle') return setSettling(true);
    const answer = await confirm({
      title: t(`objection.${event}.title`, { number: row.number }),
      consequence: t(`objection.${event}.consequence`),
      confirm: t(`objection.${event}.confirm`),
      ...(event === 'dismiss' ? { reason: 'required' as const, reasonLabel: t('objection.dismiss.reason'), danger: true } : {}),
    });
    if (!answer) return;
    setError(null);
    try {
      if (event === 'admit') await admit.mutateAsync({ params: { id: row.id }, body: { revision: row.revision } });
      else await dismiss.mutateAsync({ params: { id: row.id }, body: { revision: row.revision, reason: answer.reason } });
      toast.success(t(`objection.${event}.done`, { number: row.number }));
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <article className={classes.card}>
      <header className={classes.cardTop}>
        <h2>{row.project}</h2>
        <StateTag tone={row.state === 'replied' && row.outcome === 'upheld' ? 'bad' : OBJECTION_TONE[row.state]}>{row.outcome ? t(`outcome.${row.outcome}`) : t(`objectionState.${row.state}`)}</StateTag>
      </header>
      <p className={classes.meta}>
        <span>{row.number}</span><span>{row.organization}</span><span>{row.channel === 'online' ? format.dateTime(row.receivedAt) : t('objection.receivedOn', { day: format.day(chinaDay(row.receivedAt)), channel: t(`channel.${row.channel}`) })}</span>
        <span>{row.anonymous ? t('objection.anonymous') : [row.objectorName, row.objectorContact].filter(Boolean).join(' · ')}</span>
      </p>
      <blockquote className={classes.quote}>{row.statement}</blockquote>
      {row.scans.length > 0 && (
        <ul className={classes.scans} aria-label={t('objection.scan.title')}>
          {row.scans.map((file) => <li key={file.id}><Paperclip size={14} aria-hidden /><a href={fileAddress(getFile, { params: { id: file.id }, query: {} })}>{file.name}</a><span className="wc-secondary">{format.fileSize(file.size)}</span></li>)}
        </ul>
      )}
      {row.dismissReason && <dl className={classes.answers}><div><dt>{t('objection.dismiss.reason')}</dt><dd>{row.dismissReason}</dd></div></dl>}
      {row.findings && <dl className={classes.answers}><div><dt>{t('objection.findings')}</dt><dd>{row.findings}</dd></div><div><dt>{t('objection.reply')}</dt><dd>{row.reply}</dd></div></dl>}
      {row.recordedBy && <p className="wc-secondary">{t('objection.recordedBy', { name: row.recordedBy })}</p>}
      {row.handledBy && <p className="wc-secondary">{t('objection.handledBy', { name: row.handledBy })}{row.repliedAt && ` · ${format.dateTime(row.repliedAt)}`}</p>}
      {error !== null && <ErrorNote error={error} />}
      {(open.length > 0 || mayScan) && (
        <div className={classes.buttons}>
          {open.map(({ event }, i) => <Button key={event} size="xs" variant={i === 0 ? 'filled' : 'default'} onClick={() => void act(event)}>{t(`objection.${event}.confirm`)}</Button>)}
          {mayScan && <UploadButton route={addObjectionScan} args={{ params: { id: row.id } }} size="xs" label={t('objection.scan.add')} about={row.number} accept=".pdf,image/*" />}
        </div>
      )}
      {closed.map(({ event, why }) => <p key={event} className={classes.closed}><Lock size={14} aria-hidden /><span><b>{t(`objection.${event}.confirm`)}</b>　{why?.detail}</span></p>)}
      <SettleDialog row={row} open={settling} onClose={() => setSettling(false)} />
    </article>
  );
}
