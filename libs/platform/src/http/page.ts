import { refused } from './refused';

/** Up to here a total is counted; beyond it the page says "more than". */
export const COUNT_CAP = 10_000;

/** The opaque end of a page: the sort columns of its last row, as text. */
export const cursorOf = (values: readonly (string | number | null)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * The values of a cursor that we made; null for the first page.
 * @throws Refused REQUEST.INVALID when it is none of ours
 */
export function readCursor(after: string | undefined, size: number): (string | number | null)[] | null {
  if (!after) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === size && values.every((one) => one === null || typeof one === 'string' || typeof one === 'number')) return values;
  } catch {
    // said below
  }
  throw refused('REQUEST.INVALID', undefined, 'invalid');
}

export interface Page<T> {
  readonly rows: T[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
}

/** @param found rows of the page and one more, if there is one; @param count counted up to COUNT_CAP + 1 */
export function pageOf<Row, T>(found: readonly Row[], limit: number, count: number, end: (row: Row) => readonly (string | number | null)[], view: (row: Row) => T): Page<T> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(view),
    next: found.length > limit && last !== undefined ? cursorOf(end(last)) : null,
    total: { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP },
  };
}

/** A text as a pattern for LIKE … ESCAPE '\\': found anywhere, its own wildcards taken literally. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
