import type { FieldProblem } from '@weichuang/kernel/denial';
import { isBlank, isPlainObject, own } from './answer';
import type { Answers, Field, FormDefinition } from './definition';
import { columnsOf } from './people';
import { shapeProblems } from './shape';
import { valueProblems } from './value';
import { problem } from './problem';
import { fieldsOfForm, visibilityOf, visibleFields } from './visible-fields';

/**
 * Checks answers against the definition they are pinned to.
 * - `draft`: only what could not be stored as it is (`shapeProblems`); never "required", never a minimum of rows;
 * - `final`: everything the form asks of the fields that are shown. Hidden fields are not asked.
 * Paths: `summary`, `period.from`, `team.2.phone`, `budget.lines.2.content`, `innovation.score`.
 * The sums and caps of a budget are `applications/budget`'s.
 */
export function validateAnswers(definition: FormDefinition, answers: Answers, options: { readonly mode: 'draft' | 'final' }): FieldProblem[] {
  if (options.mode === 'draft')
    return fieldsOfForm(definition).flatMap((field) => shapeProblems(field, own(answers, field.id), field.id));
  return visibleFields(definition, answers).flatMap((field) => fieldProblems(field, own(answers, field.id), field.id));
}

/** The final check of one answer. An answer of the wrong shape is only that: its other rules would be noise. */
export function fieldProblems(field: Field, value: unknown, path: string): FieldProblem[] {
  const malformed = shapeProblems(field, value, path);
  if (malformed.length) return malformed;
  if (field.type === 'declaration') return field.required && value !== true ? [problem(path, 'FIELD.NOT_TICKED')] : [];
  if (isBlank(value) || isEmptyParts(field, value)) return field.required ? [problem(path, 'FIELD.REQUIRED')] : minRowsOfNone(field, path);
  if (Array.isArray(value) && (field.type === 'table' || field.type === 'people')) return rowsProblems(field, value, path);
  return valueProblems(field, value, path);
}

/** `{ from: '', to: '' }` and `{ score: '' }` are not answered either. */
function isEmptyParts(field: Field, value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  if (field.type === 'period') return isBlank(own(value, 'from')) && isBlank(own(value, 'to'));
  return field.type === 'score' && isBlank(own(value, 'score')) && isBlank(own(value, 'comment'));
}

/** A minimum of rows asks for the table even where `required` is not set; `required: false` means none, or at least so many. */
const minRowsOfNone = (field: Field, path: string): FieldProblem[] =>
  field.minRows && field.required !== false ? [problem(path, 'FIELD.TOO_FEW_ROWS', { min: field.minRows })] : [];

function rowsProblems(field: Field, rows: readonly unknown[], path: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (field.minRows !== undefined && rows.length < field.minRows) found.push(problem(path, 'FIELD.TOO_FEW_ROWS', { min: field.minRows }));
  if (field.maxRows !== undefined && rows.length > field.maxRows) found.push(problem(path, 'FIELD.TOO_MANY_ROWS', { max: field.maxRows }));
  const columns = columnsOf(field);
  rows.forEach((row, i) => {
    const cells = isPlainObject(row) ? row : {};
    const shown = visibilityOf(columns, cells);
    for (const column of columns)
      if (shown.get(column.id) === true) found.push(...fieldProblems(column, own(cells, column.id), `${path}.${i}.${column.id}`));
  });
  return found;
}

/**
 * Only what the definition asks: unknown field ids are dropped, in rows too (a row's own `id` stays, the table needs it).
 * Hidden fields' answers stay: the draft remembers them in case the field comes back (`visibleAnswers` drops them).
 */
export function cleanAnswers(definition: FormDefinition, answers: Answers): Answers {
  const clean: [string, unknown][] = [];
  for (const field of fieldsOfForm(definition))
    if (Object.hasOwn(answers, field.id)) clean.push([field.id, cleanValue(field, answers[field.id])]);
  return Object.fromEntries(clean);
}

const LINE_KEYS = ['id', 'category', 'content', 'unitPriceFen', 'quantityHundredths', 'unit', 'source'];

function cleanValue(field: Field, value: unknown): unknown {
  if (field.type === 'period') return pick(value, ['from', 'to']);
  if (field.type === 'score') return pick(value, ['score', 'comment']);
  if (field.type === 'budget') return Array.isArray(value) ? value.map((line: unknown) => pick(line, LINE_KEYS)) : value;
  if (field.type !== 'table' && field.type !== 'people') return value;
  if (!Array.isArray(value)) return value;
  const columns = columnsOf(field);
  return value.map((row: unknown) => {
    if (!isPlainObject(row)) return row;
    const cells = columns
      .filter((column) => Object.hasOwn(row, column.id))
      .map((column): [string, unknown] => [column.id, cleanValue(column, row[column.id])]);
    return Object.fromEntries(typeof row['id'] === 'string' ? [['id', row['id']], ...cells] : cells);
  });
}

const pick = (value: unknown, keys: readonly string[]): unknown =>
  isPlainObject(value) ? Object.fromEntries(keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]])) : value;
