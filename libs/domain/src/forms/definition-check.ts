import { decimal, isMultipleOf, parseDecimal } from '@weichuang/kernel/decimal';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { Condition, Field, FieldType, FormDefinition, ScoreSpec, Text } from './definition';
import { problem } from './problem';

// no leading underscore, so `__proto__` cannot be a field
const ID = /^[a-z][a-zA-Z0-9_]{0,63}$/;
const NUMERIC: readonly FieldType[] = ['number', 'integer', 'money', 'score'];
const COMPARED: readonly FieldType[] = ['text', 'number', 'integer', 'money', 'choice', 'declaration', 'date', 'community', 'need'];
const NOT_IN_ROWS: readonly FieldType[] = ['table', 'people', 'budget', 'score', 'declaration'];

/**
 * Is the definition itself one that can be published? Paths run into the definition: `sections.0.fields.2.options.1`.
 * Ids are unique over the whole form (answers are kept by field id), conditions read earlier fields alone, so they cannot go round.
 */
export function checkDefinition(definition: FormDefinition): FieldProblem[] {
  if (!definition.sections.length) return [problem('sections', 'FORM.EMPTY')];
  const found: FieldProblem[] = [];
  const sectionIds = new Set<string>();
  const all = new Set(definition.sections.flatMap((section) => section.fields.map((field) => field.id)));
  const earlier = new Map<string, Field>();
  definition.sections.forEach((section, s) => {
    const path = `sections.${s}`;
    found.push(...idProblems(section.id, sectionIds, path), ...labelProblems(section.title, `${path}.title`));
    if (!section.fields.length) found.push(problem(`${path}.fields`, 'FORM.SECTION_EMPTY'));
    section.fields.forEach((field, f) => found.push(...checkField(field, earlier, all, `${path}.fields.${f}`)));
  });
  return found;
}

/** `earlier` grows with each field: ids are unique and conditions look back in it. */
function checkField(field: Field, earlier: Map<string, Field>, all: ReadonlySet<string>, path: string): FieldProblem[] {
  const found = [...idProblems(field.id, new Set(earlier.keys()), path), ...labelProblems(field.label, `${path}.label`)];
  if (field.showIf) found.push(...checkCondition(field.showIf, earlier, all, `${path}.showIf`));
  found.push(...checkOptions(field, path), ...checkLimits(field, path), ...checkScore(field, path), ...checkColumns(field, path));
  if (!earlier.has(field.id)) earlier.set(field.id, field);
  return found;
}

function idProblems(id: string, used: Set<string>, path: string): FieldProblem[] {
  if (!ID.test(id)) return [problem(`${path}.id`, 'FORM.ID_MALFORMED', { id })];
  if (used.has(id)) return [problem(`${path}.id`, 'FORM.ID_REPEATED', { id })];
  used.add(id);
  return [];
}

const labelProblems = (label: Text, path: string): FieldProblem[] => (label.zh.trim() ? [] : [problem(path, 'FORM.LABEL_MISSING')]);

function checkCondition(condition: Condition, earlier: ReadonlyMap<string, Field>, all: ReadonlySet<string>, path: string): FieldProblem[] {
  if ('all' in condition || 'any' in condition) {
    const [key, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    if (!parts.length) return [problem(path, 'FORM.CONDITION_EMPTY')];
    return parts.flatMap((part, i) => checkCondition(part, earlier, all, `${path}.${key}.${i}`));
  }
  if ('not' in condition) return checkCondition(condition.not, earlier, all, `${path}.not`);
  const field = earlier.get(condition.field);
  if (!field)
    return [problem(path, all.has(condition.field) ? 'FORM.CONDITION_LATER_FIELD' : 'FORM.CONDITION_UNKNOWN_FIELD', { field: condition.field })];
  if (condition.is === 'answered') return [];
  const fits =
    condition.is === 'includes' ? field.type === 'multichoice' : condition.is === 'equals' ? COMPARED.includes(field.type) : NUMERIC.includes(field.type);
  if (!fits) return [problem(path, 'FORM.CONDITION_WRONG_TYPE', { field: field.id, type: field.type })];
  const picks = field.type === 'choice' || field.type === 'multichoice';
  if (picks && !field.options?.some((option) => option.id === condition.value))
    return [problem(path, 'FORM.CONDITION_UNKNOWN_OPTION', { field: field.id, option: String(condition.value) })];
  return [];
}

function checkOptions(field: Field, path: string): FieldProblem[] {
  if (field.type !== 'choice' && field.type !== 'multichoice') return [];
  if (!field.options?.length) return [problem(`${path}.options`, 'FORM.OPTIONS_MISSING')];
  const used = new Set<string>();
  return field.options.flatMap((option, i) => {
    const found = labelProblems(option.label, `${path}.options.${i}.label`);
    if (used.has(option.id) || !option.id) found.push(problem(`${path}.options.${i}.id`, 'FORM.OPTION_REPEATED', { id: option.id }));
    used.add(option.id);
    return found;
  });
}

function checkLimits(field: Field, path: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) found.push(problem(`${path}.max`, 'FORM.RANGE_REVERSED'));
  for (const key of ['min', 'max'] as const) {
    const limit = field[key];
    if (limit !== undefined && !parseDecimal(String(limit))) found.push(problem(`${path}.${key}`, 'FORM.LIMIT_NOT_A_NUMBER'));
  }
  if (field.minRows !== undefined && field.maxRows !== undefined && field.minRows > field.maxRows)
    found.push(problem(`${path}.maxRows`, 'FORM.RANGE_REVERSED'));
  if (field.maxLength !== undefined && !(Number.isInteger(field.maxLength) && field.maxLength > 0))
    found.push(problem(`${path}.maxLength`, 'FORM.LENGTH_NOT_POSITIVE'));
  return found;
}

function checkColumns(field: Field, path: string): FieldProblem[] {
  if (field.type !== 'table' && field.type !== 'people') return [];
  if (!field.columns?.length) return field.type === 'people' && !field.columns ? [] : [problem(`${path}.columns`, 'FORM.COLUMNS_MISSING')];
  const earlier = new Map<string, Field>();
  const all = new Set(field.columns.map((column) => column.id));
  return field.columns.flatMap((column, c) => {
    const at = `${path}.columns.${c}`;
    if (NOT_IN_ROWS.includes(column.type)) return [problem(`${at}.type`, 'FORM.COLUMN_TYPE', { type: column.type })];
    return checkField(column, earlier, all, at);
  });
}

function checkScore(field: Field, path: string): FieldProblem[] {
  if (field.type !== 'score') return [];
  const spec = field.score;
  if (!spec) return [problem(`${path}.score`, 'FORM.SCORE_MISSING')];
  if (!isPositive(spec.max)) return [problem(`${path}.score.max`, 'FORM.SCORE_NOT_POSITIVE')];
  if (!isPositive(spec.step)) return [problem(`${path}.score.step`, 'FORM.SCORE_NOT_POSITIVE')];
  // else the full score could not be given
  if (!isMultipleOf(decimal(spec.max), decimal(spec.step))) return [problem(`${path}.score.step`, 'FORM.SCORE_STEP', { max: spec.max, step: spec.step })];
  return anchorsDescend(spec) ? [] : [problem(`${path}.score.anchors`, 'FORM.ANCHORS_ORDER')];
}

const isPositive = (text: string): boolean => (parseDecimal(text)?.units ?? 0n) > 0n;

const anchorsDescend = (spec: ScoreSpec): boolean =>
  (spec.anchors ?? []).every((anchor, i, list) => {
    const before = list[i - 1];
    return anchor.fromPct >= 0 && anchor.fromPct <= 100 && (!before || anchor.fromPct < before.fromPct);
  });
