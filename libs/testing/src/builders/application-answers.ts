import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { budgetTotals, checkBudget, requestCapFen } from '@weichuang/domain/applications/budget';
import type { Answers, BudgetLine, Field, FormDefinition } from '@weichuang/domain/forms/definition';
import { columnsOf } from '@weichuang/domain/forms/people';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import { TEXTS } from './application-texts';

export interface AnswerParts {
  readonly title: string;
  readonly communityId: string;
  readonly needId: string | null;
  readonly budget: readonly BudgetLine[];
  /** ids of stored files for a file field; without them required file fields stay open */
  readonly files?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
}

/**
 * Answers that pass the final validation of any of the library's forms: texts by field id, everything else by type,
 * cut to the field's own limits.
 */
export function sampleAnswers(definition: FormDefinition, parts: AnswerParts): Answers {
  const answers: Record<string, unknown> = {};
  // conditions read earlier fields, so one field after the other
  for (const section of definition.sections)
    for (const field of section.fields)
      if (visibleFields(definition, answers).includes(field)) {
        const value = field.id === 'project_name' ? cut(field, parts.title) : sample(field, parts);
        if (value !== undefined) answers[field.id] = value;
      }
  return answers;
}

const cut = (field: Field, text: string): string => [...text].slice(0, field.maxLength ?? 200).join('');

function sample(field: Field, parts: AnswerParts): unknown {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return cut(field, TEXTS[field.id] ?? field.label.zh);
    case 'number':
      return String(Math.max(field.min ?? 0, 100));
    case 'integer':
      return field.id === 'survey_count' ? 0 : Math.min(Math.max(field.min ?? 0, 20), field.max ?? 20);
    case 'money':
      return field.min ?? 100_00;
    case 'date':
      return parts.from;
    case 'period':
      return { from: parts.from, to: parts.to };
    case 'choice':
      // the plain answer: no detail is asked after it
      return (field.options?.find((option) => option.id === 'no' || option.id === 'none') ?? field.options?.[0])?.id;
    case 'multichoice':
      return field.options?.slice(0, Math.max(field.min ?? 1, 1)).map((option) => option.id);
    case 'phone':
      return '13812345678';
    case 'email':
      return 'project@example.org';
    case 'table':
    case 'people':
      return Array.from({ length: Math.max(field.minRows ?? 1, 1) }, (_, i) => ({
        id: `r${i + 1}`,
        ...Object.fromEntries(columnsOf(field).map((column) => [column.id, sample(column, parts)])),
      }));
    case 'budget':
      return parts.budget;
    case 'file':
      return field.required && parts.files?.length ? parts.files.slice(0, field.max ?? 1) : undefined;
    case 'declaration':
      return true;
    case 'community':
      return parts.communityId;
    case 'need':
      return parts.needId ?? undefined;
    case 'score':
      return undefined;
  }
}

/** Lines that keep every cap of the round: shares below a tenth, the rest for the activities. `i` makes the sums differ. */
export function sampleBudget(config: RoundConfig, i: number): BudgetLine[] {
  const cap = requestCapFen(config.grant, config.maxRequestFen) ?? 50_000_00;
  const grant = Math.floor((cap * (100 - (i % 10) * 3)) / 100 / 10000) * 10000;
  const line = (id: string, wanted: string, content: string, share: number, source: 'grant' | 'own', unit: string): BudgetLine => {
    const category = config.budget.categories.find((one) => one.id === wanted) ?? config.budget.categories[0];
    // twenty times a unit price in whole fen
    return { id, category: category?.id ?? wanted, content, unitPriceFen: Math.floor((grant * share) / 100 / 20), quantityHundredths: 2000, unit, source };
  };
  const lines = [
    line('l1', 'activity', '主题活动物料与场地', 68, 'grant', '场'),
    line('l2', 'expert', '专业督导与讲师费', 14, 'grant', '课时'),
    line('l3', 'labour', '志愿者误餐与交通补贴', 8, 'grant', '人次'),
    line('l4', 'publicity', '宣传折页与横幅', 4, 'grant', '份'),
    line('l5', 'overhead', '项目管理费', 5, 'grant', '月'),
    line('l6', 'activity', '共建单位赞助物资', 15, 'own', '批'),
  ];
  const problems = checkBudget(config, lines).problems;
  if (!problems.length) return lines;
  // a round with caps of its own: one plain line of the first category
  const own = config.budget.caps.some((one) => one.kind === 'min_own_share');
  return [line('l1', 'activity', '主题活动物料与场地', 90, 'grant', '场'), ...(own ? [line('l2', 'activity', '自筹物资', 90, 'own', '批')] : [])];
}

export const sumsOf = (lines: readonly BudgetLine[]): { requestedFen: number; ownFen: number } => {
  const totals = budgetTotals(lines);
  return { requestedFen: totals.grantFen, ownFen: totals.ownFen };
};
