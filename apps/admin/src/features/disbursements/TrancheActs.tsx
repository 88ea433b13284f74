import { Button } from '@mantine/core';
import { approveTranche, holdTranche, requestTranche, sendBackTranche } from '@weichuang/contracts/disbursements/tranches';
import type { Action } from '@weichuang/contracts/http/shapes';
import { Dialog, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, useApiMutation } from '../../app/api';
import classes from './disbursements.module.css';
import { PayForm, ReduceForm, ReturnForm } from './MoneyForms';
import { Payee } from './Payee';

/** A tranche as its steps need it. */
export interface Payable {
  readonly id: string;
  readonly projectId: string;
  readonly revision: number;
  readonly name: string;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly returnedFen: number;
  readonly actions: readonly Action[];
  /** `QB-2026-003 晨光` */
  readonly project: string;
}

const FORMS = ['pay', 'return', 'reduce'];
const PRIMARY = ['request', 'approve', 'pay'];

/** The steps of one tranche: those open as buttons, of the others the reason of the main one. Two clicks are one act. */
export function TrancheActs({ tranche, compact = false }: { tranche: Payable; compact?: boolean }) {
  const { t } = useTranslation('disbursements');
  const format = useFormat();
  const confirm = useConfirm();
  const [busy, setBusy] = useState<string | null>(null);
  const [form, setForm] = useState<string | null>(null);
  const [request, approve, sendBack, hold] = [useApiMutation(requestTranche), useApiMutation(approveTranche), useApiMutation(sendBackTranche), useApiMutation(holdTranche)];
  const params = { id: tranche.id };
  const { revision } = tranche;
  const send = (event: string, reason: string, idempotencyKey: string): Promise<unknown> => {
    switch (event) {
      case 'request':
        return request.mutateAsync({ params, body: { revision }, idempotencyKey });
      case 'approve':
        return approve.mutateAsync({ params, body: { revision }, idempotencyKey });
      case 'sendBack':
        return sendBack.mutateAsync({ params, body: { revision, reason }, idempotencyKey });
      case 'withhold':
      case 'release':
      case 'cancel':
        return hold.mutateAsync({ params, body: { event, revision, reason }, idempotencyKey });
      default:
        return Promise.reject(new Error(`no step ${event}`));
    }
  };
  const consequenceOf = (event: string) => {
    const words = t(`act.${event}.consequence`, { amount: format.money(tranche.amountFen) });
    return event === 'approve' ? <div className={classes.dialogForm}><p>{words}</p><Payee projectId={tranche.projectId} fen={tranche.amountFen} /></div> : words;
  };
  const act = async (event: string) => {
    if (FORMS.includes(event)) return setForm(event);
    const idempotencyKey = crypto.randomUUID();
    const answer = await confirm({
      title: t(`act.${event}.title`, { name: tranche.name, project: tranche.project }), consequence: consequenceOf(event),
      confirm: t(`act.${event}.label`), danger: event === 'cancel', ...(event === 'request' || event === 'approve' ? {} : { reason: 'required' as const }),
    });
    if (!answer) return;
    setBusy(event);
    try {
      await send(event, answer.reason, idempotencyKey);
      toast.success(t(`act.${event}.done`, { name: tranche.name, project: tranche.project }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    } finally {
      setBusy(null);
    }
  };
  const open = tranche.actions.filter((one) => one.allowed).sort((a, b) => Number(PRIMARY.includes(b.event)) - Number(PRIMARY.includes(a.event)));
  const shut = tranche.actions.filter((one) => !one.allowed && PRIMARY.includes(one.event));
  const shown = compact ? open.filter((one) => PRIMARY.includes(one.event)) : open;
  const close = () => setForm(null);
  return (
    <>
      {shown.length > 0 && (
        <div className={classes.buttons}>
          {shown.map(({ event }) => (
            <Button key={event} size="xs" variant={PRIMARY.includes(event) ? 'filled' : 'default'} loading={busy === event} disabled={busy !== null && busy !== event}
              aria-label={compact ? t('actOn', { act: t(`act.${event}.label`), name: tranche.name, project: tranche.project }) : undefined} onClick={() => void act(event)}>{t(`act.${event}.label`)}</Button>
          ))}
        </div>
      )}
      {!compact && shut.map(({ event, why }) => <p key={event} className={classes.shut}><Lock size={14} aria-hidden /><span>{t('shut', { act: t(`act.${event}.label`), why: why?.detail ?? '' })}</span></p>)}
      <Dialog open={form === 'pay'} onClose={close} title={t('act.pay.title', { name: tranche.name, project: tranche.project })}><PayForm tranche={tranche} onClose={close} /></Dialog>
      <Dialog open={form === 'return'} onClose={close} title={t('act.return.title', { name: tranche.name, project: tranche.project })}><ReturnForm tranche={tranche} onClose={close} /></Dialog>
      <Dialog open={form === 'reduce'} onClose={close} title={t('act.reduce.title', { name: tranche.name, project: tranche.project })}><ReduceForm tranche={tranche} onClose={close} /></Dialog>
    </>
  );
}
