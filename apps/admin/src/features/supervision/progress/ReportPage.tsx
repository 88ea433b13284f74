import { Button, Checkbox, Textarea } from '@mantine/core';
import { getFile, type FileView } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { addProgressFile, answerProgressReport, getProgressReport, saveProgressReport, submitProgressReport } from '@weichuang/contracts/supervision/delivery';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { Dialog, ErrorNote, Note, PageSkeleton, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { AnswersView, FormRenderer, type FormSupport, type SaveAnswers, type StoredFile } from '@weichuang/ui/form';
import { Countdown, useFormat, useText } from '@weichuang/ui/format';
import { Card, Facts, FormShell, NextSteps } from '@weichuang/ui/page';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiProblem, call, fileAddress, useApi, useApiMutation } from '../../../app/api';
import { formRules } from '../../../app/form-rules';
import { useSession } from '../../../app/session';
import { sendFile } from '../../../app/upload';
import { problemText } from '../problem-text';
import classes from '../supervision.module.css';
import { reportTone } from '../tones';

type Report = Output<typeof getProgressReport>;
const storedFile = (file: FileView): StoredFile => ({ id: file.id, name: file.name, bytes: file.size, href: fileAddress(getFile, { params: { id: file.id }, query: {} }) });

/** A progress report: the grantee writes it here, the street reads and answers it here. */
export default function ReportPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('supervision');
  const text = useText();
  const { data, error, refetch } = useApi(getProgressReport, { params: { id } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const header = {
    title: t(`stage.${data.stage}`), number: data.project.number, state: <StateTag tone={reportTone(data.state)}>{t(`report.state.${data.state}`)}</StateTag>,
    meta: <><span>{data.project.title}</span>{data.may.write && <Countdown until={data.dueAt} />}</>, back: { to: `/app/projects/${data.project.id}?tab=reports`, label: data.project.title },
  };
  const again = formRules.visibleFields(definitionOf(data), data.answers).filter((field) => data.returnedFields.includes(field.id)).map((field) => text(field.label));
  const notice = data.returnReason ? (
    <Note tone="waiting" title={t('report.returned')}>{data.returnReason}{again.length > 0 && <p>{t('report.again', { list: again.join(t('comma')) })}</p>}</Note>
  ) : undefined;
  return <FormShell header={header} notice={notice}>{data.may.write ? <Writing key={`${data.state === 'returned'}`} report={data} onSubmitted={() => void refetch()} /> : <Reading report={data} onAnswered={() => void refetch()} />}</FormShell>;
}

function useSupport(report: Report): FormSupport {
  const { i18n } = useTranslation();
  return useMemo(
    () => ({
      rules: formRules,
      problemText: (problem) => problemText(i18n.language, problem),
      files: Object.fromEntries(report.files.map((file) => [file.id, storedFile(file)])),
      upload: async (file, { fieldId, onProgress, signal }) =>
        storedFile(await sendFile<typeof addProgressFile, FileView>(addProgressFile, { params: { id: report.id, field: fieldId } }, file, { onProgress, signal })),
    }),
    [i18n.language, report.files, report.id],
  );
}

const definitionOf = (report: Report) => report.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules

function Writing({ report, onSubmitted }: { report: Report; onSubmitted: () => void }) {
  const { t } = useTranslation('supervision');
  const { user } = useSession();
  const confirm = useConfirm();
  const support = useSupport(report);
  const submit = useApiMutation(submitProgressReport);
  const [failure, setFailure] = useState<unknown>(null);
  const revision = useRef(report.revision);
  const save = useCallback<SaveAnswers>(
    async (patch, known) => {
      try {
        const saved = await call(saveProgressReport, { params: { id: report.id }, body: { revision: known, answers: { ...patch } } });
        revision.current = saved.revision;
        return { ok: true, revision: saved.revision, savedAt: saved.savedAt };
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429) throw error;
        if (error.code !== 'REVISION.STALE') return { refused: true, why: error.title };
        const now = await call(getProgressReport, { params: { id: report.id } });
        revision.current = now.revision;
        return { conflict: true, revision: now.revision, theirs: Object.fromEntries(Object.keys(patch).map((field) => [field, now.answers[field] ?? null])) };
      }
    },
    [report.id],
  );
  const finish = async () => {
    const answer = await confirm({ title: t('report.submitTitle', { title: report.project.title }), consequence: t('report.submitHelp'), confirm: t('report.submit') });
    if (!answer) return;
    setFailure(null);
    try {
      await submit.mutateAsync({ params: { id: report.id }, body: { revision: revision.current } });
      toast.success(t('report.submitted'));
      onSubmitted();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      {failure !== null && <ErrorNote error={failure} />}
      <FormRenderer definition={definitionOf(report)} answers={report.answers} revision={report.revision} support={support} onSave={save} draftKey={`${user.id}/${report.id}`}
        locked={{ fields: ['stage'], why: t('report.stageLocked') }} aside={<Known known={report.known} />} submit={{ label: t('report.submit'), onSubmit: finish }} />
    </>
  );
}

/** What the records say already, so that nobody counts twice. */
function Known({ known }: { known: Report['known'] }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const of = (name: string): number => (typeof known[name] === 'number' ? known[name] : 0);
  return (
    <Card title={t('known.title')}>
      <Facts items={[
        { label: t('sum.sessions'), value: `${of('sessions')} / ${of('plannedSessions') || '—'}` },
        { label: t('sum.attendance'), value: `${of('attendances')} / ${of('plannedAttendance') || '—'}` },
        { label: t('known.spent'), value: format.money(of('spent_fen')) },
      ]} />
      <p className="wc-secondary">{t('known.help')}</p>
    </Card>
  );
}

function Reading({ report, onAnswered }: { report: Report; onAnswered: () => void }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const confirm = useConfirm();
  const support = useSupport(report);
  const answer = useApiMutation(answerProgressReport);
  const [returning, setReturning] = useState(false);
  const accept = async () => {
    const said = await confirm({ title: t('report.acceptTitle', { title: report.project.title }), consequence: t('report.acceptHelp'), confirm: t('report.accept') });
    if (!said) return;
    try {
      await answer.mutateAsync({ params: { id: report.id }, body: { revision: report.revision, how: 'accept' } });
      toast.success(t('report.accepted'));
      onAnswered();
    } catch {
      // said above the steps
    }
  };
  return (
    <div className={classes.columns}>
      <Card><AnswersView definition={definitionOf(report)} answers={report.answers} support={support} /></Card>
      <aside className={classes.stack}>
        {answer.error && <ErrorNote error={answer.error} />}
        <NextSteps actions={report.actions} words={{ accept: { label: t('report.accept') }, return: { label: t('report.return'), danger: true } }} busy={answer.isPending ? 'accept' : null}
          waiting={t(`report.waits.${report.state}`)} onAct={(event) => (event === 'accept' ? void accept() : setReturning(true))} />
        <Card><Facts items={[
          { label: t('report.dueLabel'), value: format.deadline(report.dueAt) },
          { label: t('report.submittedLabel'), value: report.submittedAt ? format.dateTime(report.submittedAt) : '—' },
          ...(report.late ? [{ label: t('report.inTime'), value: t('report.wasLate') }] : []),
        ]} /></Card>
        <Known known={report.known} />
      </aside>
      {returning && <ReturnDialog report={report} onClose={() => setReturning(false)} onDone={onAnswered} />}
    </div>
  );
}

/** A return names the questions that are to be written again. */
function ReturnDialog({ report, onClose, onDone }: { report: Report; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('supervision');
  const text = useText();
  const answer = useApiMutation(answerProgressReport);
  const [reason, setReason] = useState('');
  const [fields, setFields] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const reasonBox = useRef<HTMLTextAreaElement>(null);
  const fieldBoxes = useRef<HTMLDivElement>(null);
  const definition = definitionOf(report);
  const asked = formRules.visibleFields(definition, report.answers).filter((field) => field.id !== 'stage');
  const send = async () => {
    setTried(true);
    // the list is long: what is missing may be out of sight
    if (!reason.trim()) return reasonBox.current?.focus();
    if (!fields.length) return fieldBoxes.current?.querySelector('input')?.focus();
    try {
      await answer.mutateAsync({ params: { id: report.id }, body: { revision: report.revision, how: 'return', reason, fields: [...fields] } });
      toast.success(t('report.returnedDone'));
      onClose();
      onDone();
    } catch {
      // said in the dialog
    }
  };
  return (
    <Dialog open onClose={onClose} title={t('report.return')}
      footer={<><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button color="brick" loading={answer.isPending} onClick={() => void send()}>{t('report.return')}</Button></>}>
      <div className={classes.dialogForm}>
        <Textarea ref={reasonBox} label={t('report.reason')} withAsterisk rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && !reason.trim() ? t('report.reasonMissing') : undefined} />
        <Checkbox.Group ref={fieldBoxes} label={t('report.fields')} withAsterisk value={[...fields]} onChange={setFields} error={tried && !fields.length ? t('report.fieldsMissing') : undefined}>
          <div className={classes.stack}>{asked.map((field) => <Checkbox key={field.id} size="sm" value={field.id} label={text(field.label)} />)}</div>
        </Checkbox.Group>
        {answer.error && <ErrorNote error={answer.error} />}
      </div>
    </Dialog>
  );
}
