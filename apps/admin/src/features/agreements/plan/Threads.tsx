import { Button, NativeSelect, Textarea } from '@mantine/core';
import { addComment, type CommentThreadView, type OptimisationView, settleThread } from '@weichuang/contracts/agreements/optimisation';
import { ErrorNote } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActKey } from '../../../app/act-key';
import { useApiMutation } from '../../../app/api';
import classes from '../agreements.module.css';

/** Remarks on a field with their replies; settled ones are quiet. */
export function Threads({ projectId, view, threads }: { projectId: string; view: OptimisationView; threads: readonly CommentThreadView[] }) {
  return <>{threads.map((thread) => <Thread key={thread.id} projectId={projectId} view={view} thread={thread} />)}</>;
}

function Thread({ projectId, view, thread }: { projectId: string; view: OptimisationView; thread: CommentThreadView }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const settle = useApiMutation(settleThread);
  const [replying, setReplying] = useState(false);
  return (
    <div className={classes.thread} data-settled={thread.settled || undefined}>
      <ol>{thread.entries.map((entry) => <li key={entry.id} className={classes.entry}><p>{entry.text}</p><span>{entry.name} · {format.dateTime(entry.at)}</span></li>)}</ol>
      {settle.error && <ErrorNote error={settle.error} />}
      <div className={classes.buttons}>
        {thread.settled && <span className="wc-secondary">{t('comment.settled')}</span>}
        {view.may.discuss && !replying && <Button size="xs" variant="default" onClick={() => setReplying(true)}>{t('comment.reply')}</Button>}
        {view.may.settle && (
          <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate({ params: { id: projectId, threadId: thread.id }, body: { settled: !thread.settled } })}>
            {t(thread.settled ? 'comment.reopen' : 'comment.settle')}
          </Button>
        )}
      </div>
      {replying && <Words projectId={projectId} fieldId={thread.fieldId} threadId={thread.id} label={t('comment.reply')} onDone={() => setReplying(false)} />}
    </div>
  );
}

/** A new remark: on the field it stands at, or on one to be chosen. */
export function NewThread({ projectId, fieldId, label, fields }: { projectId: string; fieldId?: string; label?: string; fields?: readonly { id: string; label: string }[] }) {
  const { t } = useTranslation('agreements');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(fieldId ?? fields?.[0]?.id ?? '');
  if (fields === undefined && !open)
    return <div><Button size="xs" variant="subtle" leftSection={<MessageSquarePlus size={15} aria-hidden />} onClick={() => setOpen(true)}>{t('comment.add')}</Button></div>;
  return (
    <div className={classes.newThread}>
      {fields && <NativeSelect label={t('comment.field')} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)} data={fields.map((one) => ({ value: one.id, label: one.label }))} />}
      <Words projectId={projectId} fieldId={chosen} threadId={null} label={label ? t('comment.on', { label }) : t('comment.text')} onDone={() => setOpen(false)} />
    </div>
  );
}

function Words({ projectId, fieldId, threadId, label, onDone }: { projectId: string; fieldId: string; threadId: string | null; label: string; onDone: () => void }) {
  const { t } = useTranslation('agreements');
  const [text, setText] = useState('');
  // the same words sent twice are one remark
  const keyOf = useActKey();
  const [sent, setSent] = useState(0);
  const add = useApiMutation(addComment);
  const send = async () => {
    try {
      await add.mutateAsync({ params: { id: projectId }, body: { fieldId, threadId, text }, idempotencyKey: keyOf({ text, sent }) });
    } catch {
      return; // said below
    }
    setText('');
    setSent(sent + 1);
    onDone();
  };
  return (
    <div className={classes.reply}>
      <Textarea label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} rows={2} autosize maxLength={2000} />
      {add.error && <ErrorNote error={add.error} />}
      <div className={classes.buttons}><Button size="xs" disabled={!text.trim()} loading={add.isPending} onClick={() => void send()}>{t('comment.send')}</Button></div>
    </div>
  );
}
