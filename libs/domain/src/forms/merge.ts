import { isBlank, own, sameAnswer } from './answer';
import type { Answers } from './definition';

/**
 * Lays a patch over answers, field by field: a field in the patch replaces the whole answer (a table is one answer),
 * null or undefined takes it away, fields the patch does not name stay. Applying a patch twice is applying it once;
 * patches of different fields may come in any order.
 */
export function mergePatch(answers: Answers, patch: Answers): Answers {
  const merged = new Map(Object.entries(answers));
  for (const [fieldId, value] of Object.entries(patch))
    if (value === null || value === undefined) merged.delete(fieldId);
    else merged.set(fieldId, value);
  return Object.fromEntries(merged);
}

/** What changed from one state of the answers to another, as a patch; laying it over `before` gives `after`. */
export function patchBetween(before: Answers, after: Answers): Answers {
  const fieldIds = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...fieldIds].filter((id) => !sameAnswer(own(before, id), own(after, id))).map((id) => [id, isBlank(own(after, id)) ? null : own(after, id)]),
  );
}

/** Answers as they are kept. `touched`: the revision in which each field was last changed. Revisions count 0, 1, 2 … */
export interface Revised {
  readonly revision: number;
  readonly answers: Answers;
  readonly touched: Readonly<Record<string, number>>;
}

export interface FieldConflict {
  readonly fieldId: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Autosave of somebody who last saw `baseRevision`. Fields nobody else has changed since are saved; a field that somebody else
 * changed to something different is not overwritten but reported as a conflict, with both answers, so that no word is lost.
 * The same answer from both is no conflict. The revision goes up by one when anything changed, and stays when nothing did,
 * so a save that is sent again (after a cut line) changes nothing.
 */
export function saveRevision(current: Revised, edit: { readonly baseRevision: number; readonly patch: Answers }): Revised & { readonly conflicts: readonly FieldConflict[] } {
  const accepted: [string, unknown][] = [];
  const conflicts: FieldConflict[] = [];
  for (const [fieldId, mine] of Object.entries(edit.patch)) {
    const theirs = own(current.answers, fieldId);
    if (sameAnswer(mine, theirs)) continue;
    if (Number(own(current.touched, fieldId) ?? 0) > edit.baseRevision) conflicts.push({ fieldId, mine, theirs });
    else accepted.push([fieldId, mine]);
  }
  if (!accepted.length) return { ...current, conflicts };
  const revision = current.revision + 1;
  return {
    revision,
    answers: mergePatch(current.answers, Object.fromEntries(accepted)),
    touched: { ...current.touched, ...Object.fromEntries(accepted.map(([fieldId]) => [fieldId, revision])) },
    conflicts,
  };
}
