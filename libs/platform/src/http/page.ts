import { isId } from '@weichuang/kernel/id';
import { refused } from './refused';

/** Up to here a total is counted; beyond it the page says "more than". */
export const COUNT_CAP = 10_000;

/** The opaque end of a page: the sort columns of its last row, as text. */
export const cursorOf = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** What a sort column holds. */
export type CursorColumn = 'text' | 'digits' | 'id' | 'int' | 'instant';
type CursorValue<C extends CursorColumn> = C extends 'int' ? number : string;
export type CursorValues<C extends readonly CursorColumn[]> = { -readonly [K in keyof C]: CursorValue<C[K]> };

/** As JavaScript or PostgreSQL writes a moment in UTC, on a day that the calendar has. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00)$/.test(text)) return false;
  const at = Date.parse(text.replace(' ', 'T').replace('+00', 'Z'));
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 10));
}

const FITS: Readonly<Record<CursorColumn, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed(),
  // a whole number too large for JavaScript, as PostgreSQL writes it
  digits: (value) => typeof value === 'string' && /^\d{1,19}$/.test(value),
  id: (value) => typeof value === 'string' && isId(value),
  int: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  instant: (value) => typeof value === 'string' && isInstant(value),
};

/**
 * The values of a cursor that we made, each fit for its sort column; null for the first page.
 * @throws Refused REQUEST.INVALID when it is none of ours
 */
export function readCursor<const C extends readonly CursorColumn[]>(after: string | undefined, columns: C): CursorValues<C> | null {
  if (!after) return null;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  if (!Array.isArray(values) || values.length !== columns.length || !columns.every((column, i) => FITS[column](values[i]))) throw refused('REQUEST.INVALID', undefined, 'invalid');
  return values as CursorValues<C>; // checked above
}

export interface Page<T> {
  readonly rows: T[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
}

/** @param found rows of the page and one more, if there is one; @param count counted up to COUNT_CAP + 1 */
export function pageOf<Row, T>(found: readonly Row[], limit: number, count: number, end: (row: Row) => readonly (string | number)[], view: (row: Row) => T): Page<T> {
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
