import type { ListQuery, Sort } from './types';

/** Reads a list's state from an address: `?q=…&status=a,b&sort=-submittedAt&after=…`. Unknown parameters stay untouched. */
export function readQuery(params: URLSearchParams, filterIds: readonly string[], defaultSort: Sort | null = null): ListQuery {
  const filters: Record<string, string[]> = {};
  for (const id of filterIds) {
    const values = (params.get(id) ?? '').split(',').filter(Boolean);
    if (values.length) filters[id] = values;
  }
  const sort = params.get('sort');
  return {
    q: params.get('q') ?? '',
    filters,
    sort: sort ? (sort.startsWith('-') ? { by: sort.slice(1), dir: 'desc' } : { by: sort, dir: 'asc' }) : defaultSort,
    after: params.get('after'),
  };
}

/** Writes a change into the address. Whatever changes but the cursor begins again at the first page. */
export function writeQuery(params: URLSearchParams, patch: Partial<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params);
  if (!('after' in patch)) next.delete('after');
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

export const sortParam = (sort: Sort | null): string | null => (sort ? `${sort.dir === 'desc' ? '-' : ''}${sort.by}` : null);
