import type { FieldProblem } from '@weichuang/kernel/denial';
import { formatFen } from '@weichuang/kernel/money';
import { budgetTotals, lineAmountFen } from '../applications/budget';
import { isPlainObject, own, sameAnswer } from '../forms/answer';
import type { Answers, BudgetLine } from '../forms/definition';

/** Every code the rules of the optimisation can give. */
export const OPTIMISATION_CODES = ['OPTIMISATION.FIELD_LOCKED', 'OPTIMISATION.BUDGET_NOT_THE_GRANT', 'OPTIMISATION.BUDGET_LINE_BROKEN'] as const;

/**
 * "Three unchanged" (仪征, 5th round): what was judged stays. Every locked field whose answer differs from the judged version is
 * named, rows and parts at their own path. White space at the ends of a text is no change.
 */
export const lockedProblems = (judged: Answers, optimised: Answers, lockedFields: readonly string[]): FieldProblem[] =>
  lockedFields.flatMap((fieldId) =>
    differences(own(judged, fieldId), own(optimised, fieldId), fieldId).map((path) => ({ path, code: 'OPTIMISATION.FIELD_LOCKED' })),
  );

/** Whether a patch may be saved at all: it must not touch a locked field, not even to an unfinished text. */
export const lockedInPatch = (judged: Answers, patch: Answers, lockedFields: readonly string[]): FieldProblem[] =>
  lockedProblems(judged, patch, lockedFields.filter((fieldId) => Object.hasOwn(patch, fieldId)));

/** Where two answers differ, as deep as they have the same shape. */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (sameAnswer(trimmed(before), trimmed(after))) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item: unknown, i) => differences(item, after[i], `${path}.${i}`));
  if (isPlainObject(before) && isPlainObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => differences(own(before, key), own(after, key), `${path}.${key}`));
  return [path];
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** The budget is fitted to the granted sum: its grant-source lines are exactly the grant. `diff`: how much to add or take away. */
export function grantProblems(lines: readonly BudgetLine[], grantFen: number, path = 'budget'): FieldProblem[] {
  const broken = lines.flatMap((line, i) =>
    lineAmountFen(line) === null ? [{ path: `${path}.lines.${i}`, code: 'OPTIMISATION.BUDGET_LINE_BROKEN', params: { line: i + 1 } }] : [],
  );
  if (broken.length) return broken;
  const planned = budgetTotals(lines).grantFen;
  if (planned === grantFen) return [];
  return [
    {
      path,
      code: 'OPTIMISATION.BUDGET_NOT_THE_GRANT',
      params: {
        grant: formatFen(grantFen),
        planned: formatFen(planned),
        diff: formatFen(Math.abs(grantFen - planned)),
        diffFen: grantFen - planned,
        direction: planned > grantFen ? 'over' : 'under',
      },
    },
  ];
}
