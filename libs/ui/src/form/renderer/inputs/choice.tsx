import { Checkbox, Input, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Combobox } from '../../../popup';
import { useText } from '../../../format/use-text';
import { asText, asTexts, useAnswer, useProblem, useRenderer, type InputProps } from '../context';
import classes from '../renderer.module.css';

/** More than so many options are a list, fewer stay in view. */
const IN_VIEW = 6;

export function ChoiceInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const text = useText();
  const { t } = useTranslation('ui');
  const options = props.field.options ?? [];
  if (props.row !== undefined || options.length > IN_VIEW)
    return (
      <NativeSelect {...shared} value={asText(value)} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{t('form.choose')}</option>
        {options.map((option) => <option key={option.id} value={option.id}>{text(option.label)}</option>)}
      </NativeSelect>
    );
  const { id, onBlur, disabled, 'aria-required': _, ...group } = shared;
  return (
    <Radio.Group {...group} value={asText(value)} onChange={set}>
      <div className={classes.options}>
        {options.map((option, i) => (
          <Radio key={option.id} id={i === 0 ? id : undefined} size="sm" value={option.id} label={text(option.label)} disabled={disabled} onBlur={onBlur} />
        ))}
      </div>
    </Radio.Group>
  );
}

export function ChoicesInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const text = useText();
  const { id, onBlur, disabled, 'aria-required': _, ...group } = shared;
  return (
    <Checkbox.Group {...group} value={[...asTexts(value)]} onChange={set}>
      <div className={classes.options}>
        {(props.field.options ?? []).map((option, i) => (
          <Checkbox key={option.id} id={i === 0 ? id : undefined} size="sm" value={option.id} label={text(option.label)} disabled={disabled} onBlur={onBlur} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** A sentence that is agreed to; the tick is the answer. */
export function DeclarationInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const { withAsterisk: _, ...rest } = shared;
  return (
    <div className={classes.declaration} data-error={shared.error ? true : undefined}>
      <Checkbox {...rest} size="sm" checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />
    </div>
  );
}

interface Period {
  readonly from?: string;
  readonly to?: string;
}

export function PeriodInput(props: InputProps) {
  const { value, set, shared, label } = useAnswer(props);
  const { t } = useTranslation('ui');
  const fromError = useProblem(`${props.path}.from`);
  const toError = useProblem(`${props.path}.to`);
  const period: Period = typeof value === 'object' && value !== null ? value : {};
  const { id, label: _, 'aria-label': __, description, error, withAsterisk, ...rest } = shared;
  return (
    <Input.Wrapper label={shared.label} description={description} error={error || fromError || toError} withAsterisk={withAsterisk} labelElement="div">
      <div className={classes.period}>
        <TextInput {...rest} id={id} type="date" aria-label={t('form.from', { label })} error={Boolean(error || fromError)} value={asText(period.from)}
          onChange={(event) => set({ ...period, from: event.currentTarget.value })} />
        <span aria-hidden>{t('form.until')}</span>
        <TextInput {...rest} type="date" id={`${id}-to`} aria-label={t('form.to', { label })} error={Boolean(error || toError)} value={asText(period.to)} min={period.from}
          onChange={(event) => set({ ...period, to: event.currentTarget.value })} />
      </div>
    </Input.Wrapper>
  );
}

/** A community of the street or a published need: searched by typing. */
export function PickerInput(props: InputProps) {
  const { value, set, shared } = useAnswer(props);
  const { support } = useRenderer();
  const { t } = useTranslation('ui');
  const choices = (props.field.type === 'need' ? support.needs : support.communities) ?? [];
  const chosen = choices.find((choice) => choice.id === value);
  return (
    <>
      <Combobox {...shared} options={choices} value={asText(value)} onSelect={set} placeholder={t('form.typeToFind')} nothing={t('form.nothingFound')} />
      {chosen?.hint && props.row === undefined && <p className={classes.hint}>{chosen.hint}</p>}
    </>
  );
}
