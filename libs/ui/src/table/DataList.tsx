import { Button, Checkbox, Radio } from '@mantine/core';
import { ChevronLeft, ChevronRight, Columns3 } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState, ErrorNote } from '../feedback';
import { countText } from '../format';
import { Dropdown } from '../popup';
import { DataTable } from './DataTable';
import { FilterBar } from './FilterBar';
import { usePreferences } from './preferences';
import type { Column, FilterDef, ListState, SavedView } from './types';
import classes from './table.module.css';

export interface DataListProps<Row> {
  /** key of the person's column choice and density */
  readonly id: string;
  /** what the rows are: `申请` */
  readonly label: string;
  /** the first column is the row's name and carries its link */
  readonly columns: readonly Column<Row>[];
  /** undefined while loading */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowHref?: (row: Row) => string;
  readonly list: ListState;
  readonly filters?: readonly FilterDef[];
  readonly views?: readonly SavedView[];
  readonly searchLabel?: string;
  /** cursor of the next page */
  readonly next?: string | null;
  readonly total?: { readonly count: number; readonly capped: boolean };
  /** older rows are shown while newer ones come */
  readonly fetching?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly empty: { readonly title: string; readonly body?: ReactNode; readonly action?: ReactNode };
  /** what can be done with the ticked rows; leaving it out leaves out the ticks */
  readonly bulk?: (keys: readonly string[], clear: () => void) => ReactNode;
  readonly exportSlot?: ReactNode;
}

export function DataList<Row>(props: DataListProps<Row>) {
  const { columns, rows, list, label, filters = [], error, total, next } = props;
  const { t } = useTranslation('ui');
  const [prefs, setPrefs] = usePreferences(props.id, { density: 'comfortable', hidden: columns.filter((c) => c.extra).map((c) => c.id) });
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const shown = columns.filter((column, i) => i === 0 || !prefs.hidden.includes(column.id));
  const keys = (rows ?? []).map(props.rowKey);
  const keyList = keys.join(' ');
  // ticks are of this page: what is out of sight must not be acted upon
  useEffect(() => setTicked((old) => old.filter((key) => keyList.split(' ').includes(key))), [keyList]);
  const filtered = list.query.q !== '' || Object.keys(list.query.filters).length > 0;

  return (
    <div className={classes.root}>
      {props.views && props.views.length > 0 && (
        <nav className={classes.views} aria-label={t('table.views')}>
          {props.views.map((view) => (
            <Link key={view.search} to={{ search: view.search }} className={classes.view}
              aria-current={sameSearch(view.search, list) ? 'page' : undefined}>{view.label}</Link>
          ))}
        </nav>
      )}
      <FilterBar label={label} list={list} filters={filters} columns={columns} searchLabel={props.searchLabel} />
      <div className={classes.tools}>
        <span className="wc-secondary" role="status">{total && rows ? t('table.total', { n: countText(total.count, total.capped) }) : ' '}</span>
        <span className={classes.toolButtons}>
          {props.exportSlot}
          <Dropdown align="end" label={t('table.settings')} triggerClass={classes.settings} trigger={<><Columns3 size={15} aria-hidden />{t('table.settings')}</>}>
            <fieldset className={classes.options}>
              <legend className={classes.legend}>{t('table.columns')}</legend>
              {columns.slice(1).map((column) => (
                <Checkbox key={column.id} size="sm" label={column.header} checked={!prefs.hidden.includes(column.id)}
                  onChange={(event) => setPrefs({
                    hidden: event.currentTarget.checked ? prefs.hidden.filter((id) => id !== column.id) : [...prefs.hidden, column.id],
                  })} />
              ))}
            </fieldset>
            <fieldset className={classes.options}>
              <legend className={classes.legend}>{t('table.density')}</legend>
              {(['comfortable', 'compact'] as const).map((density) => (
                <Radio key={density} size="sm" name={`${props.id}-density`} label={t(`table.${density}`)} checked={prefs.density === density} onChange={() => setPrefs({ density })} />
              ))}
            </fieldset>
          </Dropdown>
        </span>
      </div>
      {error ? <ErrorNote error={error} what={t('table.loading', { label })} onRetry={props.onRetry} />
        : rows && rows.length === 0 ? (
          <div className="wc-card">
            {filtered ? (
              <EmptyState title={t('table.noMatch', { label })}
                action={<Button variant="default" onClick={list.clear}>{t('table.clear')}</Button>}>{t('table.noMatchHelp')}</EmptyState>
            ) : <EmptyState title={props.empty.title} action={props.empty.action}>{props.empty.body}</EmptyState>}
          </div>
        ) : (
          <DataTable label={label} columns={shown} rows={rows} rowKey={props.rowKey} rowHref={props.rowHref} list={list} fetching={props.fetching} density={prefs.density}
            {...(props.bulk ? { ticked, onTick: setTicked } : {})} />
        )}
      {(next || list.page > 1) && !error && (
        <nav className={classes.paging} aria-label={t('table.paging')}>
          <Button variant="default" size="xs" disabled={list.page <= 1} leftSection={<ChevronLeft size={15} aria-hidden />} onClick={list.previous}>{t('table.previous')}</Button>
          <span aria-current="page">{t('table.page', { n: list.page })}</span>
          <Button variant="default" size="xs" disabled={!next} rightSection={<ChevronRight size={15} aria-hidden />} onClick={() => next && list.next(next)}>{t('table.next')}</Button>
        </nav>
      )}
      {props.bulk && ticked.length > 0 && (
        <div className={classes.bulk} role="region" aria-label={t('table.bulk')}>
          <b>{t('table.ticked', { n: ticked.length })}</b>
          <span className={classes.bulkButtons}>{props.bulk(ticked, () => setTicked([]))}</span>
          <button type="button" className={classes.textButton} onClick={() => setTicked([])}>{t('table.untick')}</button>
        </div>
      )}
    </div>
  );
}

function sameSearch(search: string, list: ListState): boolean {
  const params = new URLSearchParams(search);
  const wanted = [...params.entries()].filter(([name]) => name !== 'sort' && name !== 'q');
  return wanted.length === Object.keys(list.query.filters).length
    && wanted.every(([name, value]) => (list.query.filters[name] ?? []).join(',') === value) && (params.get('q') ?? '') === list.query.q;
}
