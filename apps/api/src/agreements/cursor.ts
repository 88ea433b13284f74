import { refused } from '@weichuang/platform/http/refused';

/** The end of a page as an opaque text: the sort key's values. */
export const cursorOf = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws Refused REQUEST.INVALID for a cursor that is none */
export function readCursor(text: string | undefined, size: number): (string | number)[] | null {
  if (text === undefined) return null;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    values = null;
  }
  if (!Array.isArray(values) || values.length !== size || !values.every((one) => typeof one === 'string' || typeof one === 'number'))
    throw refused('REQUEST.INVALID', undefined, 'invalid');
  return values as (string | number)[]; // checked above
}

/** What a person typed, for ILIKE. */
export const likeOf = (text: string | undefined): string | null => (text ? `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null);

export const COUNTED = 10_000;
export const totalOf = (count: number) => ({ count: Math.min(count, COUNTED), capped: count > COUNTED });
