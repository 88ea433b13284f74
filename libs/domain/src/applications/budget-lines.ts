import { isPlainObject, own } from '../forms/answer';
import type { Answers, BudgetLine, Field, FormDefinition } from '../forms/definition';
import { visibleFields } from '../forms/visible-fields';

/** The form's budget, if it asks for one that is shown. */
export const budgetFieldOf = (definition: FormDefinition, answers: Answers): Field | null => visibleFields(definition, answers).find((field) => field.type === 'budget') ?? null;

/**
 * The lines of a budget answer as the budget's rules read them. A line may be half filled: what is missing becomes a value
 * that the rules name as wrong (no category, −1 fen), and adds nothing to the sums.
 */
export function budgetLinesOf(answer: unknown): BudgetLine[] {
  if (!Array.isArray(answer)) return [];
  return answer.map((line: unknown, i): BudgetLine => {
    const cells = isPlainObject(line) ? line : {};
    const text = (key: string): string => {
      const value = own(cells, key);
      return typeof value === 'string' ? value : '';
    };
    const amount = (key: string): number => {
      const value = own(cells, key);
      return typeof value === 'number' ? value : -1;
    };
    return {
      id: text('id') || `line ${i}`,
      category: text('category'),
      content: text('content'),
      unitPriceFen: amount('unitPriceFen'),
      quantityHundredths: amount('quantityHundredths'),
      source: text('source') === 'own' ? 'own' : 'grant',
      ...(text('unit') ? { unit: text('unit') } : {}),
    };
  });
}
