import type { FieldProblem, RefusalParams } from '@weichuang/kernel/denial';

/** Every code that checking answers can give. The sentences are in `contracts/forms/problems.*.json`. */
export const FIELD_CODES = [
  'FIELD.REQUIRED',
  'FIELD.WRONG_SHAPE',
  'FIELD.UNSTORABLE_TEXT',
  'FIELD.TOO_LARGE_TO_STORE',
  'FIELD.TOO_LONG',
  'FIELD.ONE_LINE_ONLY',
  'FIELD.NOT_A_NUMBER',
  'FIELD.NOT_AN_INTEGER',
  'FIELD.TOO_SMALL',
  'FIELD.TOO_LARGE',
  'FIELD.MONEY_TOO_SMALL',
  'FIELD.MONEY_TOO_LARGE',
  'FIELD.NOT_A_DATE',
  'FIELD.PERIOD_REVERSED',
  'FIELD.NOT_AN_OPTION',
  'FIELD.REPEATED',
  'FIELD.TOO_FEW_CHOICES',
  'FIELD.TOO_MANY_CHOICES',
  'FIELD.NOT_A_PHONE',
  'FIELD.NOT_AN_EMAIL',
  'FIELD.TOO_FEW_ROWS',
  'FIELD.TOO_MANY_ROWS',
  'FIELD.NOT_TICKED',
  'FIELD.NOT_AN_ID',
  'FIELD.TOO_MANY_FILES',
  'FIELD.NEGATIVE_SCORE',
  'FIELD.SCORE_TOO_HIGH',
  'FIELD.SCORE_STEP',
  'FIELD.COMMENT_REQUIRED',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** Every code that checking a definition can give. */
export const FORM_CODES = [
  'FORM.EMPTY',
  'FORM.SECTION_EMPTY',
  'FORM.ID_MALFORMED',
  'FORM.ID_REPEATED',
  'FORM.LABEL_MISSING',
  'FORM.CONDITION_EMPTY',
  'FORM.CONDITION_UNKNOWN_FIELD',
  'FORM.CONDITION_LATER_FIELD',
  'FORM.CONDITION_WRONG_TYPE',
  'FORM.CONDITION_UNKNOWN_OPTION',
  'FORM.OPTIONS_MISSING',
  'FORM.OPTION_REPEATED',
  'FORM.COLUMNS_MISSING',
  'FORM.COLUMN_TYPE',
  'FORM.SCORE_MISSING',
  'FORM.SCORE_NOT_POSITIVE',
  'FORM.SCORE_STEP',
  'FORM.ANCHORS_ORDER',
  'FORM.RANGE_REVERSED',
  'FORM.LIMIT_NOT_A_NUMBER',
  'FORM.LENGTH_NOT_POSITIVE',
] as const;
export type FormCode = (typeof FORM_CODES)[number];

export function problem(path: string, code: FieldCode | FormCode, params?: RefusalParams): FieldProblem {
  return params ? { path, code, params } : { path, code };
}
