import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { attachFile } from '@weichuang/contracts/applications/writing';
import { getFile, type FileView } from '@weichuang/contracts/files/file';
import { budgetProblems } from '@weichuang/domain/applications/completeness';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { FormSupport, StoredFile } from '@weichuang/ui/form';
import { useText } from '@weichuang/ui/format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../app/api';
import { formRules } from '../../app/form-rules';
import { sendFile } from '../../app/upload';
import { budgetRulesOf, budgetSupport } from './budget-support';
import { problemText } from './problem-text';

export const storedFile = (file: Pick<FileView, 'id' | 'name' | 'size'>): StoredFile => ({ id: file.id, name: file.name, bytes: file.size, href: fileAddress(getFile, { params: { id: file.id } }) });

/**
 * A budget's problems speak of `budget.lines.2`, the form's inputs of `budget.2`; what concerns a whole line is said at its price.
 */
export function atInput(problem: FieldProblem): FieldProblem {
  const [field, lines, line, ...cell] = problem.path.split('.');
  if (lines !== 'lines' || line === undefined) return problem;
  return { ...problem, path: [field, line, ...(cell.length ? cell : ['unitPriceFen'])].join('.') };
}

/** What the form's renderer needs of an application. */
export function useFormSupport(view: ApplicationView): FormSupport & { readonly definition: FormDefinition } {
  const text = useText();
  const { t, i18n } = useTranslation('applications');
  const { language } = i18n;
  return useMemo(() => {
    const definition = view.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules
    const rules = budgetRulesOf(view);
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
      extraProblems: (answers) => budgetProblems({ ...rules, tracks: [], needs: { collectedFirst: false, citeNeed: false, pairingRequired: false } }, definition, answers).map(atInput),
    };
  }, [view, text, t, language]);
}
