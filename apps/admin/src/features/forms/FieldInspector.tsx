import { Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core';
import type { Field, FormDefinition } from '@weichuang/domain/forms/definition';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from './ConditionEditor';
import { FIELD_TYPES, retyped, withField, type Place } from './editing';
import classes from './forms.module.css';
import { ColumnsEditor, OptionsEditor, ScoreEditor } from './parts';

const ROWS = ['table', 'people', 'budget'];
const RANGED = ['number', 'integer', 'money'];
const FILES = ['pdf', 'image', 'word', 'excel'] as const;

/** Everything one field has. */
export function FieldInspector({ definition, at, field, onChange }: { definition: FormDefinition; at: Place; field: Field; onChange: (definition: FormDefinition) => void }) {
  const { t } = useTranslation('forms');
  const change = (part: Partial<Field>) => onChange(withField(definition, at, (old) => clean({ ...old, ...part })));
  const accept = field.accept ?? [];
  return (
    <>
      <div className={classes.two}>
        <TextInput label={t('label')} value={field.label.zh} maxLength={400} onChange={(event) => change({ label: { ...field.label, zh: event.currentTarget.value } })} />
        <TextInput label={t('english')} value={field.label.en ?? ''} maxLength={800} onChange={(event) => change({ label: { ...field.label, en: event.currentTarget.value || undefined } })} />
        <NativeSelect label={t('typeLabel')} value={field.type} onChange={(event) => { const type = FIELD_TYPES.find((one) => one === event.currentTarget.value); if (type) onChange(withField(definition, at, (old) => retyped(old, type))); }}>
          {FIELD_TYPES.map((type) => <option key={type} value={type}>{t(`type.${type}`)}</option>)}
        </NativeSelect>
        <TextInput label={t('id')} description={t('idHelp')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={field.id} maxLength={64} onChange={(event) => change({ id: event.currentTarget.value.trim() })} />
      </div>
      <Textarea label={t('help')} rows={2} maxLength={400} value={field.help?.zh ?? ''} onChange={(event) => { const zh = event.currentTarget.value; change({ help: zh ? { ...field.help, zh } : undefined }); }} />
      <div className={classes.checks}>
        <Checkbox size="sm" label={t('required')} checked={field.required ?? false} onChange={(event) => change({ required: event.currentTarget.checked || undefined })} />
        <Checkbox size="sm" label={t('personal')} description={t('personalHelp')} checked={field.personal ?? false} onChange={(event) => change({ personal: event.currentTarget.checked || undefined })} />
        <Checkbox size="sm" label={t('identifying')} description={t('identifyingHelp')} checked={field.identifying ?? false} onChange={(event) => change({ identifying: event.currentTarget.checked || undefined })} />
      </div>
      {(field.type === 'text' || field.type === 'longtext') && <div className={classes.two}><WholeNumber label={t('maxLength')} value={field.maxLength} onChange={(maxLength) => change({ maxLength })} /></div>}
      {RANGED.includes(field.type) && (
        <div className={classes.two}>
          <WholeNumber label={t(field.type === 'money' ? 'minMoney' : 'min')} value={field.min} scale={field.type === 'money' ? 100 : 1} onChange={(min) => change({ min })} />
          <WholeNumber label={t(field.type === 'money' ? 'maxMoney' : 'max')} value={field.max} scale={field.type === 'money' ? 100 : 1} onChange={(max) => change({ max })} />
        </div>
      )}
      {ROWS.includes(field.type) && (
        <div className={classes.two}>
          <WholeNumber label={t('minRows')} value={field.minRows} onChange={(minRows) => change({ minRows })} />
          <WholeNumber label={t('maxRows')} value={field.maxRows} onChange={(maxRows) => change({ maxRows })} />
        </div>
      )}
      {field.type === 'file' && (
        <div className={classes.group}>
          <h3>{t('accept')}</h3>
          <div className={classes.checks}>
            {FILES.map((kind) => <Checkbox key={kind} size="sm" label={t(`file.${kind}`)} checked={accept.includes(kind)} onChange={(event) => { const on = event.currentTarget.checked; change({ accept: FILES.filter((one) => (one === kind ? on : accept.includes(one))) }); }} />)}
          </div>
        </div>
      )}
      {(field.type === 'choice' || field.type === 'multichoice') && <OptionsEditor options={field.options ?? []} onChange={(options) => change({ options })} />}
      {field.type === 'table' && <ColumnsEditor columns={field.columns ?? []} onChange={(columns) => change({ columns })} />}
      {field.type === 'score' && field.score && <ScoreEditor score={field.score} onChange={(score) => change({ score })} />}
      <ConditionEditor definition={definition} at={at} condition={field.showIf} onChange={(showIf) => change({ showIf })} />
    </>
  );
}

/** Properties that are undefined are not there: two equal definitions must look equal. */
const clean = (field: Field): Field => Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as Field; // the same field without its gaps

/** `scale`: what is typed × so many is kept (yuan as fen). */
function WholeNumber({ label, value, scale = 1, onChange }: { label: string; value: number | undefined; scale?: number; onChange: (value: number | undefined) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput label={label} inputMode="numeric" value={typed ?? (value === undefined ? '' : String(value / scale))}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() === '') onChange(undefined);
        else if (/^\d{1,9}$/.test(text.trim())) onChange(Number(text) * scale);
      }}
      onBlur={() => setTyped(null)} />
  );
}
