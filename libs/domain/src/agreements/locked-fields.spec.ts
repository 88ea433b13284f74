import fc from 'fast-check';
import type { BudgetLine } from '../forms/definition';
import { grantProblems, lockedInPatch, lockedProblems } from './locked-fields';

const judged = { goal: '减少独居', beneficiaries: '60 岁以上', steps: [{ name: '走访', people: 3 }, { name: '聚餐', people: 20 }], plan: '原计划' };

it.each([
  ['nothing changed', judged, []],
  ['white space is no change', { ...judged, goal: ' 减少独居\n' }, []],
  ['what is not locked may change', { ...judged, plan: '新计划' }, []],
  ['a locked text', { ...judged, goal: '增加娱乐' }, ['goal']],
  ['a locked text taken away', { ...judged, goal: null }, ['goal']],
  ['a cell of a locked table', { ...judged, steps: [judged.steps[0], { name: '聚餐', people: 10 }] }, ['steps.1.people']],
  ['a row less', { ...judged, steps: [judged.steps[0]] }, ['steps']],
])('%s', (_rule, optimised, paths) => {
  const found = lockedProblems(judged, optimised, ['goal', 'beneficiaries', 'steps']);
  expect(found.map((one) => one.path)).toEqual(paths);
  expect(found.every((one) => one.code === 'OPTIMISATION.FIELD_LOCKED')).toBe(true);
});

it('looks at a patch by the fields it names', () => {
  expect(lockedInPatch(judged, { plan: 'x' }, ['goal'])).toEqual([]);
  expect(lockedInPatch(judged, { goal: null }, ['goal'])).toHaveLength(1);
});

it('names any change of a locked field', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => lockedProblems({ goal: value }, { goal: value }, ['goal']).length === 0));
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (a.trim() === b.trim()) === (lockedProblems({ goal: a }, { goal: b }, ['goal']).length === 0)));
});

const line = (yuan: number, source: BudgetLine['source'] = 'grant'): BudgetLine => ({ id: String(yuan), category: 'a', content: 'x', unitPriceFen: yuan * 100, quantityHundredths: 100, source });
it.each([
  ['exactly the grant', [line(15_000), line(5_000), line(999, 'own')], []],
  ['too little', [line(19_999)], [['OPTIMISATION.BUDGET_NOT_THE_GRANT', 100]]],
  ['too much', [line(20_001)], [['OPTIMISATION.BUDGET_NOT_THE_GRANT', -100]]],
  ['broken', [{ ...line(20_000), quantityHundredths: 0 }], [['OPTIMISATION.BUDGET_LINE_BROKEN', undefined]]],
])('the budget is fitted: %s', (_rule, lines, expected) => {
  expect(grantProblems(lines, 2_000_000).map((one) => [one.code, one.params?.['diffFen']])).toEqual(expected);
});
