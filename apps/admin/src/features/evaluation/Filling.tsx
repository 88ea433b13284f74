import { Button } from '@mantine/core';
import { getEvaluation, saveEvaluation, submitEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import type { Answers } from '@weichuang/domain/forms/definition';
import { ErrorNote, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { FormRenderer, type FormSupport, type SaveAnswers } from '@weichuang/ui/form';
import { serverNow, useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, call, useApiMutation } from '../../app/api';
import { formRules } from '../../app/form-rules';
import { useSession } from '../../app/session';
import { problemText } from '../supervision/problem-text';
import classes from './evaluation.module.css';
import { answersOf, bodyOf, indexOf, scored, scoreOf, withSuggestions, withWords, type Evaluation } from './sheet';
import { useRecusal } from './use-recusal';

/** The index, item by item, with what the records suggest beside it; total and grade move along. */
export function Filling({ evaluation, onSubmitted }: { evaluation: Evaluation; onSubmitted: () => void }) {
  const { t, i18n } = useTranslation('evaluation');
  const confirm = useConfirm();
  const text = useText();
  const { user } = useSession();
  const submit = useApiMutation(submitEvaluation);
  const index = indexOf(evaluation);
  const definition = useMemo(() => withWords(index), [index]);
  const [answers, setAnswers] = useState(() => answersOf(evaluation));
  // what the server has; the form begins anew from it when suggestions are taken over
  const held = useRef<{ revision: number; answers: Answers }>({ revision: evaluation.revision, answers });
  const [begun, setBegun] = useState({ key: 0, ...held.current });
  const [failure, setFailure] = useState<unknown>(null);
  const now = scored(evaluation, answers);

  const support = useMemo<FormSupport>(
    () => ({
      rules: formRules,
      problemText: (problem) => problemText(i18n.language, problem),
      extraProblems: (given) => {
        const { missing, problems } = scored(evaluation, given);
        return [...problems, ...missing.filter((id) => !problems.some((one) => one.path.startsWith(`${id}.`))).map((id) => ({ path: id, code: 'FIELD.REQUIRED' }))];
      },
    }),
    [evaluation, i18n.language],
  );
  // one save at a time, whoever asks for it
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const persist = (patch: Answers): Promise<number> => {
    const turn = queue.current.then(async () => {
      const next = { ...held.current.answers, ...patch };
      const saved = await call(saveEvaluation, { params: { id: evaluation.id }, body: { revision: held.current.revision, ...bodyOf(next) } });
      held.current = { revision: saved.revision, answers: next };
      return saved.revision;
    });
    queue.current = turn.catch(() => undefined);
    return turn;
  };
  const recusal = useRecusal(evaluation, onSubmitted, () => queue.current.then(() => held.current.revision));
  const save: SaveAnswers = async (patch) => {
    try {
      return { ok: true, revision: await persist(patch), savedAt: new Date(serverNow()).toISOString() };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429) throw error;
      if (error.code !== 'REVISION.STALE') return { refused: true, why: error.fields[0]?.message ?? error.title };
      const there = await call(getEvaluation, { params: { id: evaluation.id } });
      held.current = { revision: there.revision, answers: answersOf(there) };
      return { conflict: true, revision: there.revision, theirs: Object.fromEntries(Object.keys(patch).map((field) => [field, held.current.answers[field] ?? null])) };
    }
  };
  const take = async (items: readonly string[]) => {
    setFailure(null);
    try {
      await persist(withSuggestions(evaluation, answers, items));
      setAnswers(held.current.answers);
      setBegun((old) => ({ key: old.key + 1, ...held.current }));
      toast.success(t('suggested.taken', { count: items.length }));
    } catch (error) {
      setFailure(error);
    }
  };
  const finish = async () => {
    const { total, grade } = scored(evaluation, answers);
    const answer = await confirm({ title: t('submit.title', { title: evaluation.project.title, total: total ?? '' }), consequence: t(grade?.passes ? 'submit.passes' : 'submit.fails', { grade: grade && text(grade.name) }), confirm: t('submit.go') });
    if (!answer) return;
    setFailure(null);
    try {
      await persist(answers);
      await submit.mutateAsync({ params: { id: evaluation.id }, body: { revision: held.current.revision } });
      toast.success(t('submit.done'));
      onSubmitted();
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      {(failure ?? recusal.error) && <ErrorNote error={failure ?? recusal.error} />}
      <FormRenderer key={begun.key} definition={definition} answers={begun.answers} revision={begun.revision} support={support} onSave={save} onAnswers={setAnswers}
        draftKey={`${user.id}/${evaluation.id}`} submit={{ label: t('submit.go'), onSubmit: finish }}
        aside={<><Card title={t('total')}><Total evaluation={evaluation} now={now} /></Card><Suggestions evaluation={evaluation} answers={answers} onTake={(items) => void take(items)} />{recusal.may && <Button variant="default" size="xs" loading={recusal.busy} onClick={() => void recusal.stepAside()}>{t('recuse.button')}</Button>}</>} />
      <div className={classes.bar} role="status"><Total evaluation={evaluation} now={now} /></div>
    </>
  );
}

function Total({ evaluation, now }: { evaluation: Evaluation; now: ReturnType<typeof scored> }) {
  const { t } = useTranslation('evaluation');
  const text = useText();
  return (
    <p className={classes.total}>
      <b>{now.total ?? now.soFar}</b><span className="wc-secondary">{t('of', { full: evaluation.fullMarks })}</span>
      {now.grade ? <StateTag tone={now.grade.passes ? 'good' : 'bad'}>{text(now.grade.name)}</StateTag> : <span className="wc-secondary">{t('missing', { count: now.missing.length })}</span>}
    </p>
  );
}

/** Scores that the records give; the evaluator takes them or writes his own. */
function Suggestions({ evaluation, answers, onTake }: { evaluation: Evaluation; answers: Answers; onTake: (items: readonly string[]) => void }) {
  const { t } = useTranslation('evaluation');
  const text = useText();
  const format = useFormat();
  const fields = indexOf(evaluation).sections.flatMap((section) => section.fields).filter((field) => evaluation.suggested[field.id] !== undefined);
  const open = fields.filter((field) => scoreOf(answers, field.id) === '').map((field) => field.id);
  if (!fields.length) return null;
  return (
    <Card title={t('suggested.title')}>
      <div className={classes.suggestions}>
        <p className="wc-secondary">{t('suggested.help')}</p>
        <ul className={classes.suggestions}>
          {fields.map((field) => {
            const rate = evaluation.rates[field.score?.source ?? ''];
            const suggested = evaluation.suggested[field.id] ?? '';
            const taken = scoreOf(answers, field.id) === suggested;
            return (
              <li key={field.id}>
                <span>{text(field.label)} {typeof rate === 'number' && <small>{format.percent(rate)}</small>}</span><b>{suggested}</b>
                <Button size="compact-xs" variant="default" disabled={taken} aria-label={t('suggested.takeOne', { item: text(field.label) })} onClick={() => onTake([field.id])}>{t(taken ? 'suggested.is' : 'suggested.take')}</Button>
              </li>
            );
          })}
        </ul>
        <Button variant="default" size="xs" disabled={!open.length} onClick={() => onTake(open)}>{t('suggested.all', { count: open.length })}</Button>
      </div>
    </Card>
  );
}
