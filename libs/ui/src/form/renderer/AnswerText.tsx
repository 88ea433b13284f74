import type { BudgetLine, Field } from '@weichuang/domain/forms/definition';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format';
import { useText } from '../../format/use-text';
import { asText, asTexts } from './context';
import { quantityText } from './inputs/quantity';
import classes from './renderer.module.css';
import type { FormSupport } from './types';

export interface AnswerTextProps {
  readonly field: Field;
  readonly value: unknown;
  readonly support: Pick<FormSupport, 'communities' | 'needs' | 'files' | 'budget'> & { readonly rules: Pick<FormSupport['rules'], 'columnsOf'> };
}

type Row = Readonly<Record<string, unknown>>;
const asRows = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter((one): one is Row => typeof one === 'object' && one !== null) : []);

/** An answer to be read. What is not answered says so. */
export function AnswerText({ field, value, support }: AnswerTextProps) {
  const { t } = useTranslation('ui');
  const text = useText();
  const format = useFormat();
  const option = (id: unknown) => text(field.options?.find((one) => one.id === id)?.label) || asText(id);
  const none = <span className="wc-secondary">{t('form.none')}</span>;
  switch (field.type) {
    case 'longtext':
      return asText(value) ? <span className={classes.prose}>{asText(value)}</span> : none;
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) ? <>{format.money(value)}</> : none;
    case 'date':
      return asText(value) ? <span className="wc-whole">{format.day(asText(value))}</span> : none;
    case 'period': {
      const { from, to } = (typeof value === 'object' && value !== null ? value : {}) as { from?: unknown; to?: unknown }; // parts are looked at
      return asText(from) || asText(to) ? <><span className="wc-whole">{asText(from) || '…'} {t('form.until')}</span> <span className="wc-whole">{asText(to) || '…'}</span></> : none;
    }
    case 'choice':
      return asText(value) ? <>{option(value)}</> : none;
    case 'multichoice':
      return asTexts(value).length ? <>{asTexts(value).map(option).join(t('form.listComma'))}</> : none;
    case 'declaration':
      return <>{value === true ? t('form.agreed') : t('form.notAgreed')}</>;
    case 'community':
    case 'need': {
      const choice = (field.type === 'need' ? support.needs : support.communities)?.find((one) => one.id === value);
      return choice ? <>{choice.label}{choice.hint && <span className="wc-secondary"> · {choice.hint}</span>}</> : none;
    }
    case 'file': {
      const ids = asTexts(value);
      if (!ids.length) return none;
      return (
        <ul className={classes.fileList}>
          {ids.map((id) => {
            const file = support.files?.[id];
            const name = file?.name ?? t('file.unnamed');
            return <li key={id}>{file?.href ? <a href={file.href} target="_blank" rel="noreferrer">{name}</a> : name}{file && <span className="wc-secondary"> {format.fileSize(file.bytes)}</span>}</li>;
          })}
        </ul>
      );
    }
    case 'score': {
      const { score, comment } = (typeof value === 'object' && value !== null ? value : {}) as { score?: unknown; comment?: unknown }; // parts are looked at
      return asText(score) ? <>{t('score.given', { score: asText(score), max: field.score?.max ?? '' })}{asText(comment) && <span className={classes.prose}>{asText(comment)}</span>}</> : none;
    }
    case 'table':
    case 'people':
      return asRows(value).length ? <RowsTable field={field} rows={asRows(value)} support={support} /> : none;
    case 'budget':
      return asRows(value).length ? <BudgetTable lines={asRows(value)} support={support} /> : none;
    default:
      return typeof value === 'number' || asText(value) ? <>{String(value)}</> : none;
  }
}

/** A row is a line at the desk; on a phone the style sheet makes it a card, each value after the name of its column. */
function RowsTable({ field, rows, support }: { field: Field; rows: readonly Row[]; support: AnswerTextProps['support'] }) {
  const text = useText();
  const columns = support.rules.columnsOf(field);
  const number = (type: Field['type']) => (type === 'money' || type === 'number' || type === 'integer' ? 'wc-num' : undefined);
  return (
    <div className={classes.readScroll} tabIndex={0} role="region" aria-label={text(field.label)}>
      <table className={classes.readTable}>
        <thead><tr>{columns.map((column) => <th key={column.id} scope="col" className={number(column.type)}>{text(column.label)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, i) => <tr key={i}>{columns.map((column) => <td key={column.id} data-label={text(column.label)} className={number(column.type)}><AnswerText field={column} value={row[column.id]} support={support} /></td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

function BudgetTable({ lines, support }: { lines: readonly Row[]; support: AnswerTextProps['support'] }) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const totals = support.budget?.totals(lines as readonly Partial<BudgetLine>[]); // answers that were checked when they were saved
  return (
    <div className={classes.readScroll} tabIndex={0} role="region" aria-label={t('budget.title')}>
      <table className={classes.readTable}>
        <thead>
          <tr>
            <th scope="col">{t('budget.category')}</th><th scope="col">{t('budget.content')}</th><th scope="col" className="wc-num">{t('budget.price')}</th>
            <th scope="col" className="wc-num">{t('budget.quantity')}</th><th scope="col">{t('budget.source')}</th><th scope="col" className="wc-num">{t('budget.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={i}>
              <td data-label={t('budget.category')}>{support.budget?.categories.find((one) => one.id === line['category'])?.label ?? asText(line['category'])}</td>
              <td data-label={t('budget.content')}>{asText(line['content'])}</td>
              <td data-label={t('budget.price')} className="wc-num">{typeof line['unitPriceFen'] === 'number' ? format.money(line['unitPriceFen']) : '–'}</td>
              <td data-label={t('budget.quantity')} className="wc-num">{quantityText(line['quantityHundredths'])} {asText(line['unit'])}</td>
              <td data-label={t('budget.source')}>{line['source'] === 'own' ? t('budget.own') : t('budget.grant')}</td>
              <td data-label={t('budget.amount')} className="wc-num">{typeof totals?.lineFen[i] === 'number' ? format.money(totals.lineFen[i]) : '–'}</td>
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr><th scope="row" colSpan={5}>{t('budget.total')}<span className="wc-secondary">{t('budget.split', { grant: format.money(totals.grantFen), own: format.money(totals.ownFen) })}</span></th><td className="wc-num">{format.money(totals.totalFen)}</td></tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
