import { closeScoring, drawShortlist, openScoring, reformPanel, remindJudges, reopenScoring, startDeclaring, type ProgressView } from '@weichuang/contracts/judging/panel';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import { Button } from '@mantine/core';
import { ErrorNote, Note, toast, useConfirm } from '@weichuang/ui/feedback';
import { useText } from '@weichuang/ui/format';
import { NextSteps, type StepWords } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';

const EVENTS = ['declare', 'open', 'close', 'shortlist', 'reopen', 'reform'] as const;

/** What may be done with the stage now; where something is short, going on all the same names every case. `roundId`: the round whose awards come next, null while another stage is still to be frozen. */
export function StageSteps({ stage, progress, roundId }: { stage: StageView; progress: ProgressView | undefined; roundId: string | null }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const confirm = useConfirm();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const declare = useApiMutation(startDeclaring);
  const reform = useApiMutation(reformPanel);
  const open = useApiMutation(openScoring);
  const close = useApiMutation(closeScoring);
  const reopen = useApiMutation(reopenScoring);
  const remind = useApiMutation(remindJudges);
  const shortlist = useApiMutation(drawShortlist);
  const params = { stageId: stage.id };
  const { revision } = stage;
  const name = text(stage.name);
  const words: Record<string, StepWords> = Object.fromEntries(
    EVENTS.map((event) => [event, { label: t(`step.${event}.label`), help: t(`step.${event}.help`), danger: event === 'reform' || event === 'reopen' }]),
  );
  const run = async <T,>(event: string, act: () => Promise<T>, done: (answer: T) => string = () => t(`step.${event}.done`, { name })) => {
    setBusy(event);
    setError(null);
    try {
      toast.success(done(await act()));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  const ask = async (event: string) => {
    const answer = await confirm({
      title: t(`step.${event}.title`, { name }), consequence: `${t(`step.${event}.consequence`, { size: stage.shortlist?.size, next: text(stage.shortlist?.next) })}${event === 'shortlist' && stage.shortlist?.published ? t('shortlist.told') : ''}`, confirm: t(`step.${event}.label`), danger: event === 'reopen',
      ...(event === 'reopen' ? { reason: 'required' as const } : {}),
    });
    if (!answer) return;
    await run<unknown>(event, () =>
      event === 'declare' ? declare.mutateAsync({ params, body: { revision } })
      : event === 'reform' ? reform.mutateAsync({ params, body: { revision } })
      : event === 'open' ? open.mutateAsync({ params, body: { revision } })
      : event === 'shortlist' ? shortlist.mutateAsync({ params, body: { revision } })
      : event === 'close' ? close.mutateAsync({ params, body: { revision } })
      : reopen.mutateAsync({ params, body: { revision, reason: answer.reason } }),
    );
  };

  const blocked = (event: string) => stage.actions.find((action) => action.event === event && !action.allowed)?.why?.code;
  const missing = (progress?.applications ?? []).flatMap((one) =>
    one.cells.filter((cell) => cell.state === 'assigned' || cell.state === 'in_progress').map((cell) => ({ id: cell.sheetId, label: `${progress?.judges.find((judge) => judge.id === cell.judgeId)?.name ?? ''} · ${one.title}` })),
  );
  const short = (progress?.applications ?? []).filter((one) => one.cells.filter((cell) => cell.state !== 'recused' && cell.state !== 'voided').length < stage.minSheets);
  const accept = async (event: 'open' | 'close', items: readonly { readonly id: string; readonly label: string }[]) => {
    const answer = await confirm({
      title: t(`accept.${event}.title`, { count: items.length }),
      consequence: <><p>{t(`accept.${event}.consequence`)}</p><ul>{items.map((one) => <li key={one.id}>· {one.label}</li>)}</ul></>,
      confirm: t(`accept.${event}.confirm`),
      danger: true,
    });
    if (!answer) return;
    const ids = items.map((one) => one.id);
    await run<unknown>(event, () => (event === 'open' ? open.mutateAsync({ params, body: { revision, acceptShort: ids } }) : close.mutateAsync({ params, body: { revision, without: ids } })));
  };

  return (
    <div className={classes.stack}>
      <NextSteps actions={stage.actions} words={words} busy={busy} onAct={(event) => void ask(event)} {...(stage.state === 'frozen' ? { waiting: t('step.frozen') } : {})} />
      {blocked('open') === 'PANEL.UNDER_ASSIGNED' && short.length > 0 && (
        <Button variant="outline" color="brick" onClick={() => void accept('open', short.map((one) => ({ id: one.id, label: one.title })))}>{t('accept.open.button', { count: short.length })}</Button>
      )}
      {blocked('close') === 'REVIEW.OPEN_SCORECARDS' && (
        <Button variant="default" loading={busy === 'remind'} onClick={() => void run('remind', () => remind.mutateAsync({ params }), (told) => t(told.lately ? 'step.remind.doneSome' : 'step.remind.done', told))}>{t('step.remind.label')}</Button>
      )}
      {blocked('close') === 'REVIEW.OPEN_SCORECARDS' && missing.length > 0 && (
        <Button variant="outline" color="brick" onClick={() => void accept('close', missing)}>{t('accept.close.button', { count: missing.length })}</Button>
      )}
      {stage.shortlist && <Note {...(stage.shortlist.count === null ? {} : { tone: 'success' as const })} title={t(stage.shortlist.count === null ? 'shortlist.rule' : 'shortlist.made', { size: stage.shortlist.size, next: text(stage.shortlist.next), n: stage.shortlist.count })} />}
      {stage.state === 'closed' && (!stage.shortlist || stage.shortlist.count !== null) && <Note><Link to={`?stage=${stage.id}&tab=ranking`}>{t('step.thenFreeze')}</Link></Note>}
      {stage.state === 'frozen' && roundId && <Note><Link to={`/app/rounds/${roundId}/awards`}>{t('step.thenAwards')}</Link></Note>}
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
