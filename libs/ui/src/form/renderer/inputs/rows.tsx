import { Button, Input } from '@mantine/core';
import { newId } from '@weichuang/kernel/id';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFieldArray, useFormContext, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../format/use-text';
import { inputId } from '../../fields/frame';
import { useProblem, useRenderer, type InputProps } from '../context';
import { FieldInput } from '../FieldInput';
import classes from '../renderer.module.css';

const MOST_ROWS = 500;

/** Rows of a field with their ends: adding, removing, keeping the limits. */
export function useRows(path: string, max: number | undefined) {
  const { control } = useFormContext<FieldValues>();
  const { model, readOnly, lockedFields } = useRenderer();
  // `_key` and not `id`: budget lines have an id of their own
  const { fields, append, remove } = useFieldArray({ control, name: path, keyName: '_key' });
  const disabled = readOnly || lockedFields.has(path);
  return {
    keys: fields.map((field) => field._key),
    disabled,
    full: fields.length >= (max ?? MOST_ROWS),
    add: (row: Record<string, unknown>) => append({ id: newId(), ...row }, { shouldFocus: false }),
    remove: (at: number) => {
      remove(at);
      model.touch(path);
    },
  };
}

export function RowsFrame({ field, path, children, foot }: InputProps & { children: ReactNode; foot: ReactNode }) {
  const text = useText();
  const error = useProblem(path);
  const id = inputId(path);
  return (
    <div id={id} tabIndex={-1} role="group" aria-labelledby={`${id}-label`} className={classes.rows}>
      <div>
        <Input.Label labelElement="div" id={`${id}-label`} required={field.required === true}>{text(field.label)}</Input.Label>
        {field.help && <Input.Description>{text(field.help)}</Input.Description>}
      </div>
      {children}
      {error && <Input.Error>{error}</Input.Error>}
      {foot}
    </div>
  );
}

export function RemoveRow({ label, onRemove, disabled }: { label: string; onRemove: () => void; disabled: boolean }) {
  return (
    <button type="button" className={classes.remove} aria-label={label} title={label} disabled={disabled} onClick={onRemove}><Trash2 size={16} aria-hidden /></button>
  );
}

/** Rows of typed columns: a table at the desk, a card for each row on a phone. */
export function TableInput(props: InputProps) {
  const { field, path } = props;
  const { support } = useRenderer();
  const { keys, add, remove, disabled, full } = useRows(path, field.maxRows);
  const text = useText();
  const { t } = useTranslation('ui');
  const columns = support.rules.columnsOf(field);
  return (
    <RowsFrame {...props} foot={
      !disabled && (
        <div className={classes.rowsFoot}>
          <Button variant="default" size="xs" leftSection={<Plus size={15} aria-hidden />} disabled={full} onClick={() => add({})}>{t(field.type === 'people' ? 'form.addPerson' : 'form.addRow')}</Button>
          {full && <span className="wc-secondary">{t('form.rowsFull', { max: keys.length })}</span>}
        </div>
      )
    }>
      {field.type === 'people' && <p className={classes.hint}>{t('form.peopleNote')}</p>}
      {keys.length > 0 && (
        <div className={classes.tableScroll}>
          <table className={classes.table} role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col" className={classes.rowNo}>{t('form.no')}</th>
                {columns.map((column) => <th role="columnheader" scope="col" key={column.id} data-type={column.type}>{text(column.label)}{column.required && <span className={classes.star} aria-hidden> *</span>}</th>)}
                {!disabled && <td role="cell" className={classes.rowEnd} />}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {keys.map((key, i) => {
                const row = t('form.row', { n: i + 1 });
                return (
                  <tr role="row" key={key}>
                    <th role="rowheader" scope="row" className={classes.rowNo}>{i + 1}</th>
                    {columns.map((column) => (
                      <td role="cell" key={column.id} data-label={text(column.label)}>
                        <FieldInput field={column} path={`${path}.${i}.${column.id}`} row={row} />
                      </td>
                    ))}
                    {!disabled && <td role="cell" className={classes.rowEnd}><RemoveRow label={t('form.removeRow', { row })} disabled={disabled} onRemove={() => remove(i)} /></td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </RowsFrame>
  );
}
