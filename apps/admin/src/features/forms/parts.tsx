import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { Field, Option, ScoreSpec } from '@weichuang/domain/forms/definition';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { COLUMN_TYPES, freshId, retyped } from './editing';
import classes from './forms.module.css';

const Away = ({ label, onClick }: { label: string; onClick: () => void }) => <ActionIcon variant="subtle" color="brick" size="lg" aria-label={label} onClick={onClick}><Trash2 size={16} /></ActionIcon>;
const put = <T,>(list: readonly T[], at: number, item: T): readonly T[] => list.map((old, i) => (i === at ? item : old));
const without = <T,>(list: readonly T[], at: number): readonly T[] => list.filter((_, i) => i !== at);

/** What may be chosen; an option's id stays when its words change. */
export function OptionsEditor({ options, onChange }: { options: readonly Option[]; onChange: (options: readonly Option[]) => void }) {
  const { t } = useTranslation('forms');
  return (
    <div className={classes.group}>
      <h3>{t('options')}</h3>
      {options.map((option, i) => (
        <div key={option.id} className={classes.line}>
          <TextInput size="xs" label={t('option', { n: i + 1 })} value={option.label.zh} maxLength={400} onChange={(event) => onChange(put(options, i, { ...option, label: { ...option.label, zh: event.currentTarget.value } }))} />
          <TextInput size="xs" label={t('english')} value={option.label.en ?? ''} maxLength={800} onChange={(event) => onChange(put(options, i, { ...option, label: { ...option.label, en: event.currentTarget.value || undefined } }))} />
          <Away label={t('removeOption', { n: i + 1 })} onClick={() => onChange(without(options, i))} />
        </div>
      ))}
      <div><Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => onChange([...options, { id: freshId('option', new Set(options.map((one) => one.id))), label: { zh: '' } }])}>{t('addOption')}</Button></div>
    </div>
  );
}

export function ColumnsEditor({ columns, onChange }: { columns: readonly Field[]; onChange: (columns: readonly Field[]) => void }) {
  const { t } = useTranslation('forms');
  return (
    <div className={classes.group}>
      <h3>{t('columns')}</h3>
      {columns.map((column, i) => (
        <div key={column.id}>
          <div className={classes.line} data-wide>
            <TextInput size="xs" label={t('column', { n: i + 1 })} value={column.label.zh} maxLength={400} onChange={(event) => onChange(put(columns, i, { ...column, label: { ...column.label, zh: event.currentTarget.value } }))} />
            <NativeSelect size="xs" label={t('typeLabel')} value={column.type} onChange={(event) => { const type = COLUMN_TYPES.find((one) => one === event.currentTarget.value); if (type) onChange(put(columns, i, retyped(column, type))); }}>
              {COLUMN_TYPES.map((type) => <option key={type} value={type}>{t(`type.${type}`)}</option>)}
            </NativeSelect>
            <Checkbox size="sm" mb={6} label={t('required')} checked={column.required ?? false} onChange={(event) => onChange(put(columns, i, { ...column, required: event.currentTarget.checked }))} />
            <Away label={t('removeColumn', { n: i + 1 })} onClick={() => onChange(without(columns, i))} />
          </div>
          {column.type === 'choice' && <OptionsEditor options={column.options ?? []} onChange={(options) => onChange(put(columns, i, { ...column, options }))} />}
        </div>
      ))}
      <div><Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => onChange([...columns, { id: freshId('col', new Set(columns.map((one) => one.id))), type: 'text', label: { zh: '' } }])}>{t('addColumn')}</Button></div>
    </div>
  );
}

const KINDS = ['base', 'bonus', 'penalty', 'veto'] as const;

/** Points, steps, and what a good, a middling and a poor performance look like. */
export function ScoreEditor({ score, onChange }: { score: ScoreSpec; onChange: (score: ScoreSpec) => void }) {
  const { t } = useTranslation('forms');
  const anchors = score.anchors ?? [];
  return (
    <div className={classes.group}>
      <h3>{t('score')}</h3>
      <div className={classes.two}>
        <TextInput label={t('scoreMax')} inputMode="decimal" value={score.max} maxLength={20} onChange={(event) => onChange({ ...score, max: event.currentTarget.value.trim() })} />
        <TextInput label={t('scoreStep')} inputMode="decimal" value={score.step} maxLength={20} onChange={(event) => onChange({ ...score, step: event.currentTarget.value.trim() })} />
        <NativeSelect label={t('scoreKind')} value={score.kind} onChange={(event) => onChange({ ...score, kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'base' })}>
          {KINDS.map((kind) => <option key={kind} value={kind}>{t(`scoreKinds.${kind}`)}</option>)}
        </NativeSelect>
        <Checkbox size="sm" mt={28} label={t('commentRequired')} checked={score.commentRequired ?? false} onChange={(event) => onChange({ ...score, commentRequired: event.currentTarget.checked || undefined })} />
      </div>
      <h3>{t('anchors')}</h3>
      {anchors.map((anchor, i) => (
        <div key={i} className={classes.anchor}>
          <TextInput size="xs" label={t('fromPct')} inputMode="numeric" value={String(anchor.fromPct)} maxLength={3} onChange={(event) => onChange({ ...score, anchors: put(anchors, i, { ...anchor, fromPct: Math.min(100, Number(event.currentTarget.value.replace(/\D/g, '') || 0)) }) })} />
          <TextInput size="xs" label={t('anchorText')} value={anchor.text.zh} maxLength={400} onChange={(event) => onChange({ ...score, anchors: put(anchors, i, { ...anchor, text: { ...anchor.text, zh: event.currentTarget.value } }) })} />
          <Away label={t('removeAnchor', { n: i + 1 })} onClick={() => onChange({ ...score, anchors: without(anchors, i) })} />
        </div>
      ))}
      <div><Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => onChange({ ...score, anchors: [...anchors, { fromPct: 0, text: { zh: '' } }] })}>{t('addAnchor')}</Button></div>
    </div>
  );
}
