import { editNotice, getNotice, publishNotice, type NoticeView } from '@weichuang/contracts/awards/notice';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { Dialog, ErrorNote, Note, TextSkeleton, toast } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, serverNow, useFormat } from '@weichuang/ui/format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApi, useApiMutation } from '../../../app/api';
import classes from '../awards.module.css';
import { NoticeBody } from '../NoticeBody';

/** A draft as it will hang: its words can be changed, its days chosen; then it is published. */
export function NoticeDialog({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('awards');
  return <Dialog open={open} onClose={onClose} title={t('draft.title')} kind="sheet"><Draft id={id} onClose={onClose} /></Dialog>;
}

function Draft({ id, onClose }: { id: string; onClose: () => void }) {
  const [startsOn, setStartsOn] = useState(() => chinaDay(serverNow()));
  const { data, error, refetch } = useApi(getNotice, { params: { id }, query: { startsOn } }, { keepPrevious: true });
  const [editing, setEditing] = useState(false);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={8} />;
  if (editing) return <Words key={data.revision} notice={data} onDone={() => setEditing(false)} />;
  return <Preview notice={data} startsOn={startsOn} onStart={setStartsOn} onEdit={() => setEditing(true)} onClose={onClose} />;
}

interface PreviewProps {
  readonly notice: NoticeView;
  readonly startsOn: string;
  readonly onStart: (day: string) => void;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

function Preview({ notice, startsOn, onStart, onEdit, onClose }: PreviewProps) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const publish = useApiMutation(publishNotice);
  const [confirmed, setConfirmed] = useState(false);
  const may = (event: string) => notice.actions.find((one) => one.event === event);
  const { proposed } = notice;
  const days = proposed ?? { startsOn, endsOn: startsOn, certain: true };
  const run = async () => {
    try {
      const done = await publish.mutateAsync({ params: { id: notice.id }, body: { revision: notice.revision, startsOn, daysConfirmed: confirmed } });
      toast.success(t('draft.published', { number: done.number ?? '' }));
      onClose();
    } catch {
      // said above the button
    }
  };
  return (
    <div className={classes.draft}>
      {may('publish') && (
        <div className={classes.publish}>
          <div className={classes.row}>
            <TextInput type="date" label={t('draft.startsOn')} value={startsOn} min={chinaDay(serverNow())} onChange={(event) => event.currentTarget.value && onStart(event.currentTarget.value)} />
            <p className={classes.days}>{t('draft.days', { n: notice.content.workingDays })}<b>{t('draft.ends', { day: format.day(days.endsOn) })}</b></p>
          </div>
          {!days.certain && (
            <Note tone="waiting" title={t('draft.uncertain', { year: days.endsOn.slice(0, 4) })}>
              <Checkbox size="sm" label={t('draft.confirmDays', { day: days.endsOn })} checked={confirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} />
            </Note>
          )}
          {publish.error && <ErrorNote error={publish.error} />}
          {may('publish')?.why && <Note tone="danger" title={may('publish')?.why?.detail} />}
          <div className={classes.buttons}>
            <Button loading={publish.isPending} disabled={!may('publish')?.allowed || (!days.certain && !confirmed)} onClick={() => void run()}>{t('draft.publish')}</Button>
            <Button variant="default" onClick={onEdit}>{t('draft.edit')}</Button>
          </div>
          <p className="wc-secondary">{t('draft.publishHelp')}</p>
        </div>
      )}
      <article className={classes.sheet}>
        <h3>{notice.title}</h3>
        <p className={classes.docNo}>{t('draft.numberLater')}</p>
        <NoticeBody content={notice.content} startsOn={days.startsOn} endsOn={days.endsOn} issuedOn={chinaDay(serverNow())} />
      </article>
    </div>
  );
}

const WordsIn = z.object({ title: editNotice.body.shape.title, text: z.string().trim().min(1).max(8000) });

function Words({ notice, onDone }: { notice: NoticeView; onDone: () => void }) {
  const { t } = useTranslation('awards');
  const edit = useApiMutation(editNotice);
  const form = useZodForm(WordsIn, { title: notice.title, text: notice.content.paragraphs.join('\n\n') });
  return (
    <Form form={form} onSubmit={async ({ title, text }) => {
      const paragraphs = text.split(/\n+/).map((one) => one.trim()).filter(Boolean).slice(0, 8);
      await edit.mutateAsync({ params: { id: notice.id }, body: { revision: notice.revision, title, paragraphs } });
      toast.success(t('draft.saved'));
      onDone();
    }}>
      <TextField control={form.control} name="title" label={t('draft.name')} required />
      <TextAreaField control={form.control} name="text" label={t('draft.text')} help={t('draft.textHelp')} rows={10} required />
      <div className={classes.buttons}><SubmitButton>{t('draft.save')}</SubmitButton><Button variant="default" onClick={onDone}>{t('draft.back')}</Button></div>
    </Form>
  );
}
