import { own } from './answer';
import { evaluate, type Known, type Truth } from './conditions';
import type { Answers, Field, FormDefinition } from './definition';

/**
 * Whether each field is shown: true, false, or unknown while what it depends on is not answered.
 * Only true is shown and asked. Conditions read earlier fields alone (`checkDefinition`), so one pass decides;
 * a field that is itself not shown counts as unknown for those after it.
 */
export function visibilityOf(fields: readonly Field[], answers: Answers): Map<string, Truth> {
  const shown = new Map<string, Truth>();
  const known = (id: string): Known =>
    shown.get(id) === true ? { hidden: false, value: own(answers, id) } : { hidden: true };
  for (const field of fields) shown.set(field.id, field.showIf ? evaluate(field.showIf, known) : true);
  return shown;
}

/** All fields of a form in order. */
export const fieldsOfForm = (definition: FormDefinition): Field[] => definition.sections.flatMap((section) => [...section.fields]);

/** The fields that are shown for these answers, in order. */
export function visibleFields(definition: FormDefinition, answers: Answers): Field[] {
  const fields = fieldsOfForm(definition);
  const shown = visibilityOf(fields, answers);
  return fields.filter((field) => shown.get(field.id) === true);
}

/** Answers of shown fields alone: what a submitted version is frozen with. The draft keeps the others, in case they come back. */
export function visibleAnswers(definition: FormDefinition, answers: Answers): Answers {
  return Object.fromEntries(
    visibleFields(definition, answers)
      .filter((field) => Object.hasOwn(answers, field.id))
      .map((field) => [field.id, answers[field.id]]),
  );
}
