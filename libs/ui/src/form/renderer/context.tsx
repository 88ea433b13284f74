import type { Field } from '@weichuang/domain/forms/definition';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useController, useFormContext, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useText } from '../../format/use-text';
import { inputId } from '../fields/frame';
import type { FormModel } from './model';
import type { FormSupport } from './types';

export interface RendererShared {
  readonly model: FormModel;
  readonly support: FormSupport;
  readonly readOnly: boolean;
  readonly lockedFields: ReadonlySet<string>;
  readonly lockedWhy: string;
}

export const RendererContext = createContext<RendererShared | null>(null);

export function useRenderer(): RendererShared {
  const shared = useContext(RendererContext);
  if (!shared) throw new Error('a form field outside its form');
  return shared;
}

/** The sentence of the problem that is shown at a path, if any. Re-renders only when it changes. */
export function useProblem(path: string): string | undefined {
  const { model, support } = useRenderer();
  const read = useCallback(() => {
    const problem = model.read().shown.get(path);
    return problem ? support.problemText(problem) : undefined;
  }, [model, support, path]);
  return useSyncExternalStore(model.subscribe, read, read);
}

/** The sentences that are shown anywhere in a row: those of its cells, then what concerns the whole of it. */
export function useRowProblems(path: string): readonly { readonly path: string; readonly text: string }[] {
  const { model, support } = useRenderer();
  const { shown } = useSyncExternalStore(model.subscribe, model.read, model.read);
  return [...shown.values()]
    .filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`))
    .sort((a, b) => Number(a.path === path) - Number(b.path === path))
    .map((problem) => ({ path: problem.path, text: support.problemText(problem) }));
}

export interface InputProps {
  readonly field: Field;
  /** dotted: `team.2.phone` */
  readonly path: string;
  /** in a table: words of the row, said before the column's name; the label itself stands in the head */
  readonly row?: string;
}

/** One answer: value, setter, problem, and what the library's inputs share. */
export function useAnswer({ field, path, row }: InputProps) {
  const { model, readOnly, lockedFields, lockedWhy } = useRenderer();
  const { control } = useFormContext<FieldValues>();
  const { field: bound } = useController({ control, name: path });
  const text = useText();
  const { t } = useTranslation('ui');
  const error = useProblem(path);
  const locked = lockedFields.has(path.split('.')[0] ?? '');
  const label = text(field.label);
  const help = [field.help ? text(field.help) : '', locked ? lockedWhy : ''].filter(Boolean).join(' · ');
  return {
    value: bound.value as unknown, // answers are of unknown shape until they are looked at
    set: bound.onChange as (value: unknown) => void,
    label,
    help,
    error,
    disabled: readOnly || locked,
    shared: {
      id: inputId(path),
      label: row === undefined ? label : undefined,
      'aria-label': row === undefined ? undefined : t('form.cell', { column: label, row }),
      description: row === undefined && help ? help : undefined,
      error: error ?? false,
      withAsterisk: field.required === true && row === undefined,
      'aria-required': field.required || undefined,
      disabled: readOnly || locked,
      onBlur: () => {
        bound.onBlur();
        model.touch(path);
      },
    },
  };
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
export const asTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
