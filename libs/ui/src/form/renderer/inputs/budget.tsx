import { Button } from '@mantine/core';
import type { BudgetLine, Field } from '@weichuang/domain/forms/definition';
import { CircleAlert, Plus } from 'lucide-react';
import { Fragment } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { MoneyMeter } from '../../../chart/Meter';
import { useFormat } from '../../../format';
import { inputId } from '../../fields/frame';
import { useRenderer, useRowProblems, type InputProps } from '../context';
import { FieldInput } from '../FieldInput';
import classes from '../renderer.module.css';
import type { BudgetTotals } from '../types';
import { QuantityInput } from './quantity';
import { RemoveRow, RowsFrame, useRows } from './rows';

/** What a budget adds up to now, by the round's own arithmetic; null where the round has no budget rules. */
export function useBudgetTotals(path: string): BudgetTotals | null {
  const { support } = useRenderer();
  const value: unknown = useWatch({ name: path });
  // rows come from this form or the server; every part may still be missing
  const lines = Array.isArray(value) ? (value as Partial<BudgetLine>[]) : [];
  return support.budget?.totals(lines) ?? null;
}

/** Lines of unit price × quantity with their amounts, and what each side pays. */
export function BudgetInput(props: InputProps) {
  const { field, path } = props;
  const { support } = useRenderer();
  const { keys, add, remove, disabled, full } = useRows(path, field.maxRows);
  const totals = useBudgetTotals(path);
  const format = useFormat();
  const { t } = useTranslation('ui');
  const label = (key: string) => ({ zh: t(key) });
  const columns: Record<'category' | 'content' | 'price' | 'unit' | 'source', Field> = {
    category: { id: 'category', type: 'choice', label: label('budget.category'), options: (support.budget?.categories ?? []).map((one) => ({ id: one.id, label: { zh: one.label } })) },
    content: { id: 'content', type: 'text', label: label('budget.content'), maxLength: 100 },
    price: { id: 'unitPriceFen', type: 'money', label: label('budget.price') },
    unit: { id: 'unit', type: 'text', label: label('budget.unit'), maxLength: 10 },
    source: { id: 'source', type: 'choice', label: label('budget.source'), options: (['grant', 'own'] as const).map((id) => ({ id, label: label(`budget.${id}`) })) },
  };
  const order = ['category', 'content', 'price', 'quantity', 'unit', 'source'] as const;
  return (
    <RowsFrame {...props} foot={
      <div className={classes.rowsFoot}>
        {!disabled && (
          <Button variant="default" size="xs" leftSection={<Plus size={15} aria-hidden />} disabled={full}
            onClick={() => add({ category: '', content: '', unitPriceFen: null, quantityHundredths: 100, unit: '', source: 'grant' })}>{t('budget.add')}</Button>
        )}
        {totals && (
          <dl className={classes.sums}>
            <div><dt>{t('budget.grant')}</dt><dd>{format.money(totals.grantFen)}</dd></div>
            <div><dt>{t('budget.own')}</dt><dd>{format.money(totals.ownFen)}</dd></div>
            <div data-total><dt>{t('budget.total')}</dt><dd>{format.money(totals.totalFen)}</dd></div>
          </dl>
        )}
      </div>
    }>
      {keys.length > 0 && (
        <div className={classes.tableScroll}>
          <table className={classes.table} role="table" data-budget>
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col" className={classes.rowNo}>{t('form.no')}</th>
                {order.map((id) => <th role="columnheader" scope="col" key={id} data-type={id}>{t(`budget.${id}`)}</th>)}
                <th role="columnheader" scope="col" className={`wc-num ${classes.amountHead}`}>{t('budget.amount')}</th>
                {!disabled && <td role="cell" className={classes.rowEnd} />}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {keys.map((key, i) => {
                const row = t('form.row', { n: i + 1 });
                const amount = totals?.lineFen[i];
                return (
                  <Fragment key={key}>
                  <tr role="row" id={inputId(`${path}.${i}`)} tabIndex={-1}>
                    <th role="rowheader" scope="row" className={classes.rowNo}>{i + 1}</th>
                    {order.map((id) => (
                      <td role="cell" key={id} data-label={t(`budget.${id}`)}>
                        {id === 'quantity'
                          ? <QuantityInput field={{ id: 'quantityHundredths', type: 'number', label: label('budget.quantity') }} path={`${path}.${i}.quantityHundredths`} row={row} />
                          : <FieldInput field={columns[id]} path={`${path}.${i}.${columns[id].id}`} row={row} />}
                      </td>
                    ))}
                    <td role="cell" className={classes.amount} data-label={t('budget.amount')}>{typeof amount === 'number' ? format.money(amount) : '–'}</td>
                    {!disabled && <td role="cell" className={classes.rowEnd}><RemoveRow label={t('form.removeRow', { row })} disabled={disabled} onRemove={() => remove(i)} /></td>}
                  </tr>
                  <RowErrors path={`${path}.${i}`} span={order.length + (disabled ? 2 : 3)} columnOf={(id) => { const key = order.find((one) => (one === 'quantity' ? 'quantityHundredths' : columns[one].id) === id); return key ? t(`budget.${key}`) : ''; }} />
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </RowsFrame>
  );
}

/** What is wrong in a line, across the whole width of the table: its columns are too narrow for a sentence. */
function RowErrors({ path, span, columnOf }: { path: string; span: number; columnOf: (id: string) => string }) {
  const problems = useRowProblems(path);
  if (!problems.length) return null;
  return (
    <tr role="row" className={classes.rowErrors}>
      <td role="cell" colSpan={span}>
        <ul>
          {problems.map((problem) => {
            const column = columnOf(problem.path.slice(path.length + 1));
            return <li key={problem.path} data-cell={column ? '' : undefined}><CircleAlert size={15} aria-hidden /><span>{column && <b>{column} </b>}{problem.text}</span></li>;
          })}
        </ul>
      </td>
    </tr>
  );
}

/** The caps as bars, for the rail on the right. */
export function BudgetBars({ path }: { path: string }) {
  const totals = useBudgetTotals(path);
  const { t } = useTranslation('ui');
  if (!totals || !totals.bars.length) return null;
  return (
    <section className={classes.railCard} aria-label={t('budget.caps')}>
      <h3>{t('budget.caps')}</h3>
      {totals.bars.map((bar) => <MoneyMeter key={bar.id} label={bar.label} usedFen={bar.usedFen} limitFen={bar.limitFen} clause={bar.clause} {...(bar.reduceFen === undefined ? {} : { reduceFen: bar.reduceFen })} />)}
    </section>
  );
}
