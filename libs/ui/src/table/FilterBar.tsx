import { Checkbox, TextInput } from '@mantine/core';
import { ArrowDownUp, ChevronDown, ListFilter, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dropdown, Menu, MenuItem } from '../popup';
import type { Column, FilterDef, ListState } from './types';
import classes from './table.module.css';

interface FilterBarProps<Row> {
  readonly label: string;
  readonly list: ListState;
  readonly filters: readonly FilterDef[];
  readonly columns: readonly Column<Row>[];
  readonly searchLabel?: string;
}

/** The list's question as one sentence: `显示 [状态：评审中、已提交 ×] 的申请，按 [提交时间从新到旧]`. */
export function FilterBar<Row>({ label, list, filters, columns, searchLabel }: FilterBarProps<Row>) {
  const { t } = useTranslation('ui');
  const { query } = list;
  const [opened, setOpened] = useState<string | null>(null);
  // one that was just asked for stands in the sentence at once, open, and leaves again if nothing is chosen
  const stands = (filter: FilterDef) => query.filters[filter.id] !== undefined || opened === filter.id;
  const set = filters.filter(stands);
  const unset = filters.filter((filter) => !stands(filter));
  const sortable = columns.filter((column) => column.sortable);
  const sorted = sortable.find((column) => column.id === query.sort?.by);
  const words = (column: Column<Row>, dir: 'asc' | 'desc') =>
    t('table.sorted', { name: column.header, dir: column.sortWords?.[dir] ?? t(`table.${dir}`) });
  return (
    <div className={classes.bar}>
      {searchLabel && <SearchBox label={searchLabel} value={query.q} onSearch={list.search} />}
      <div className={classes.sentence}>
        <span>{set.length ? t('table.show', { label }) : t('table.showAll', { label })}</span>
        {set.map((filter) => (
          <FilterChip key={filter.id} filter={filter} list={list} opened={opened === filter.id} onOpen={(on) => setOpened(on ? filter.id : null)} />
        ))}
        {set.length > 0 && <span>{t('table.of', { label })}</span>}
        {sortable.length > 0 && (
          <Menu triggerClass={classes.sort} trigger={<><ArrowDownUp size={14} aria-hidden />{sorted && query.sort ? words(sorted, query.sort.dir) : t('table.sort')}<ChevronDown size={14} aria-hidden /></>}>
            {sortable.flatMap((column) =>
              (['asc', 'desc'] as const).map((dir) => (
                <MenuItem key={column.id + dir} checked={sorted === column && query.sort?.dir === dir} onSelect={() => list.sort({ by: column.id, dir })}>{words(column, dir)}</MenuItem>
              )),
            )}
          </Menu>
        )}
        {unset.length > 0 && (
          <Menu triggerClass={classes.add} trigger={<><ListFilter size={14} aria-hidden />{t('table.addFilter')}</>}>
            {unset.map((filter) => <MenuItem key={filter.id} onSelect={() => setOpened(filter.id)}>{filter.label}</MenuItem>)}
          </Menu>
        )}
        {(set.length > 1 || (set.length > 0 && query.q)) && (
          <button type="button" className={classes.textButton} onClick={list.clear}>{t('table.clear')}</button>
        )}
      </div>
    </div>
  );
}

interface ChipProps {
  readonly filter: FilterDef;
  readonly list: ListState;
  readonly opened: boolean;
  readonly onOpen: (open: boolean) => void;
}

function FilterChip({ filter, list, opened, onOpen }: ChipProps) {
  const { t } = useTranslation('ui');
  const given = list.query.filters[filter.id];
  const [values, setValues] = useState<readonly string[]>(given ?? []);
  // the address follows a moment later: a tick shows at once, and several quick ones add up
  useEffect(() => setValues(given ?? []), [given]);
  const names = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  const shown = names.length > 3 ? t('table.manyValues', { first: names.slice(0, 2).join(t('table.or')), n: names.length }) : names.join(t('table.or'));
  const toggle = (value: string, on: boolean) => {
    const next = filter.single ? (on ? [value] : []) : on ? [...values, value] : values.filter((one) => one !== value);
    setValues(next);
    list.filter(filter.id, next);
  };
  return (
    <span className={classes.chipPair}>
      <Dropdown open={opened} onOpen={onOpen} label={filter.label} triggerClass={classes.set}
        trigger={<><span>{t('table.is', { name: filter.label })}<b>{shown || t('table.choose')}</b></span><ChevronDown size={14} aria-hidden /></>}>
        <div className={classes.options}>
          {filter.options.map((option) => (
            <Checkbox key={option.value} size="sm" label={option.label} checked={values.includes(option.value)} onChange={(event) => toggle(option.value, event.currentTarget.checked)} />
          ))}
        </div>
      </Dropdown>
      <button type="button" className={classes.chipClose} aria-label={t('table.removeFilter', { name: filter.label })} onClick={() => list.filter(filter.id, [])}>
        <X size={14} aria-hidden />
      </button>
    </span>
  );
}

/** Searches when it is sent or left. */
export function SearchBox({ label, value, onSearch }: { label: string; value: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <form role="search" className={classes.search} onSubmit={(event) => { event.preventDefault(); onSearch(text.trim()); }}>
      <TextInput type="search" aria-label={label} placeholder={label} value={text} leftSection={<Search size={16} aria-hidden />}
        onChange={(event) => setText(event.currentTarget.value)} onBlur={() => text.trim() !== value && onSearch(text.trim())} />
    </form>
  );
}
