import { type BudgetRules, budgetTotals, lineAmountFen, overShareFen, requestCapFen } from '@weichuang/domain/applications/budget';
import { budgetLinesOf } from '@weichuang/domain/applications/budget-lines';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import type { Text } from '@weichuang/domain/forms/definition';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import type { BudgetBar, BudgetSupport } from '@weichuang/ui/form';

/** The round's rules as the domain reads them: they were written by the same types. */
export const budgetRulesOf = (view: Pick<ApplicationView, 'budget'>): BudgetRules => {
  const { categories, caps, maxRequestFen, overCap, grant } = view.budget;
  return { budget: { categories, caps: caps as BudgetRules['budget']['caps'] }, maxRequestFen, overCap, grant: grant as BudgetRules['grant'] };
};

/** The domain's arithmetic for the budget table, and each cap as a bar. Caps of a single price or line are said at the line alone. */
export function budgetSupport(rules: BudgetRules, text: (value: Text | undefined) => string, words: { readonly request: string }): BudgetSupport {
  const names = new Map(rules.budget.categories.map((one) => [one.id, text(one.name)]));
  const requestCap = requestCapFen(rules.grant, rules.maxRequestFen);
  return {
    categories: rules.budget.categories.map((one) => ({ id: one.id, label: text(one.name) })),
    totals: (given) => {
      const lines = budgetLinesOf(given);
      const totals = budgetTotals(lines);
      const bars: BudgetBar[] = requestCap === null ? [] : [{ id: 'request', label: words.request, usedFen: totals.grantFen, limitFen: requestCap }];
      for (const cap of rules.budget.caps) {
        if (cap.kind !== 'share_of_grant' && cap.kind !== 'share_of_total' && cap.kind !== 'absolute') continue;
        const spent = totals.byCategory[cap.category];
        const usedFen = (cap.kind === 'share_of_total' ? spent?.totalFen : spent?.grantFen) ?? 0;
        const limitFen = cap.kind === 'absolute' ? cap.maxFen : Math.floor(((cap.kind === 'share_of_total' ? totals.totalFen : totals.grantFen) * cap.maxBp) / WHOLE_BP);
        const whole = cap.kind === 'share_of_total' ? totals.totalFen : totals.grantFen;
        const reduceFen = cap.kind === 'absolute' ? usedFen - cap.maxFen : overShareFen(usedFen, whole, cap.maxBp);
        bars.push({ id: cap.id, label: names.get(cap.category) ?? cap.category, usedFen, limitFen, clause: cap.clause, ...(reduceFen > 0 ? { reduceFen } : {}) });
      }
      return { lineFen: lines.map(lineAmountFen), grantFen: totals.grantFen, ownFen: totals.ownFen, totalFen: totals.totalFen, bars };
    },
  };
}
