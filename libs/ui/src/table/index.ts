export { DataList, type DataListProps } from './DataList';
export { Scroller } from './Scroller';
export { DataTable, type DataTableProps } from './DataTable';
export { SearchBox } from './FilterBar';
export { useListState } from './use-list';
export { readQuery, writeQuery } from './list-query';
export type { Column, FilterDef, ListQuery, ListState, SavedView, Sort } from './types';
