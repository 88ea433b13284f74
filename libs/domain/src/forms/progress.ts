import type { FieldProblem } from '@weichuang/kernel/denial';
import { isBlank, own } from './answer';
import type { Answers, FormDefinition } from './definition';
import { fieldProblems } from './validate';
import { visibleFields } from './visible-fields';

export interface SectionProgress {
  readonly sectionId: string;
  readonly state: 'not_started' | 'in_progress' | 'done';
  /** answers still needed: required and blank, ticks and rows that are not there */
  readonly missing: number;
  /** answers that are there and break a rule */
  readonly wrong: number;
}

export interface FormProgress {
  readonly sections: readonly SectionProgress[];
  readonly missing: number;
  readonly wrong: number;
  /** true: a final validation finds nothing */
  readonly complete: boolean;
}

const MISSING: readonly string[] = ['FIELD.REQUIRED', 'FIELD.TOO_FEW_ROWS', 'FIELD.NOT_TICKED', 'FIELD.COMMENT_REQUIRED', 'FIELD.TOO_FEW_CHOICES'];

/**
 * How far each section is. A section nobody has touched is never "done", even when it asks for nothing: a green tick must mean
 * that somebody looked. Sections of which no field is shown are left out. `extra` are problems found elsewhere (budget sums, caps),
 * counted at the section of the field their path begins with.
 */
export function progressOf(definition: FormDefinition, answers: Answers, extra: readonly FieldProblem[] = []): FormProgress {
  const shown = new Set(visibleFields(definition, answers).map((field) => field.id));
  const sections: SectionProgress[] = [];
  for (const section of definition.sections) {
    const fields = section.fields.filter((field) => shown.has(field.id));
    if (!fields.length) continue;
    const ids = new Set(fields.map((field) => field.id));
    const problems = [
      ...fields.flatMap((field) => fieldProblems(field, own(answers, field.id), field.id)),
      ...extra.filter((one) => ids.has(one.path.split('.')[0] ?? '')),
    ];
    const touched = fields.some((field) => !isBlank(own(answers, field.id)));
    const missing = problems.filter((one) => MISSING.includes(one.code)).length;
    sections.push({
      sectionId: section.id,
      state: !touched ? 'not_started' : problems.length ? 'in_progress' : 'done',
      missing,
      wrong: problems.length - missing,
    });
  }
  const missing = sections.reduce((sum, section) => sum + section.missing, 0);
  const wrong = sections.reduce((sum, section) => sum + section.wrong, 0);
  return { sections, missing, wrong, complete: missing + wrong === 0 };
}
