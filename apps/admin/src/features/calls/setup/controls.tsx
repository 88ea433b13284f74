import { ActionIcon, Button, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { MoneyInput } from '@weichuang/ui/form';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from './draft';
import classes from './setup.module.css';

interface ControlProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
}

export const inputId = (path: string): string => `f-${path.replaceAll('.', '-')}`;
const ORDER = ['label' as const, 'input' as const, 'description' as const, 'error' as const];

/** What every control shares; the id is where the list of what is missing leads to. */
function useControl({ path, label, help }: ControlProps) {
  const draft = useDraft();
  return {
    value: draft.get(path),
    set: (value: unknown) => draft.set(path, value),
    shared: { id: inputId(path), label, description: help, error: draft.problem(path), inputWrapperOrder: ORDER, size: 'sm' as const },
  };
}
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export function TextBox(props: ControlProps & { readonly maxLength?: number; readonly placeholder?: string }) {
  const { value, set, shared } = useControl(props);
  return <TextInput {...shared} value={asText(value)} maxLength={props.maxLength ?? 120} placeholder={props.placeholder} onChange={(event) => set(event.currentTarget.value)} />;
}

export function ProseBox(props: ControlProps & { readonly rows?: number; readonly maxLength: number }) {
  const { value, set, shared } = useControl(props);
  return <Textarea {...shared} value={asText(value)} rows={props.rows ?? 6} maxLength={props.maxLength} onChange={(event) => set(event.currentTarget.value)} />;
}

/** A name in both languages; English may stay empty. */
export function NameBox({ path, label }: ControlProps) {
  const { t } = useTranslation('calls');
  const draft = useDraft();
  return (
    <>
      <TextInput id={inputId(path)} label={label} error={draft.problem(path)} size="sm" maxLength={400} value={asText(draft.get(`${path}.zh`))}
        onChange={(event) => draft.set(`${path}.zh`, event.currentTarget.value)} />
      <TextInput label={t('setup.english', { label })} size="sm" maxLength={800} value={asText(draft.get(`${path}.en`))}
        onChange={(event) => draft.set(`${path}.en`, event.currentTarget.value || undefined)} />
    </>
  );
}

interface NumberProps extends ControlProps {
  readonly min?: number;
  readonly max?: number;
  /** what the number counts: 名, 天, 分 */
  readonly unit?: string;
  /** stored × so many: percent typed, basis points kept is 100 */
  readonly scale?: number;
  /** an empty box is this: null where there is no limit, else 0 */
  readonly empty?: null | 0 | undefined;
}

/** A whole number, or with `scale` one of at most two decimals. What cannot be read stays in the box and is not saved. */
export function NumberBox(props: NumberProps) {
  const { t } = useTranslation('calls');
  const { value, set, shared } = useControl(props);
  const { min = 0, max = 100_000, scale = 1, empty = 0 } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typeof value === 'number' ? String(value / scale) : '';
  const read = (text: string): number | null => {
    const fits = scale === 1 ? /^\d{1,9}$/ : /^\d{1,7}(\.\d{1,2})?$/;
    const number = Math.round(Number(text) * scale);
    return fits.test(text.trim()) && number >= min * scale && number <= max * scale ? number : null;
  };
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null;
  return (
    <TextInput {...shared} inputMode={scale === 1 ? 'numeric' : 'decimal'} value={typed ?? shown} error={wrong ? t('setup.range', { min, max }) : shared.error}
      rightSection={props.unit ? <span className={classes.unit}>{props.unit}</span> : undefined} rightSectionWidth={props.unit ? '3.25rem' : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = read(text);
        if (text.trim() === '') set(empty === undefined ? undefined : empty);
        else if (number !== null) set(number);
      }}
      onBlur={() => !wrong && setTyped(null)} />
  );
}

/** A score: exact decimal text, as it is kept. */
export function ScoreBox(props: ControlProps & { readonly optional?: boolean }) {
  const { t } = useTranslation('calls');
  const { value, set, shared } = useControl(props);
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && typed.trim() !== '' && !/^\d{1,9}(\.\d{1,6})?$/.test(typed.trim());
  return (
    <TextInput {...shared} inputMode="decimal" value={typed ?? asText(value)} error={wrong ? t('setup.score') : shared.error}
      rightSection={<span className={classes.unit}>{t('unit.points')}</span>} rightSectionWidth="3.25rem"
      onChange={(event) => {
        const text = event.currentTarget.value.trim();
        setTyped(text);
        if (text === '') set(props.optional ? null : '');
        else if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) set(text);
      }}
      onBlur={() => !wrong && setTyped(null)} />
  );
}

/** Yuan on the screen, integer fen kept. */
export function MoneyBox(props: ControlProps & { readonly optional?: boolean }) {
  const { value, set, shared } = useControl(props);
  return (
    <MoneyInput {...shared} value={typeof value === 'number' ? value : null}
      onChange={(fen) => (fen === null ? set(props.optional ? null : 0) : Number.isFinite(fen) && set(fen))} />
  );
}

/** A moment in China; kept as ISO 8601 with `+08:00`, '' while it is empty. */
export function MomentBox(props: ControlProps & { readonly optional?: boolean }) {
  const { value, set, shared } = useControl(props);
  const text = asText(value);
  // what was computed is in UTC: shown as a clock on a wall in China
  const wall = text === '' ? '' : new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(0, 16);
  return (
    <TextInput {...shared} type="datetime-local" value={wall}
      onChange={(event) => set(event.currentTarget.value ? `${event.currentTarget.value}:00+08:00` : props.optional ? null : '')} />
  );
}

export function DayBox(props: ControlProps) {
  const { value, set, shared } = useControl(props);
  return <TextInput {...shared} type="date" value={asText(value)} onChange={(event) => set(event.currentTarget.value)} />;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** `to`: what is kept for a choice, where it is not the choice itself. */
export function SelectBox(props: ControlProps & { readonly options: readonly Option[]; readonly blank?: string; readonly to?: (value: string) => unknown; readonly from?: (value: unknown) => string }) {
  const { value, set, shared } = useControl(props);
  return (
    <NativeSelect {...shared} value={props.from ? props.from(value) : asText(value)} onChange={(event) => set(props.to ? props.to(event.currentTarget.value) : event.currentTarget.value)}>
      {props.blank !== undefined && <option value="">{props.blank}</option>}
      {props.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </NativeSelect>
  );
}

export function CheckBox({ path, label, help }: ControlProps) {
  const draft = useDraft();
  return <Checkbox id={inputId(path)} size="sm" label={label} description={help} checked={draft.get(path) === true} onChange={(event) => draft.set(path, event.currentTarget.checked)} />;
}

/** Several of a few, kept in the order of the options. */
export function ManyBox({ path, label, options }: ControlProps & { readonly options: readonly Option[] }) {
  const draft = useDraft();
  const held = draft.get(path);
  const chosen = Array.isArray(held) ? held.map(String) : [];
  const problem = draft.problem(path);
  return (
    <fieldset className={classes.many} id={inputId(path)} tabIndex={-1}>
      <legend>{label}</legend>
      {options.map((option) => (
        <Checkbox key={option.value} size="sm" label={option.label} checked={chosen.includes(option.value)}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            draft.set(path, options.map((one) => one.value).filter((one) => (one === option.value ? on : chosen.includes(one))));
          }} />
      ))}
      {problem && <p className={classes.problem}>{problem}</p>}
    </fieldset>
  );
}

interface RowsProps {
  readonly path: string;
  /** names one row: 赛道 1 */
  readonly item: (index: number) => string;
  readonly add: string;
  readonly make: (index: number) => unknown;
  readonly children: (path: string, index: number) => ReactNode;
  readonly max?: number;
  /** rows of one or two boxes: no frame, labels in the first row only */
  readonly compact?: boolean;
}

/** A list of parts: add, move, take away. */
export function Rows({ path, item, add, make, children, max = 50, compact }: RowsProps) {
  const { t } = useTranslation('calls');
  const draft = useDraft();
  const held = draft.get(path);
  const rows: readonly unknown[] = Array.isArray(held) ? held : [];
  const problem = draft.problem(path);
  const put = (next: readonly unknown[]) => draft.set(path, next);
  const move = (from: number, to: number) => put(rows.map((row, i) => (i === to ? rows[from] : i === from ? rows[to] : row)));
  return (
    <div className={classes.rows} id={inputId(path)} tabIndex={-1}>
      {rows.map((row, i) => (
        <fieldset key={keyOf(row, i)} className={classes.row} data-compact={compact || undefined}>
          <legend>{item(i)}</legend>
          <div className={classes.rowTools}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('setup.up', { item: item(i) })} disabled={i === 0} onClick={() => move(i, i - 1)}><ArrowUp size={16} /></ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t('setup.down', { item: item(i) })} disabled={i === rows.length - 1} onClick={() => move(i, i + 1)}><ArrowDown size={16} /></ActionIcon>
            <ActionIcon variant="subtle" color="brick" aria-label={t('setup.remove', { item: item(i) })} onClick={() => put(rows.filter((_, at) => at !== i))}><Trash2 size={16} /></ActionIcon>
          </div>
          {children(`${path}.${i}`, i)}
        </fieldset>
      ))}
      {problem && <p className={classes.problem}>{problem}</p>}
      {rows.length < max && <div><Button variant="default" size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={() => put([...rows, make(rows.length)])}>{add}</Button></div>}
    </div>
  );
}

const keyOf = (row: unknown, index: number): string | number => (typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : index);

/** An id of its own for a new part: it stays the same when the part is renamed. */
export const freshId = (kind: string): string => `${kind}_${crypto.randomUUID().slice(0, 6)}`;
