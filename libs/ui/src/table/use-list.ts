import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { readQuery, sortParam, writeQuery } from './list-query';
import type { ListState, Sort } from './types';

interface Trail {
  /** cursors of the pages before this one; '' is the first page */
  readonly trail?: readonly string[];
}

/**
 * A list's state in the address. Keyset paging knows only "after", so the way back is kept in the history entry.
 * @param filterIds names of the parameters that are filters
 */
export function useListState(filterIds: readonly string[], defaultSort: Sort | null = null): ListState {
  const location = useLocation();
  const navigate = useNavigate();
  const ids = filterIds.join(',');
  const sortKey = sortParam(defaultSort);
  return useMemo(() => {
    const params = new URLSearchParams(location.search);
    const query = readQuery(params, ids.split(','), defaultSort);
    // written by `go` below only
    const trail = (location.state as Trail | null)?.trail ?? [];
    const go = (patch: Parameters<typeof writeQuery>[1], next: readonly string[] = []) =>
      void navigate({ search: writeQuery(params, patch).toString() }, { state: { trail: next }, preventScrollReset: !('after' in patch) });
    return {
      query,
      page: trail.length + 1,
      search: (q) => go({ q }),
      filter: (id, values) => go({ [id]: values.join(',') }),
      sort: (sort) => go({ sort: sortParam(sort) }),
      clear: () => go(Object.fromEntries(['q', ...ids.split(',')].map((id) => [id, null]))),
      next: (cursor) => go({ after: cursor }, [...trail, query.after ?? '']),
      previous: () => go({ after: trail.at(-1) || null }, trail.slice(0, -1)),
    };
    // defaultSort is compared by its parameter
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [location, navigate, ids, sortKey]);
}
