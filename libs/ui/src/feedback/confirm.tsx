import { Button, TextInput, Textarea } from '@mantine/core';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import classes from './feedback.module.css';

export interface ConfirmQuestion {
  /** the act and the thing: `退回申请 HX-2026-003` */
  readonly title: string;
  /** what follows from it: `申请单位将收到通知，须在 3 个工作日内补正。` */
  readonly consequence: ReactNode;
  /** the button: verb and object, `退回修改` */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly reason?: 'required' | 'optional';
  readonly reasonLabel?: string;
  /** must be typed before a dangerous act, usually the thing's name */
  readonly typeName?: string;
}

export interface ConfirmAnswer {
  readonly reason: string;
}

type Ask = (question: ConfirmQuestion) => Promise<ConfirmAnswer | null>;
const ConfirmContext = createContext<Ask | null>(null);

/** One confirmation at a time; `null` means the person changed their mind. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [pending, setPending] = useState<{ question: ConfirmQuestion; answer: (value: ConfirmAnswer | null) => void } | null>(null);
  const ask = useCallback<Ask>((question) => new Promise((answer) => setPending({ question, answer })), []);
  const close = (value: ConfirmAnswer | null) => {
    pending?.answer(value);
    setPending(null);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {pending && <ConfirmDialog question={pending.question} onAnswer={close} />}
    </ConfirmContext>
  );
}

/** Asks before something that matters: `const answer = await confirm({...}); if (!answer) return;` */
export function useConfirm(): Ask {
  const ask = useContext(ConfirmContext);
  if (!ask) throw new Error('useConfirm outside ConfirmProvider');
  return ask;
}

export function ConfirmDialog({ question, onAnswer }: { question: ConfirmQuestion; onAnswer: (answer: ConfirmAnswer | null) => void }) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const problem = useMemo(
    () => ({
      reason: question.reason === 'required' && reason.trim() === '',
      name: question.typeName !== undefined && typed.trim() !== question.typeName,
    }),
    [question, reason, typed],
  );
  const [reasonBox, nameBox] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLInputElement>(null)];
  const submit = () => {
    if (!problem.reason && !problem.name) return onAnswer({ reason: reason.trim() });
    setAsked(true);
    (problem.reason ? reasonBox : nameBox).current?.focus();
  };
  return (
    <Dialog
      open
      role="alertdialog"
      title={question.title}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="default" data-first-focus={question.danger && !question.reason && question.typeName === undefined ? true : undefined} onClick={() => onAnswer(null)}>{t('confirm.cancel')}</Button>
          <Button color={question.danger ? 'brick' : undefined} onClick={submit}>{question.confirm}</Button>
        </>
      }
    >
      <div className={classes.confirm}>
        <div>{question.consequence}</div>
        {question.reason && (
          <Textarea
            ref={reasonBox}
            label={question.reasonLabel ?? t('confirm.reason')}
            description={question.reason === 'optional' ? t('confirm.reasonOptional') : t('confirm.reasonKept')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            rows={3}
            maxLength={1000}
            withAsterisk={question.reason === 'required'}
            aria-required={question.reason === 'required'}
            error={asked && problem.reason ? t('confirm.reasonMissing') : undefined}
          />
        )}
        {question.typeName !== undefined && (
          <TextInput
            ref={nameBox}
            label={t('confirm.typeName', { name: question.typeName })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) submit(); }}
            autoComplete="off"
            error={asked && problem.name ? t('confirm.nameDiffers') : undefined}
          />
        )}
      </div>
    </Dialog>
  );
}
