import { TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../../fields/MoneyInput';
import { asText, useAnswer, type InputProps } from '../context';
import classes from '../renderer.module.css';

const KINDS = { text: 'text', phone: 'tel', email: 'email' } as const;

/** One line; a phone gets the right keyboard. */
export function LineInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const { field } = props;
  const kind = field.type === 'phone' || field.type === 'email' ? field.type : 'text';
  const text = asText(value);
  const max = field.maxLength;
  // shown only where the limit comes near: until then it would be noise
  const counter = max !== undefined && [...text].length > max * 0.8 ? <span className={classes.counter} aria-hidden>{[...text].length} / {max}</span> : undefined;
  return (
    <TextInput {...shared} type={KINDS[kind]} autoComplete="off" value={text} onChange={(event) => set(event.currentTarget.value)}
      rightSection={counter} rightSectionWidth={counter ? '4.5rem' : undefined} rightSectionPointerEvents="none" />
  );
}

export function ProseInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const { t } = useTranslation('ui');
  const max = props.field.maxLength;
  const text = asText(value);
  return (
    <div>
      <Textarea {...shared} rows={props.row === undefined ? 5 : 2} value={text} onChange={(event) => set(event.currentTarget.value)} />
      {max && props.row === undefined && <p className={classes.proseCounter}>{t('form.counter', { n: [...text].length, max })}</p>}
    </div>
  );
}

/** A decimal stays the text that was typed: no float ever touches it. */
export function DecimalInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  return (
    <TextInput {...shared} inputMode="decimal" autoComplete="off" classNames={{ input: classes.figures }} value={asText(value)}
      onChange={(event) => set(event.currentTarget.value.trim())} />
  );
}

export function IntegerInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  // what is no whole number stays visible as text, and the check names it
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput {...shared} inputMode="numeric" autoComplete="off" classNames={{ input: classes.figures }}
      value={draft ?? (typeof value === 'number' || typeof value === 'string' ? String(value) : '')}
      onBlur={() => { setDraft(null); shared.onBlur(); }}
      onChange={(event) => {
        const text = event.currentTarget.value.trim();
        setDraft(text);
        set(text === '' ? null : /^-?\d{1,15}$/.test(text) ? Number(text) : text);
      }} />
  );
}

export function YuanInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  return <MoneyInput {...shared} bare={props.row !== undefined} value={typeof value === 'number' ? value : null} onChange={set} />;
}

export function DayInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  return <TextInput {...shared} type="date" value={asText(value)} onChange={(event) => set(event.currentTarget.value)} />;
}
