import agreementsEn from '@weichuang/contracts/agreements/problems.en.json';
import agreementsZh from '@weichuang/contracts/agreements/problems.zh-CN.json';
import { addOptimisationFile, type OptimisationView } from '@weichuang/contracts/agreements/optimisation';
import type { FileView } from '@weichuang/contracts/files/file';
import { grantProblems, lockedProblems } from '@weichuang/domain/agreements/locked-fields';
import { checkBudget } from '@weichuang/domain/applications/budget';
import { budgetLinesOf } from '@weichuang/domain/applications/budget-lines';
import type { Answers } from '@weichuang/domain/forms/definition';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { FormSupport } from '@weichuang/ui/form';
import { useText } from '@weichuang/ui/format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formRules } from '../../../app/form-rules';
import { sendFile } from '../../../app/upload';
import { budgetRulesOf, budgetSupport } from '../../applications/budget-support';
import { problemText } from '../../applications/problem-text';
import { atInput, storedFile } from '../../applications/use-form-support';

const OWN: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = { zh: agreementsZh, en: agreementsEn };

/** What the form's renderer needs of a plan: the form's rules, the round's caps, the judged version and the grant. */
export function usePlanSupport(view: OptimisationView, projectId: string): FormSupport {
  const text = useText();
  const { t, i18n } = useTranslation('agreements');
  const { language } = i18n;
  return useMemo(() => {
    const rules = budgetRulesOf({ budget: view.budget });
    const field = fieldsOfForm(view.definition).find((one) => one.type === 'budget');
    const own = OWN[language.startsWith('en') ? 'en' : 'zh'];
    const budget = budgetSupport(rules, text, { request: t('plan.cap') });
    return {
      rules: { ...formRules, validateAnswers: (form, answers, options) => formRules.validateAnswers(form, answers, options).map(atInput) },
      problemText: (problem) => {
        const said = own[problem.code];
        return said ? said.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(problem.params?.[name] ?? '')) : problemText(language, problem);
      },
      communities: view.communities,
      needs: view.needs,
      files: Object.fromEntries(view.files.map((file) => [file.id, storedFile(file)])),
      upload: async (file, { fieldId, onProgress, signal }) =>
        storedFile(await sendFile<typeof addOptimisationFile, FileView>(addOptimisationFile, { params: { id: projectId } }, file, { fields: { fieldId }, onProgress, signal })),
      budget: {
        ...budget,
        // the first bar is what was granted: the plan has to meet it to the fen
        totals: (lines) => {
          const totals = budget.totals(lines);
          return { ...totals, bars: [{ id: 'grant', label: t('plan.fit'), usedFen: totals.grantFen, limitFen: view.grantFen }, ...totals.bars.filter((bar) => bar.id !== 'request')] };
        },
      },
      extraProblems: (answers: Answers): readonly FieldProblem[] => {
        const locked = lockedProblems(view.judged, answers, view.lockedFields);
        if (!field) return locked;
        // the form says first what a half-filled line lacks
        if (formRules.validateAnswers(view.definition, answers, { mode: 'final' }).some((one) => one.path === field.id || one.path.startsWith(`${field.id}.`))) return locked;
        const lines = budgetLinesOf(answers[field.id]);
        const caps = checkBudget(rules, lines, field.id).problems;
        return [...locked, ...(caps.length ? caps : grantProblems(lines, view.grantFen, field.id)).map(atInput)];
      },
    };
  }, [view, projectId, text, t, language]);
}
