import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { attachFile } from '@weichuang/contracts/applications/writing';
import { getFile, type FileView } from '@weichuang/contracts/files/file';
import { PERIOD_FIELD, projectDays, roundProblems } from '@weichuang/domain/applications/completeness';
import type { Field, FormDefinition } from '@weichuang/domain/forms/definition';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { FormSupport, StoredFile } from '@weichuang/ui/form';
import { useFormat, useText } from '@weichuang/ui/format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../app/api';
import { formRules } from '../../app/form-rules';
import { sendFile } from '../../app/upload';
import { budgetRulesOf, budgetSupport } from './budget-support';
import { problemText } from './problem-text';

export const storedFile = (file: Pick<FileView, 'id' | 'name' | 'size'>): StoredFile => ({ id: file.id, name: file.name, bytes: file.size, href: fileAddress(getFile, { params: { id: file.id } }) });

/** A budget's problems speak of `budget.lines.2`, the form's rows of `budget.2`. */
export function atInput(problem: FieldProblem): FieldProblem {
  const [field, lines, line, ...cell] = problem.path.split('.');
  if (lines !== 'lines' || line === undefined) return problem;
  return { ...problem, path: [field, line, ...cell].join('.') };
}

/** The form as published, with the round's own dates in the hint of the project's period. */
function withDates(definition: FormDefinition, view: ApplicationView, hint: (days: { from: string; to: string }) => string): FormDefinition {
  const said = hint(projectDays(view.round));
  const dated = (field: Field): Field => (field.id === PERIOD_FIELD && field.type === 'period' ? { ...field, help: { zh: said } } : field);
  return { sections: definition.sections.map((section) => ({ ...section, fields: section.fields.map(dated) })) };
}

/** What the form's renderer needs of an application. */
export function useFormSupport(view: ApplicationView): FormSupport & { readonly definition: FormDefinition } {
  const text = useText();
  const { t, i18n } = useTranslation('applications');
  const { language } = i18n;
  const format = useFormat();
  return useMemo(() => {
    const published = view.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules
    const definition = withDates(published, view, (days) => t('writing.period', { from: format.day(days.from), to: format.day(days.to) }));
    const rules = { ...budgetRulesOf(view), calendar: view.round };
    return {
      definition,
      rules: {
        ...formRules,
        validateAnswers: (form, answers, options) => formRules.validateAnswers(form, answers, options).map(atInput),
      },
      problemText: (problem) => problemText(language, problem),
      communities: view.choices.communities.map((one) => ({ id: one.id, label: one.name })),
      needs: view.choices.needs.map((one) => ({ id: one.id, label: one.title, hint: one.community })),
      files: Object.fromEntries(view.files.map((file) => [file.id, storedFile(file)])),
      upload: async (file, { fieldId, onProgress, signal }) =>
        storedFile(await sendFile<typeof attachFile, FileView>(attachFile, { params: { id: view.id } }, file, { fields: { fieldId }, onProgress, signal })),
      budget: budgetSupport(rules, text, { request: t('budget.request') }),
      extraProblems: (answers) => roundProblems(rules, definition, answers).map(atInput),
    };
  }, [view, text, t, format, language]);
}
