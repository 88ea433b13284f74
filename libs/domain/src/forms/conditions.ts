import { type Decimal, compareDecimals, parseDecimal } from '@weichuang/kernel/decimal';
import { isBlank, isPlainObject } from './answer';
import type { Condition } from './definition';

/** Three-valued (Kleene): an answer that is not there yet makes a comparison unknown, which is not "no". */
export type Truth = true | false | 'unknown';

export const not = (truth: Truth): Truth => (truth === 'unknown' ? 'unknown' : !truth);

/** One false is enough for false; true needs all; no condition at all is true. */
export const all = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;

/** One true is enough for true; false needs all; no condition at all is false. */
export const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes('unknown') ? 'unknown' : false;

/** What is known of a field's answer. `hidden`: the field is not shown, so whatever is stored does not count. */
export type Known = { readonly hidden: true } | { readonly hidden: false; readonly value: unknown };

/**
 * Evaluates a condition over what is known of the answers.
 * - a hidden field's answer is unknown for every question;
 * - a blank answer is unknown for comparisons; only `answered` is decided by blankness itself (false).
 * Numbers are compared exactly: decimal texts, integers and fen alike; a score by its `score`.
 */
export function evaluate(condition: Condition, answer: (fieldId: string) => Known): Truth {
  if ('all' in condition) return all(condition.all.map((part) => evaluate(part, answer)));
  if ('any' in condition) return any(condition.any.map((part) => evaluate(part, answer)));
  if ('not' in condition) return not(evaluate(condition.not, answer));
  const known = answer(condition.field);
  if (known.hidden) return 'unknown';
  const value = known.value;
  if (condition.is === 'answered') return !isBlank(value);
  if (isBlank(value)) return 'unknown';
  switch (condition.is) {
    case 'equals':
      return equals(value, condition.value);
    case 'includes':
      return Array.isArray(value) ? value.some((item) => equals(item, condition.value)) : equals(value, condition.value);
    case 'atLeast':
    case 'atMost': {
      const [given, limit] = [numberOf(value), numberOf(condition.value)];
      if (!given || !limit) return 'unknown';
      const order = compareDecimals(given, limit);
      return condition.is === 'atLeast' ? order >= 0 : order <= 0;
    }
  }
}

function equals(answer: unknown, value: string | number | boolean): boolean {
  if (typeof value !== 'number') return answer === value;
  const [left, right] = [numberOf(answer), numberOf(value)];
  return left !== null && right !== null && compareDecimals(left, right) === 0;
}

/** An answer as an exact decimal, or null where it is none. A condition's own number has few digits, so `String` is exact. */
function numberOf(value: unknown): Decimal | null {
  if (typeof value === 'number') return parseDecimal(String(value));
  if (typeof value === 'string') return parseDecimal(value.trim());
  return isPlainObject(value) && 'score' in value ? numberOf(value['score']) : null;
}

/** The fields a condition reads, each once. */
export function fieldsOf(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(fieldsOf))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(fieldsOf))];
  if ('not' in condition) return fieldsOf(condition.not);
  return [condition.field];
}
