import { Checkbox, Skeleton } from '@mantine/core';
import { useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formOf, placeOf } from './cell-form';
import type { Column, ListState } from './types';
import { useScrolls } from './use-scrolls';
import classes from './table.module.css';

export interface DataTableProps<Row> {
  /** what the rows are: `申请` */
  readonly label: string;
  /** the first column is the row's name and carries its link */
  readonly columns: readonly Column<Row>[];
  /** undefined while loading */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowHref?: (row: Row) => string;
  /** whose order the headings change; without it they are plain */
  readonly list?: ListState;
  readonly fetching?: boolean;
  readonly density?: 'comfortable' | 'compact';
  /** within a card, which has an edge already */
  readonly flush?: boolean;
  /** keys of the ticked rows; leaving it out leaves out the ticks */
  readonly ticked?: readonly string[];
  readonly onTick?: (keys: readonly string[]) => void;
}

/**
 * Rows of one kind. At the desk a table whose figures are never broken: words give way first, then it scrolls inside its frame with
 * the names staying in view. On a phone one card a row.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, rowHref, list, fetching, density = 'comfortable', flush, ticked, onTick }: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const frame = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(frame);
  const keys = (rows ?? []).map(rowKey);
  const tick = (key: string, on: boolean) => onTick?.(on ? [...(ticked ?? []), key] : (ticked ?? []).filter((one) => one !== key));
  return (
    // the roles are said again because cards on a phone are no table to the browser
    <div ref={frame} className={classes.frame} {...(scrolls ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})} data-density={density} data-scrolls={scrolls || undefined} data-flush={flush || undefined}>
      <table className={classes.table} role="table" aria-label={label} aria-busy={fetching || !rows || undefined}>
        <thead role="rowgroup" className={classes.head}>
          <tr role="row">
            {ticked && (
              <th role="columnheader" className={classes.tickCell}>
                <Checkbox size="xs" aria-label={t('table.tickAll')} checked={keys.length > 0 && ticked.length === keys.length}
                  indeterminate={ticked.length > 0 && ticked.length < keys.length} onChange={(event) => onTick?.(event.currentTarget.checked ? keys : [])} />
              </th>
            )}
            {columns.map((column, i) => <HeadCell key={column.id} column={column} list={list} name={i === 0} />)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows
            ? rows.map((row) => (
              <DataRow key={rowKey(row)} row={row} rowId={rowKey(row)} columns={columns} href={rowHref?.(row)} scrolls={scrolls}
                ticked={ticked?.includes(rowKey(row))} onTick={tick} tickLabel={t('table.tick')} />
            ))
            : Array.from({ length: 8 }, (_, i) => (
              <tr role="row" key={i} className={classes.row}>
                {ticked && <td role="cell" className={classes.tickCell} />}
                {columns.map((column, at) => <td role="cell" key={column.id} data-name={at === 0 || undefined}><Skeleton height="1em" width={at === 0 ? '70%' : '4em'} /></td>)}
              </tr>
            ))}
        </tbody>
        {columns.some((column) => column.foot !== undefined) && rows && (
          <tfoot role="rowgroup" className={classes.foot}>
            <tr role="row" className={classes.row}>
              {ticked && <td role="cell" className={classes.tickCell} />}
              {columns.map((column, i) => <td key={column.id} role={i === 0 ? 'rowheader' : 'cell'} data-name={i === 0 || undefined} data-label={column.header} data-align={column.align} {...formOf(column.foot)}>{column.foot}</td>)}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function HeadCell<Row>({ column, list, name }: { column: Column<Row>; list: ListState | undefined; name: boolean }) {
  const sorted = list?.query.sort?.by === column.id ? list.query.sort.dir : undefined;
  return (
    <th role="columnheader" data-align={column.align} data-name={name || undefined} style={{ minWidth: column.minWidth }}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}>
      {list && column.sortable
        ? (
          <button type="button" className={classes.sortButton} data-sorted={sorted}
            onClick={() => list.sort({ by: column.id, dir: sorted === 'asc' ? 'desc' : 'asc' })}>
            {column.header}<span aria-hidden className={classes.arrow}>{sorted === 'desc' ? '↓' : '↑'}</span>
          </button>
        )
        : column.header}
    </th>
  );
}

interface DataRowProps<Row> {
  readonly row: Row;
  readonly rowId: string;
  readonly columns: readonly Column<Row>[];
  readonly href: string | undefined;
  readonly scrolls: boolean;
  readonly ticked: boolean | undefined;
  readonly tickLabel: string;
  readonly onTick: (key: string, on: boolean) => void;
}

function DataRow<Row>({ row, rowId, columns, href, scrolls, ticked, tickLabel, onTick }: DataRowProps<Row>) {
  const nameId = `row-${rowId}`;
  const navigate = useNavigate();
  // a name that stays in view cannot stretch its link over the row: a press on the rest of it leads there too
  const press = (event: MouseEvent) => {
    if (href && event.target instanceof Element && !event.target.closest('a, button, input, label') && getSelection()?.isCollapsed !== false) void navigate(href);
  };
  return (
    <tr role="row" className={classes.row} data-link={href ? true : undefined} data-ticked={ticked || undefined} onClick={scrolls && href ? press : undefined}>
      {ticked !== undefined && (
        <td role="cell" className={classes.tickCell}>
          <Checkbox size="xs" checked={ticked} aria-label={tickLabel} aria-describedby={nameId} onChange={(event) => onTick(rowId, event.currentTarget.checked)} />
        </td>
      )}
      {columns.map((column, i) => {
        const content = column.cell(row);
        const form = formOf(content);
        return (
          <td role={i === 0 ? 'rowheader' : 'cell'} key={column.id} data-align={column.align} data-name={i === 0 || undefined} data-label={column.header}
            data-desk={column.deskOnly || undefined} data-phone={i ? placeOf(column) : undefined} {...form} data-nowrap={column.nowrap || form['data-nowrap']} id={i === 0 ? nameId : undefined}>
            {i === 0 && href ? <Link to={href} className={classes.rowLink}>{content}</Link> : content}
          </td>
        );
      })}
    </tr>
  );
}
