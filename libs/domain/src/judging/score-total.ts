import { type Decimal, addDecimals, compareDecimals, decimal, formatDecimal, isMultipleOf, parseDecimal, subDecimals } from '@weichuang/kernel/decimal';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { Answers, Field, FormDefinition, ScoreSpec } from '../forms/definition';

/** An item of a rubric or an evaluation index: a field that carries a score. */
export interface ScoreItem {
  readonly field: Field;
  readonly spec: ScoreSpec;
  readonly sectionId: string;
}

/** The score items of a form, in its order. */
export function scoreItems(form: FormDefinition): ScoreItem[] {
  return form.sections.flatMap((section) =>
    section.fields.flatMap((field) =>
      field.type === 'score' && field.score ? [{ field, spec: field.score, sectionId: section.id }] : [],
    ),
  );
}

export interface SheetTotal {
  /** Σ base + Σ bonus − Σ penalty, not below 0 (扣完为止); null until the sheet is complete and right */
  readonly total: string | null;
  /** the same sum over what is there so far, for showing while the judge types */
  readonly soFar: string;
  /** subtotal of each section, without the floor */
  readonly sections: Readonly<Record<string, string>>;
  /** the valid values by field id */
  readonly items: Readonly<Record<string, string>>;
  readonly complete: boolean;
  /** field ids of base items (and of others marked required) without a value, and of required comments */
  readonly missing: readonly string[];
  /** veto items that were ticked: one veto is enough (一票否决) */
  readonly vetoed: readonly string[];
  readonly problems: readonly FieldProblem[];
}

const ZERO = decimal('0');

/**
 * The total of one score sheet. Answers of score items are `{ score: decimal string, comment?: string }`; a veto is ticked by a
 * score above 0. A base item must have a value; bonus, penalty and veto items count as 0 without one, unless marked required.
 * Problems: `SCORE.NOT_A_NUMBER`, `SCORE.NEGATIVE`, `SCORE.ABOVE_MAX`, `SCORE.OFF_STEP` at `<field>.score`,
 * `SCORE.COMMENT_REQUIRED` at `<field>.comment`.
 * @param hidden whether a condition hides the item now; hidden items neither count nor are missed
 */
export function scoreTotal(form: FormDefinition, answers: Answers, hidden: (field: Field) => boolean = () => false): SheetTotal {
  const items: Record<string, string> = {};
  const sections: Record<string, string> = {};
  const [missing, vetoed]: [string[], string[]] = [[], []];
  const problems: FieldProblem[] = [];
  let sum = ZERO;
  for (const { field, spec, sectionId } of scoreItems(form)) {
    if (hidden(field)) continue;
    const answer = readAnswer(answers[field.id]);
    if (answer.score === null) {
      if (spec.kind === 'base' || field.required) missing.push(field.id);
      continue;
    }
    const checked = checkScore(field.id, answer.score, spec);
    if ('code' in checked) {
      problems.push(checked);
      continue;
    }
    if (spec.commentRequired && !answer.comment.trim()) {
      missing.push(field.id);
      problems.push({ path: `${field.id}.comment`, code: 'SCORE.COMMENT_REQUIRED' });
    }
    items[field.id] = formatDecimal(checked);
    if (spec.kind === 'veto') {
      if (checked.units > 0n) vetoed.push(field.id);
      continue;
    }
    const signed = spec.kind === 'penalty' ? subDecimals(ZERO, checked) : checked;
    sum = addDecimals(sum, signed);
    sections[sectionId] = formatDecimal(addDecimals(decimal(sections[sectionId] ?? '0'), signed));
  }
  const soFar = formatDecimal(sum.units < 0n ? ZERO : sum);
  const complete = missing.length === 0 && problems.length === 0;
  return { total: complete ? soFar : null, soFar, sections, items, complete, missing, vetoed, problems };
}

function readAnswer(answer: unknown): { score: string | null; comment: string } {
  if (typeof answer !== 'object' || answer === null) return { score: null, comment: '' };
  const score = 'score' in answer && typeof answer.score === 'string' && answer.score !== '' ? answer.score : null;
  const comment = 'comment' in answer && typeof answer.comment === 'string' ? answer.comment : '';
  return { score, comment };
}

function checkScore(fieldId: string, text: string, spec: ScoreSpec): Decimal | FieldProblem {
  const path = `${fieldId}.score`;
  const value = parseDecimal(text);
  if (!value) return { path, code: 'SCORE.NOT_A_NUMBER' };
  if (value.units < 0n) return { path, code: 'SCORE.NEGATIVE' };
  if (compareDecimals(value, decimal(spec.max)) > 0) return { path, code: 'SCORE.ABOVE_MAX', params: { max: spec.max } };
  if (!isMultipleOf(value, decimal(spec.step))) return { path, code: 'SCORE.OFF_STEP', params: { step: spec.step } };
  return value;
}

/** The highest total without bonus: Σ max of the base items. 100 in most rubrics. */
export function fullMarks(form: FormDefinition): string {
  const base = scoreItems(form).filter((item) => item.spec.kind === 'base');
  return formatDecimal(base.reduce((sum, item) => addDecimals(sum, decimal(item.spec.max)), ZERO));
}
