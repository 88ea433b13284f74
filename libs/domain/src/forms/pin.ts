import type { FieldProblem } from '@weichuang/kernel/denial';
import { isBlank, own, sameAnswer } from './answer';
import type { Answers, Field, FormDefinition } from './definition';
import { cleanAnswers, fieldProblems, validateAnswers } from './validate';
import { fieldsOfForm } from './visible-fields';

export type DefinitionChange =
  | { readonly kind: 'added' | 'removed'; readonly fieldId: string }
  /** `aspects`: what differs, by property name (`label`, `maxLength`, `options` …), `section` when it moved */
  | { readonly kind: 'changed'; readonly fieldId: string; readonly aspects: readonly string[] };

/** What differs between two versions of a form, field by field, in the order of the new one, removed fields last. */
export function diffDefinitions(before: FormDefinition, after: FormDefinition): DefinitionChange[] {
  const [old, now] = [placed(before), placed(after)];
  const changes: DefinitionChange[] = [];
  for (const [fieldId, place] of now) {
    const was = old.get(fieldId);
    if (!was) changes.push({ kind: 'added', fieldId });
    else {
      const aspects = aspectsOf(was.field, place.field);
      if (was.section !== place.section) aspects.push('section');
      if (aspects.length) changes.push({ kind: 'changed', fieldId, aspects });
    }
  }
  for (const fieldId of old.keys()) if (!now.has(fieldId)) changes.push({ kind: 'removed', fieldId });
  return changes;
}

const placed = (definition: FormDefinition): Map<string, { field: Field; section: string }> =>
  new Map(definition.sections.flatMap((section) => section.fields.map((field) => [field.id, { field, section: section.id }] as const)));

function aspectsOf(before: Field, after: Field): string[] {
  // fields are read as records to compare whatever properties they have
  const [old, now] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return keys.filter((key) => !sameAnswer(own(old, key), own(now, key)));
}

export interface Pinned {
  readonly versionId: string;
  readonly answers: Answers;
}

/**
 * Answers are judged by the version they were begun on, whatever has been published since.
 * @throws Error when that version is not among `versions`: versions are never deleted, so it is a bug
 */
export function validatePinned(
  versions: ReadonlyMap<string, FormDefinition>,
  pinned: Pinned,
  options: { readonly mode: 'draft' | 'final' },
): FieldProblem[] {
  const definition = versions.get(pinned.versionId);
  if (!definition) throw new Error(`form version ${pinned.versionId} is missing`);
  return validateAnswers(definition, pinned.answers, options);
}

/** What moving a draft to a newer version would do: kept as it is, kept but no longer valid, lost, and newly asked. */
export interface CarryOver {
  readonly answers: Answers;
  readonly lost: readonly string[];
  readonly invalid: readonly FieldProblem[];
  readonly asked: readonly string[];
}

/** Preview of a move between versions; nothing is lost silently. Answers whose field changed its type do not carry over. */
export function carryOver(before: FormDefinition, after: FormDefinition, answers: Answers): CarryOver {
  const [old, now] = [new Map(fieldsOfForm(before).map((field) => [field.id, field])), fieldsOfForm(after)];
  const kept = now.filter((field) => old.get(field.id)?.type === field.type);
  const keptIds = new Set(kept.map((field) => field.id));
  const carried = cleanAnswers({ sections: [{ id: 'kept', title: { zh: '' }, fields: kept }] }, answers);
  return {
    answers: carried,
    lost: [...old.keys()].filter((id) => !keptIds.has(id) && !isBlank(own(answers, id))),
    invalid: kept.flatMap((field) => (isBlank(own(carried, field.id)) ? [] : fieldProblems(field, own(carried, field.id), field.id))),
    asked: now.filter((field) => field.required && isBlank(own(carried, field.id))).map((field) => field.id),
  };
}
