import type { ReactNode } from 'react';

/** Words up to this length stay whole: names of communities, kinds, people. */
const SHORT = 8;
/** `2026-03-14(周六)14:03`, `¥20,000.00`, `望江-春申-2026-03`: one word with a figure in it. */
const FIGURE = /^(?=\S*\d)\S{1,26}$/u;
/** With the spaces that English and a range put between. */
const DATES = /^\d{4}-\d{2}-\d{2}[\d\s:()A-Za-z–-]*$/;

export interface CellForm {
  readonly 'data-nowrap'?: true;
  readonly 'data-long'?: true;
  readonly 'data-none'?: true;
}

/** Where a column without a `phone` of its own stands in a card. */
export const placeOf = (column: { readonly id: string; readonly phone?: string }): string | undefined =>
  column.phone ?? (column.id === 'state' ? 'side' : column.id === 'act' ? 'acts' : undefined);

/** What a cell's content asks of its column: a figure or a short word is never broken, a longer text wants room, `—` says nothing. */
export function formOf(content: ReactNode): CellForm {
  if (content === null || content === undefined || content === '' || content === '—' || content === '–') return { 'data-none': true };
  if (typeof content === 'number') return { 'data-nowrap': true };
  if (typeof content !== 'string') return {};
  return content.length <= SHORT || FIGURE.test(content) || DATES.test(content) ? { 'data-nowrap': true } : { 'data-long': true };
}
