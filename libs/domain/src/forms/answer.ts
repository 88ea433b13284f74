import { isUnseen } from '@weichuang/kernel/text';

/** Unanswered is absent, null, an empty (or blank) text, or an empty list. A false tick is an answer; 0 is one too. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return isUnseen(value);
  if (Array.isArray(value)) return value.length === 0;
  return false;
}

export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own value of a key: an answer called `constructor` must not find the prototype's. */
export const own = (from: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(from, key) ? from[key] : undefined;

/** Length of a text as a person counts it: code points, so 𠮷 is one. */
export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length++;
  return length;
};

/** The same answer? By value, key order aside. Answers are JSON, so there are no cycles. */
export function sameAnswer(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isBlank(a) && isBlank(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameAnswer(item, b[i]));
  if (isPlainObject(a) && isPlainObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameAnswer(own(a, key), own(b, key)));
  }
  return false;
}
