import { getSheet, lockSheet, recuseSheet, saveSheet, type SheetView } from '@weichuang/contracts/judging/sheets';
import type { Answers } from '@weichuang/domain/forms/definition';
import { scoreTotal } from '@weichuang/domain/judging/score-total';
import { ErrorNote, Note, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { FormRenderer, type FormSupport, type SaveAnswers } from '@weichuang/ui/form';
import { serverNow, useText } from '@weichuang/ui/format';
import { ScoringShell } from '@weichuang/ui/page';
import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiProblem, call, useApiMutation } from '../../../app/api';
import { formRules } from '../../../app/form-rules';
import { useSession, useWorksAt } from '../../../app/session';
import { SHEET_TONE } from '../tones';
import { Material } from './Material';
import { problemText } from './problem-text';
import { answersOf, besideOthers, bodyOf, changedElsewhere, withComment } from './sheet-draft';

/** One application and its sheet. Saved by itself; handed in once, with the total named. */
export function Sheet({ sheet }: { sheet: SheetView }) {
  const { t, i18n } = useTranslation('judging');
  const text = useText();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { user } = useSession();
  useWorksAt({ roundId: sheet.round.id });
  const lock = useApiMutation(lockSheet);
  const recuse = useApiMutation(recuseSheet);
  const definition = useMemo(() => withComment(sheet.rubric), [sheet.rubric]);
  const initial = useMemo(() => answersOf(sheet), [sheet]);
  const [answers, setAnswers] = useState(initial);
  const total = scoreTotal(sheet.rubric, answers);
  // what the server has, as far as this device knows
  const held = useRef<{ revision: number; answers: Answers }>({ revision: sheet.revision, answers: initial });
  const [failure, setFailure] = useState<unknown>(null);
  const editable = sheet.actions.some((action) => action.event === 'save' && action.allowed);
  const mayRecuse = sheet.actions.some((action) => action.event === 'recuse' && action.allowed);

  const support = useMemo<FormSupport>(
    () => ({
      rules: formRules,
      problemText: (problem) => problemText(i18n.language, problem),
      // the total's own rules: what is missing and which remarks it wants
      extraProblems: (now) => {
        const { missing, problems } = scoreTotal(sheet.rubric, now);
        return [...problems, ...missing.filter((id) => !problems.some((one) => one.path.startsWith(`${id}.`))).map((id) => ({ path: id, code: 'FIELD.REQUIRED' }))];
      },
    }),
    [i18n.language, sheet.rubric],
  );

  // one save at a time, whoever asks for it: the pause in typing, or the handing in
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const persist = (patch: Answers, typedOn?: number) => {
    const act = async () => {
      const next = { ...held.current.answers, ...patch };
      // a copy from an earlier visit says on what it was typed, so that another device's scores are not overwritten
      const revision = typedOn !== undefined && typedOn < sheet.revision ? typedOn : held.current.revision;
      const saved = await call(saveSheet, { params: { id: sheet.id }, body: { revision, ...bodyOf(sheet.rubric, next) } });
      held.current = { revision: saved.revision, answers: next };
      return saved.revision;
    };
    const turn = queue.current.then(act);
    queue.current = turn.catch(() => undefined);
    return turn;
  };
  const save: SaveAnswers = async (patch, typedOn) => {
    try {
      return { ok: true, revision: await persist(patch, typedOn), savedAt: new Date(serverNow()).toISOString() };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429) throw error;
      if (error.code !== 'REVISION.STALE') return { refused: true, why: error.title };
      const now = await call(getSheet, { params: { id: sheet.id } });
      const older = typedOn < sheet.revision && held.current.revision === sheet.revision;
      const { theirs, rest } = besideOthers(older ? null : held.current.answers, patch, answersOf(now));
      held.current = { revision: now.revision, answers: answersOf(now) };
      // the server took nothing of it: what nobody else touched goes again
      const revision = Object.keys(rest).length ? await persist(rest) : now.revision;
      return { conflict: true, revision, theirs };
    }
  };

  const go = (next: string | null) => void navigate(next ? `/app/judging/sheets/${next}` : `/app/judging/stages/${sheet.stage.id}`);
  const finish = async () => {
    const { total: points } = scoreTotal(sheet.rubric, answers);
    if (points === null) return;
    const answer = await confirm({
      title: t('lock.title', { points, title: sheet.application.title }),
      consequence: t('lock.consequence', { points, max: sheet.fullMarks }),
      confirm: t('lock.confirm', { points }),
    });
    if (!answer) return;
    const unsaved = changedElsewhere(held.current.answers, answers);
    if (Object.keys(unsaved).length) await persist(unsaved);
    const { next } = await lock.mutateAsync({ params: { id: sheet.id }, body: { revision: held.current.revision, total: points } });
    toast.success(t('lock.done', { title: sheet.application.title, points }));
    go(next);
  };
  const stepAside = async () => {
    const answer = await confirm({ title: t('recuse.title', { title: sheet.application.title }), consequence: t('recuse.consequence'), confirm: t('recuse.confirm'), danger: true, reason: 'required', reasonLabel: t('recuse.reason') });
    if (!answer) return;
    const { next } = await recuse.mutateAsync({ params: { id: sheet.id }, body: { revision: held.current.revision, reason: answer.reason } });
    toast.success(t('recuse.done', { title: sheet.application.title }));
    go(next);
  };

  return (
    <ScoringShell
      header={{
        title: sheet.application.title,
        state: <StateTag tone={SHEET_TONE[sheet.state]}>{t(`sheetState.${sheet.state}`)}</StateTag>,
        meta: <span>{sheet.round.title} · {text(sheet.stage.name)}</span>,
        back: { to: `/app/judging/stages/${sheet.stage.id}`, label: t('sheet.back') },
        actions: mayRecuse && <Button variant="default" size="xs" onClick={() => void stepAside()}>{t('recuse.button')}</Button>,
      }}
      position={{ n: sheet.progress.locked + (sheet.state === 'locked' ? 0 : 1), of: sheet.progress.all }}
      material={<Material sheet={sheet} />}
      sheet={
        <>
          {sheet.state === 'locked' && <Note tone="success" title={t('sheet.lockedTitle', { total: sheet.total })}>{t('sheet.lockedBody')}</Note>}
          {sheet.state === 'in_progress' && sheet.reason && <Note tone="waiting" title={t('sheet.reopened')}>{sheet.reason}</Note>}
          {failure !== null && <ErrorNote error={failure} />}
          <FormRenderer definition={definition} answers={initial} revision={sheet.revision} support={support} onSave={save} draftKey={`${user.id}/sheet-${sheet.id}`} layout="plain"
            readOnly={!editable} onAnswers={setAnswers} {...(editable ? { submit: { label: t('lock.button'), onSubmit: finish } } : {})} />
        </>
      }
      total={{ points: total.soFar, max: sheet.fullMarks, missing: editable ? total.missing.length : 0 }}
      {...(sheet.next ? { onNext: () => go(sheet.next) } : {})}
      {...(editable && total.complete ? { submit: { label: t('lock.button'), busy: lock.isPending, onSubmit: () => void finish().catch(setFailure) } } : {})}
    />
  );
}
