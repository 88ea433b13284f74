import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { type Window, dayAndTime, windowRefusal } from '../calls/deadline';
import { isBlank, own } from '../forms/answer';
import type { Answers, FormDefinition } from '../forms/definition';
import { type FieldConflict, saveRevision } from '../forms/merge';
import { cleanAnswers, fieldProblems, validateAnswers } from '../forms/validate';
import { fieldsOfForm } from '../forms/visible-fields';
import { type ApplicationState, outsideReturn } from './application.machine';

/** Bytes that all answers of one application may take as JSON: a limit of storage, not of the form. */
export const MOST_ANSWER_BYTES = 1_500_000;

/** What of an application lies beside its form, under the names that a return may list as well. */
export const PLACE_KEYS = ['title', 'host', 'community', 'need', 'pairing'] as const;
export type PlaceKey = (typeof PLACE_KEYS)[number];

export interface WritingFacts {
  readonly state: ApplicationState;
  readonly now: Date;
  readonly window: Window;
  /** ISO instant; of a returned application */
  readonly correctBy: string | null;
  readonly returnedFields: readonly string[];
}

/**
 * May these be written now? A draft within the window of the call; a returned application until the end of its correction, and then
 * only what the return named; nothing else. `keys`: field ids and {@link PLACE_KEYS}; empty asks whether anything may be.
 */
export function writingRefusal(f: WritingFacts, keys: readonly string[]): Refusal | null {
  if (f.state === 'draft') return windowRefusal(f.window, f.now);
  if (f.state !== 'returned') return refuse('APPLICATION.NOT_WRITABLE', { state: f.state });
  if (f.correctBy !== null && f.now.getTime() >= Date.parse(f.correctBy)) return refuse('APPLICATION.CORRECTION_CLOSED', { correctBy: f.correctBy, ...dayAndTime(f.correctBy) });
  const outside = outsideReturn(Object.fromEntries(keys.map((key) => [key, true])), f.returnedFields);
  return outside.length ? refuseFields('APPLICATION.NOT_RETURNED', outside) : null;
}

export interface Saved {
  readonly answers: Answers;
  readonly touched: Readonly<Record<string, number>>;
  readonly revision: number;
  /** ids of the fields that changed */
  readonly changed: readonly string[];
  /** fields that somebody else changed first */
  readonly conflicts: readonly FieldConflict[];
  /** answers that cannot be stored at all: left out, with their places */
  readonly unstorable: readonly FieldProblem[];
}

/**
 * Lays what somebody wrote since `baseRevision` over the answers as they are now. What the form does not ask is dropped, what cannot
 * be stored is left out and named, what is merely wrong is kept.
 */
export function layOver(
  definition: FormDefinition,
  now: { readonly answers: Answers; readonly touched: Readonly<Record<string, number>>; readonly revision: number },
  edit: { readonly baseRevision: number; readonly patch: Answers },
): Saved {
  const asked = cleanAnswers(definition, edit.patch);
  const unstorable = validateAnswers(definition, asked, { mode: 'draft' });
  const broken = new Set(unstorable.map((one) => one.path.split('.')[0]));
  const storable = Object.fromEntries(Object.entries(asked).filter(([fieldId]) => !broken.has(fieldId)));
  const saved = saveRevision(now, { baseRevision: edit.baseRevision, patch: storable });
  const changed = Object.keys(saved.touched).filter((fieldId) => saved.touched[fieldId] === saved.revision && saved.revision !== now.revision);
  return { ...saved, changed, unstorable };
}

/** What is wrong with the fields that were just written; what is still blank is no news to who is writing. */
export function hintsFor(definition: FormDefinition, answers: Answers, fieldIds: readonly string[]): FieldProblem[] {
  return fieldsOfForm(definition)
    .filter((field) => fieldIds.includes(field.id) && !isBlank(own(answers, field.id)))
    .flatMap((field) => fieldProblems(field, own(answers, field.id), field.id));
}
