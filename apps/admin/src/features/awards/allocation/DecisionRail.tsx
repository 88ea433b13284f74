import { approveDecision, openDecision, reallocate, returnDecision, submitDecision, type RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { draftNotice } from '@weichuang/contracts/awards/notice';
import { ErrorNote, StateTag, toast, useConfirm, type ConfirmQuestion } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card, Facts, NextSteps, type ServerAction } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import { useSession } from '../../../app/session';
import classes from '../awards.module.css';
import { DECISION_TONE } from '../tones';

/** Where the decision stands, who acted, and what comes next. */
export function DecisionRail({ view, onTab, onLine }: { view: RoundAwardsView; onTab: (tab: string) => void; onLine: (id: string) => void }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const confirm = useConfirm();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [open, again, submit, approve, sendBack, draft] = [
    useApiMutation(openDecision), useApiMutation(reallocate), useApiMutation(submitDecision), useApiMutation(approveDecision), useApiMutation(returnDecision), useApiMutation(draftNotice),
  ];
  const { decision, round } = view;
  const funded = view.lines.filter((line) => line.state === 'proposed');
  const sum = format.money(view.pool.plannedFen);
  const forbidden = (action: ServerAction) => action.why?.code === 'FORBIDDEN';
  const { has } = useSession();
  const may = (event: string) => view.notices.some((notice) => notice.actions.some((one) => one.event === event && one.allowed));
  const objections = (which: 'open' | 'yours') => view.notices.reduce((sum, notice) => sum + notice.objections[which], 0);
  const hidden: readonly (string | undefined)[] = ['NOTICE.NOTHING_TO_NOTICE', 'NOTICE.DRAFT_EXISTS'];
  // money that came free is given to one line at a time, where the line stands
  const lineFor = (event: string) => view.lines.find((line) => (event !== 'promote' || line.waitlist === 1) && line.actions.some((one) => one.event === event && one.allowed));
  const settled = decision?.state === 'approved' || decision?.state === 'published';
  const [next, newcomer] = settled ? [lineFor('promote'), lineFor('approve')] : [];
  // what is done in another tab is one click from here
  const elsewhere: ServerAction[] = [
    ...(may('edit') ? [{ event: 'check_notice', allowed: true }] : []),
    ...(may('close') ? [{ event: 'close_notice', allowed: true }] : []),
    ...(has('street_manager', 'street_handler') && objections('open') > 0
      ? [objections('yours') > 0 ? { event: 'settle_objections', allowed: true } : { event: 'settle_objections', allowed: false, why: { code: 'OBJECTION.HANDLER_INVOLVED', detail: t('act.settle_objections.others', { n: objections('open') }) } }]
      : []),
  ];
  const actions: ServerAction[] = [
    ...(decision || forbidden(view.open) ? [] : [view.open]),
    ...(decision?.actions ?? []),
    ...(settled && !forbidden(view.draftNotice) && !hidden.includes(view.draftNotice.why?.code) ? [view.draftNotice] : []),
    ...(next ? [{ event: 'promote_line', allowed: true }] : []),
    ...(newcomer ? [{ event: 'approve_line', allowed: true }] : []),
    ...elsewhere,
  ];
  const words = Object.fromEntries(
    ['open', 'reallocate', 'submit', 'approve', 'return', 'draft_notice', 'check_notice', 'close_notice', 'settle_objections', 'promote_line', 'approve_line'].map((event) => [event, { label: t(`act.${event}.label`), danger: event === 'return' || event === 'reallocate', help: t(`act.${event}.help`) || undefined }]),
  );

  const act = async (event: string) => {
    if (event === 'check_notice' || event === 'close_notice') return onTab('notices');
    if (event === 'settle_objections') return onTab('objections');
    if (event === 'promote_line' || event === 'approve_line') return onLine((event === 'promote_line' ? next : newcomer)?.id ?? '');
    const ask: ConfirmQuestion | null = event === 'open' || event === 'draft_notice' ? null : {
      title: t(`act.${event}.title`, { round: round.title }),
      consequence: t(`act.${event}.consequence`, { count: funded.length, sum }),
      confirm: t(`act.${event}.label`),
      danger: event === 'return' || event === 'reallocate',
      ...(event === 'return' ? { reason: 'required' as const } : event === 'submit' ? { reason: 'optional' as const, reasonLabel: t('act.submit.note') } : {}),
    };
    const answer = ask ? await confirm(ask) : { reason: '' };
    if (!answer) return;
    setBusy(event);
    setError(null);
    try {
      const [roundParams, id, revision] = [{ roundId: round.id }, { id: decision?.id ?? '' }, decision?.revision ?? 0];
      if (event === 'open') await open.mutateAsync({ params: roundParams });
      else if (event === 'draft_notice') { await draft.mutateAsync({ params: roundParams }); onTab('notices'); }
      else if (event === 'reallocate') await again.mutateAsync({ params: id, body: { revision } });
      else if (event === 'submit') await submit.mutateAsync({ params: id, body: { revision, note: answer.reason } });
      else if (event === 'approve') await approve.mutateAsync({ params: id, body: { revision } });
      else await sendBack.mutateAsync({ params: id, body: { revision, reason: answer.reason } });
      toast.success(t(`act.${event}.done`, { round: round.title }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };

  return (
    <>
      <div className={classes.railTop}>
        <NextSteps actions={actions} words={words} onAct={(event) => void act(event)} busy={busy} waiting={t(`waiting.${decision?.state ?? 'none'}`)} />
        {error !== null && <ErrorNote error={error} />}
      </div>
      <Card title={t('decision.title')}>
        <Facts items={[
          { label: t('decision.state'), value: decision ? <StateTag tone={DECISION_TONE[decision.state]}>{t(`decisionState.${decision.state}`)}</StateTag> : t('decision.none') },
          ...(view.ranking ? [{ label: t('decision.ranking'), value: t('decision.frozenAt', { at: format.dateTime(view.ranking.frozenAt), n: view.ranking.ranked }) }] : []),
          { label: t('decision.grant'), value: t(`grant.${view.grant}`) },
          ...(decision?.submitted ? [{ label: t('decision.submitted'), value: `${decision.submitted.name} ${format.dateTime(decision.submitted.at)}` }] : []),
          ...(decision?.note ? [{ label: t('act.submit.note'), value: decision.note }] : []),
          ...(decision?.approved ? [{ label: t('decision.approved'), value: `${decision.approved.name} ${format.dateTime(decision.approved.at)}` }] : []),
        ]} />
      </Card>
    </>
  );
}
