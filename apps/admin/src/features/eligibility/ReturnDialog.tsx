import { Button, Checkbox, NumberInput, Textarea } from '@mantine/core';
import { returnApplication, type ScreeningView } from '@weichuang/contracts/eligibility/screening';
import { Dialog, ErrorNote } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActKey } from '../../app/act-key';
import { useApiMutation } from '../../app/api';
import classes from './eligibility.module.css';

interface ReturnDialogProps {
  readonly screening: ScreeningView;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: (until: string, next: string | null) => void;
}

/** What to correct, why, and how many working days there are. */
export function ReturnDialog({ screening, name, onClose, onDone }: ReturnDialogProps) {
  const { t } = useTranslation('eligibility');
  const text = useText();
  const format = useFormat();
  const give = useApiMutation(returnApplication);
  const keyOf = useActKey();
  const [fields, setFields] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(screening.correctionWorkingDays);
  const [tried, setTried] = useState(false);
  const reasonBox = useRef<HTMLTextAreaElement>(null);
  const fieldBoxes = useRef<HTMLFieldSetElement>(null);
  const sections = [...new Set(screening.fields.map((field) => text(field.section)))];
  const send = () => {
    setTried(true);
    // the list is long: what is missing may be out of sight
    if (!reason.trim()) return reasonBox.current?.focus();
    if (!fields.length) return fieldBoxes.current?.querySelector('input')?.focus();
    const body = { revision: screening.revision, reason: reason.trim(), fields: [...fields], workingDays: days };
    give.mutate(
      { params: { id: screening.applicationId }, body, idempotencyKey: keyOf(body) },
      { onSuccess: ({ until, next }) => onDone(until, next) },
    );
  };
  return (
    <Dialog open kind="sheet" title={t('ask.return', { name })} onClose={onClose}
      footer={<><Button variant="default" onClick={onClose}>{t('word.cancel')}</Button><Button loading={give.isPending} onClick={send}>{t('act.return')}</Button></>}>
      <div className={classes.returnForm}>
        <p>{t('ask.returnConsequence', { n: screening.maxReturns - screening.returns })}</p>
        <Textarea ref={reasonBox} label={t('ask.returnReason')} description={t('word.reasonHelp')} rows={3} maxLength={1000} withAsterisk value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && !reason.trim() ? t('ask.reasonMissing') : undefined} />
        <NumberInput label={t('ask.days')} description={days === screening.correctionWorkingDays ? t('ask.until', { at: format.deadline(screening.correctBy.until) }) : t('ask.daysHelp')} min={1} max={30} value={days} onChange={(value) => setDays(typeof value === 'number' ? value : screening.correctionWorkingDays)} />
        {!screening.correctBy.certain && <p className={classes.why}>{t('ask.uncertain')}</p>}
        <fieldset ref={fieldBoxes} className={classes.fields} aria-describedby="return-fields-problem">
          <legend>{t('ask.fields')}</legend>
          {tried && !fields.length && <p id="return-fields-problem" className={classes.problem} role="alert">{t('ask.fieldsMissing')}</p>}
          <Checkbox.Group value={[...fields]} onChange={setFields}>
            {sections.map((section) => (
              <div key={section} className={classes.fieldGroup}>
                <b>{section}</b>
                {screening.fields.filter((field) => text(field.section) === section).map((field) => <Checkbox key={field.id} size="sm" value={field.id} label={text(field.label)} />)}
              </div>
            ))}
          </Checkbox.Group>
        </fieldset>
        {give.error && <ErrorNote error={give.error} />}
      </div>
    </Dialog>
  );
}
