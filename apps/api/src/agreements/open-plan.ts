import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { materialFor } from '../forms/material';

/** What of a plan and of the judged version one may see. */
export interface OpenPlan {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  readonly judged: Answers;
  /** files that the plan's answers name */
  readonly fileIds: readonly string[];
  /** nothing is left out */
  readonly whole: boolean;
  /** is what a problem or a remark is about among what is shown? */
  readonly shows: (about: { readonly path: string }) => boolean;
}

/** For the grantee and for staff. */
export const wholePlan = (definition: FormDefinition, answers: Answers, judged: Answers): OpenPlan => ({
  definition, answers, judged, whole: true, shows: () => true,
  fileIds: fieldsOfForm(definition).flatMap(({ id, type }) => {
    const value = answers[id];
    return type === 'file' && Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  }),
});

/** For whoever supervises, coaches or evaluates the project: nothing personal, as of the application. */
export function openPlan(definition: FormDefinition, answers: Answers, judged: Answers): OpenPlan {
  const [now, before] = [materialFor(definition, answers, false), materialFor(definition, judged, false)];
  const fields = new Map([...fieldsOfForm(before.definition), ...fieldsOfForm(now.definition)].map((field) => [field.id, field]));
  const sections = definition.sections
    // what the plan no longer shows is still told as a change
    .map((section) => ({ ...section, fields: section.fields.flatMap(({ id }) => fields.get(id) ?? []) }))
    .filter((section) => section.fields.length > 0);
  return {
    definition: { sections }, answers: now.answers, judged: before.answers, fileIds: now.fileIds, whole: false,
    shows: ({ path }) => fields.has(path.split('.')[0] ?? ''),
  };
}
