import { NativeSelect, Radio, Switch, TextInput, Textarea } from '@mantine/core';
import type { HTMLInputAutoCompleteAttribute } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldValues } from 'react-hook-form';
import { useField, type FieldProps } from './frame';
import { MoneyInput } from './MoneyInput';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export function TextField<T extends FieldValues, Out>(props: FieldProps<T, Out> & {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url' | 'time';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
}) {
  const { value, set, shared, ref } = useField(props);
  return (
    <TextInput {...shared} ref={ref} type={props.type ?? 'text'} autoComplete={props.autoComplete} placeholder={props.placeholder}
      inputMode={props.inputMode} value={asText(value)} onChange={(event) => set(event.currentTarget.value)} />
  );
}

export function TextAreaField<T extends FieldValues, Out>(props: FieldProps<T, Out> & { readonly rows?: number; readonly maxLength?: number }) {
  const { value, set, shared, ref } = useField(props);
  const text = asText(value);
  const { t } = useTranslation('ui');
  const counter = props.maxLength ? t('form.counter', { n: [...text].length, max: props.maxLength }) : undefined;
  return (
    <Textarea {...shared} ref={ref} description={[shared.description, counter].filter(Boolean).join(' · ') || undefined}
      rows={props.rows ?? 4} value={text} onChange={(event) => set(event.currentTarget.value)} />
  );
}

/** Yuan on the screen, integer fen in the form, null while empty. */
export function MoneyField<T extends FieldValues, Out>(props: FieldProps<T, Out>) {
  const { value, set, shared, ref } = useField(props);
  return <MoneyInput {...shared} ref={ref} value={typeof value === 'number' ? value : null} onChange={set} />;
}

/** The browser's own date input; `YYYY-MM-DD` in the form, '' while empty. */
export function DateField<T extends FieldValues, Out>(props: FieldProps<T, Out> & { readonly min?: string; readonly max?: string }) {
  const { value, set, shared, ref } = useField(props);
  return <TextInput {...shared} ref={ref} type="date" min={props.min} max={props.max} value={asText(value)} onChange={(event) => set(event.currentTarget.value)} />;
}

/** A moment in China: `YYYY-MM-DDTHH:mm` on the screen, ISO 8601 with `+08:00` in the form. */
export function DateTimeField<T extends FieldValues, Out>(props: FieldProps<T, Out>) {
  const { value, set, shared, ref } = useField(props);
  const text = asText(value);
  return (
    <TextInput {...shared} ref={ref} type="datetime-local" value={text.slice(0, 16)}
      onChange={(event) => set(event.currentTarget.value ? `${event.currentTarget.value}:00+08:00` : '')} />
  );
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** The browser's own list: quick, and right on a phone. */
export function SelectField<T extends FieldValues, Out>(props: FieldProps<T, Out> & { readonly options: readonly SelectOption[]; readonly placeholder?: string }) {
  const { value, set, shared, ref } = useField(props);
  const { t } = useTranslation('ui');
  return (
    <NativeSelect {...shared} ref={ref} value={asText(value)} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">{props.placeholder ?? t('form.choose')}</option>
      {props.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </NativeSelect>
  );
}

/** All options in view, for up to some six. */
export function RadioField<T extends FieldValues, Out>(props: FieldProps<T, Out> & { readonly options: readonly (SelectOption & { readonly help?: string })[] }) {
  const { value, set, shared, ref } = useField(props);
  const { onBlur, id, 'aria-required': _, ...group } = shared;
  return (
    <Radio.Group {...group} value={asText(value)} onChange={set}>
      {props.options.map((option, i) => (
        <Radio key={option.value} ref={i === 0 ? ref : undefined} id={i === 0 ? id : undefined} mt="xs" size="sm" value={option.value}
          label={option.label} description={option.help} onBlur={onBlur} disabled={props.disabled} />
      ))}
    </Radio.Group>
  );
}

export function SwitchField<T extends FieldValues, Out>(props: FieldProps<T, Out>) {
  const { value, set, shared, ref } = useField(props);
  const { withAsterisk: _, inputWrapperOrder: __, ...rest } = shared;
  return <Switch {...rest} ref={ref} size="sm" checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />;
}
