import { isDate } from '@weichuang/kernel/calendar';
import { type Decimal, compareDecimals, decimal, isMultipleOf, parseDecimal } from '@weichuang/kernel/decimal';
import type { FieldProblem } from '@weichuang/kernel/denial';
import { MAX_FEN, formatFen, isFen } from '@weichuang/kernel/money';
import { isBlank, isPlainObject, lengthOf, own } from './answer';
import type { Field, ScoreSpec } from './definition';
import { problem } from './problem';

// a mobile or fixed line of the mainland, with area code and extension; Hong Kong, Macao and foreign numbers with +
const PHONE = /^(1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?|400-?\d{3}-?\d{4}|\+\d{8,15})$/;
// addresses are proved by a mail, so this only catches slips; no nested repetition, so it is linear
const EMAIL = /^[^\s@,;<>]{1,64}@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A day that exists, of a year somebody may mean: `0202-04-01` is a slip. */
export const isDay = (text: string): boolean => isDate(text) && text >= '1900' && text < '2200';

/** The rules of one answer that is there and of its field's shape (tables apart). */
export function valueProblems(field: Field, value: unknown, path: string): FieldProblem[] {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && /[\r\n]/.test(value) ? [problem(path, 'FIELD.ONE_LINE_ONLY')] : tooLong(field, value, path);
    case 'longtext':
      return tooLong(field, value, path);
    case 'number': {
      const given = parseDecimal(String(value).trim());
      return given ? range(field, given, path) : [problem(path, 'FIELD.NOT_A_NUMBER')];
    }
    case 'integer':
      return Number.isSafeInteger(value) ? range(field, decimal(String(value)), path) : [problem(path, 'FIELD.NOT_AN_INTEGER')];
    case 'money':
      return money(field, Number(value), path);
    case 'date':
      return isDay(String(value)) ? [] : [problem(path, 'FIELD.NOT_A_DATE')];
    case 'period':
      return period(value, path);
    case 'choice':
      return field.options?.some((option) => option.id === value) ? [] : [problem(path, 'FIELD.NOT_AN_OPTION')];
    case 'multichoice':
      return choices(field, asList(value), path);
    case 'phone':
      return PHONE.test(String(value).replace(/[\s]/g, '')) ? [] : [problem(path, 'FIELD.NOT_A_PHONE')];
    case 'email':
      return String(value).length <= 254 && EMAIL.test(String(value).trim()) ? [] : [problem(path, 'FIELD.NOT_AN_EMAIL')];
    case 'community':
    case 'need':
      return ID.test(String(value)) ? [] : [problem(path, 'FIELD.NOT_AN_ID')];
    case 'file':
      return files(field, asList(value), path);
    case 'budget':
      return lines(field, asList(value), path);
    case 'score':
      return field.score ? score(field.score, value, field.required === true, path) : [];
    case 'table':
    case 'people':
    case 'declaration':
      return [];
  }
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function tooLong(field: Field, value: unknown, path: string): FieldProblem[] {
  if (field.maxLength === undefined || typeof value !== 'string' || value.length <= field.maxLength) return [];
  const length = lengthOf(value);
  return length > field.maxLength ? [problem(path, 'FIELD.TOO_LONG', { max: field.maxLength, length, over: length - field.maxLength })] : [];
}

function range(field: Field, given: Decimal, path: string): FieldProblem[] {
  if (field.min !== undefined && compareDecimals(given, decimal(String(field.min))) < 0) return [problem(path, 'FIELD.TOO_SMALL', { min: field.min })];
  if (field.max !== undefined && compareDecimals(given, decimal(String(field.max))) > 0) return [problem(path, 'FIELD.TOO_LARGE', { max: field.max })];
  return [];
}

/** Limits of a money field are fen; the sentence speaks of yuan. Money is never below zero unless the field says so. */
function money(field: Field, fen: number, path: string): FieldProblem[] {
  const min = field.min ?? 0;
  if (fen < min) return [problem(path, 'FIELD.MONEY_TOO_SMALL', { min: formatFen(min) })];
  // no field's own limit is above what money can be
  if (field.max !== undefined ? fen > field.max : !isFen(Math.abs(fen))) return [problem(path, 'FIELD.MONEY_TOO_LARGE', { max: formatFen(field.max ?? MAX_FEN) })];
  return [];
}

function period(value: unknown, path: string): FieldProblem[] {
  if (!isPlainObject(value)) return [problem(path, 'FIELD.WRONG_SHAPE')];
  const found: FieldProblem[] = [];
  for (const end of ['from', 'to']) {
    const day = own(value, end);
    if (isBlank(day)) found.push(problem(`${path}.${end}`, 'FIELD.REQUIRED'));
    else if (!isDay(String(day))) found.push(problem(`${path}.${end}`, 'FIELD.NOT_A_DATE'));
  }
  // ISO dates sort as texts
  if (!found.length && String(own(value, 'from')) > String(own(value, 'to'))) found.push(problem(`${path}.to`, 'FIELD.PERIOD_REVERSED'));
  return found;
}

function choices(field: Field, chosen: readonly unknown[], path: string): FieldProblem[] {
  const known = new Set(field.options?.map((option) => option.id));
  if (chosen.some((id) => typeof id !== 'string' || !known.has(id))) return [problem(path, 'FIELD.NOT_AN_OPTION')];
  if (new Set(chosen).size < chosen.length) return [problem(path, 'FIELD.REPEATED')];
  if (field.min !== undefined && chosen.length < field.min) return [problem(path, 'FIELD.TOO_FEW_CHOICES', { min: field.min })];
  if (field.max !== undefined && chosen.length > field.max) return [problem(path, 'FIELD.TOO_MANY_CHOICES', { max: field.max })];
  return [];
}

function files(field: Field, ids: readonly unknown[], path: string): FieldProblem[] {
  const found = ids.flatMap((id, i) => (ID.test(String(id)) ? [] : [problem(`${path}.${i}`, 'FIELD.NOT_AN_ID')]));
  if (new Set(ids).size < ids.length) found.push(problem(path, 'FIELD.REPEATED'));
  if (field.max !== undefined && ids.length > field.max) found.push(problem(path, 'FIELD.TOO_MANY_FILES', { max: field.max }));
  return found;
}

function lines(field: Field, rows: readonly unknown[], path: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (field.minRows !== undefined && rows.length < field.minRows) found.push(problem(path, 'FIELD.TOO_FEW_ROWS', { min: field.minRows }));
  if (field.maxRows !== undefined && rows.length > field.maxRows) found.push(problem(path, 'FIELD.TOO_MANY_ROWS', { max: field.maxRows }));
  rows.forEach((row, i) => {
    const line = isPlainObject(row) ? row : {};
    for (const key of ['category', 'content', 'unitPriceFen', 'quantityHundredths', 'source'])
      if (isBlank(own(line, key))) found.push(problem(`${path}.lines.${i}.${key}`, 'FIELD.REQUIRED'));
    const source = own(line, 'source');
    if (!isBlank(source) && source !== 'grant' && source !== 'own') found.push(problem(`${path}.lines.${i}.source`, 'FIELD.NOT_AN_OPTION'));
  });
  return found;
}

function score(spec: ScoreSpec, value: unknown, required: boolean, path: string): FieldProblem[] {
  const given = isPlainObject(value) ? own(value, 'score') : undefined;
  const found: FieldProblem[] = [];
  if (isBlank(given)) {
    if (required) found.push(problem(`${path}.score`, 'FIELD.REQUIRED'));
  } else {
    const points = parseDecimal(String(given).trim());
    if (!points) found.push(problem(`${path}.score`, 'FIELD.NOT_A_NUMBER'));
    else if (points.units < 0n) found.push(problem(`${path}.score`, 'FIELD.NEGATIVE_SCORE'));
    else if (compareDecimals(points, decimal(spec.max)) > 0) found.push(problem(`${path}.score`, 'FIELD.SCORE_TOO_HIGH', { max: spec.max }));
    else if (!isMultipleOf(points, decimal(spec.step))) found.push(problem(`${path}.score`, 'FIELD.SCORE_STEP', { step: spec.step }));
  }
  if (spec.commentRequired && !isBlank(given) && isBlank(isPlainObject(value) ? own(value, 'comment') : undefined))
    found.push(problem(`${path}.comment`, 'FIELD.COMMENT_REQUIRED'));
  return found;
}
