import fc from 'fast-check';
import type { BudgetCap } from '../calls/round-config';
import type { BudgetLine } from '../forms/definition';
import { type BudgetRules, budgetTotals, checkBudget, lineAmountFen, overShareFen, requestCapFen } from './budget';

const rules = (caps: readonly BudgetCap[] = [], more: Partial<BudgetRules> = {}): BudgetRules => ({
  budget: { categories: [{ id: 'activity', name: { zh: '活动' } }, { id: 'overhead', name: { zh: '管理', en: 'Overhead' } }, { id: 'car', name: { zh: '车辆' } }], caps },
  maxRequestFen: null,
  overCap: 'invalid',
  grant: { kind: 'requested', maxFen: null },
  ...more,
});
let count = 0;
const line = (category: string, yuan: number, more: Partial<BudgetLine> = {}): BudgetLine => ({ id: `l${count++}`, category, content: '内容', unitPriceFen: yuan * 100, quantityHundredths: 100, source: 'grant', ...more });
const overhead: BudgetCap = { id: 'o', clause: '管理费不超过 10%', kind: 'share_of_grant', category: 'overhead', maxBp: 1000 };

it.each([
  ['whole', 1250, 300, 3750],
  ['one and a half', 1250, 150, 1875],
  ['half a fen', 1, 150, null],
  ['no quantity', 100, 0, null],
  ['negative', -1, 100, null],
  ['a float', 1.5, 200, null],
  ['a giant', 999_999_999_999_999, 200, null],
])('amount of a line: %s', (_rule, unitPriceFen, quantityHundredths, amount) => expect(lineAmountFen({ unitPriceFen, quantityHundredths })).toBe(amount));

it.each<[string, BudgetRules, BudgetLine[], string[]]>([
  ['sound', rules([overhead]), [line('activity', 900), line('overhead', 100)], []],
  ['half a fen, at the line', rules(), [line('activity', 1), line('activity', 0, { unitPriceFen: 1, quantityHundredths: 50 })], ['budget.lines.1 BUDGET.NOT_WHOLE_FEN']],
  ['a quantity of nothing', rules(), [line('activity', 1, { quantityHundredths: 0 })], ['budget.lines.0.quantityHundredths BUDGET.NOT_A_QUANTITY']],
  ['a negative price', rules(), [line('activity', -1)], ['budget.lines.0.unitPriceFen BUDGET.NOT_AN_AMOUNT']],
  ['a category of its own', rules(), [line('boat', 1)], ['budget.lines.0.category BUDGET.UNKNOWN_CATEGORY']],
  ['the same line twice', rules(), [line('activity', 1, { id: 'x' }), line('activity', 1, { id: 'x' })], ['budget.lines.1 BUDGET.LINE_ID_REPEATED']],
  ['nothing asked', rules(), [line('activity', 1, { source: 'own' })], ['budget BUDGET.NOTHING_ASKED']],
  ['over the request', rules([], { maxRequestFen: 100_00 }), [line('activity', 101)], ['budget BUDGET.OVER_REQUEST']],
  ['at the request', rules([], { maxRequestFen: 100_00 }), [line('activity', 100), line('activity', 50, { source: 'own' })], []],
  ['cut down to the request', rules([], { maxRequestFen: 100_00, overCap: 'truncate' }), [line('activity', 101)], []],
  ['the line at which the cap is passed', rules([overhead]), [line('activity', 800), line('overhead', 50), line('activity', 50), line('overhead', 60), line('overhead', 40)], ['budget.lines.3 BUDGET.SHARE_OF_GRANT']],
  ['own money is not capped by the grant', rules([overhead]), [line('activity', 900), line('overhead', 500, { source: 'own' }), line('overhead', 100)], []],
  ['a share of all money', rules([{ ...overhead, kind: 'share_of_total' }]), [line('activity', 900), line('overhead', 101, { source: 'own' })], ['budget.lines.1 BUDGET.SHARE_OF_TOTAL']],
  ['absolute', rules([{ id: 'a', clause: 'x', kind: 'absolute', category: 'overhead', maxFen: 50_00 }]), [line('overhead', 50), line('overhead', 1)], ['budget.lines.1 BUDGET.ABSOLUTE']],
  ['unit price', rules([{ id: 'a', clause: 'x', kind: 'unit_price', category: 'activity', maxFen: 50_00 }]), [line('activity', 50), line('activity', 51)], ['budget.lines.1.unitPriceFen BUDGET.UNIT_PRICE']],
  ['forbidden', rules([{ id: 'a', clause: 'x', kind: 'forbidden', category: 'car' }]), [line('activity', 1), line('car', 1), line('car', 1, { source: 'own' })], ['budget.lines.1 BUDGET.FORBIDDEN']],
  ['own share', rules([{ id: 'a', clause: 'x', kind: 'min_own_share', minBp: 1000 }]), [line('activity', 100), line('activity', 10, { source: 'own' })], ['budget BUDGET.OWN_SHARE']],
  ['own share reached', rules([{ id: 'a', clause: 'x', kind: 'min_own_share', minBp: 1000 }]), [line('activity', 90), line('activity', 10, { source: 'own' })], []],
])('%s', (_rule, given, lines, expected) => {
  expect(checkBudget(given, lines).problems.map((one) => `${one.path} ${one.code}`)).toEqual(expected);
});

it('says by how much, in the words of the clause', () => {
  const [found] = checkBudget(rules([overhead]), [line('activity', 10_800), line('overhead', 2_400)]).problems;
  expect(found).toMatchObject({ path: 'budget.lines.1', params: { clause: '管理费不超过 10%', line: 2, maxPercent: '10%', reduce: '¥1,200.00', reduceFen: 1_200_00 } });
});

it.each<[string, BudgetCap, BudgetLine[], object]>([
  ['a share', overhead, [line('activity', 10_800), line('overhead', 2_400)], { category: '管理', categoryEn: 'Overhead', spent: '¥2,400.00', max: '¥1,320.00', maxPercent: '10%' }],
  ['an absolute cap', { id: 'a', clause: 'x', kind: 'absolute', category: 'car', maxFen: 50_00 }, [line('car', 60)], { category: '车辆', categoryEn: '车辆', spent: '¥60.00', max: '¥50.00', reduce: '¥10.00' }],
  ['a unit price', { id: 'a', clause: 'x', kind: 'unit_price', category: 'activity', maxFen: 50_00 }, [line('activity', 51)], { category: '活动', price: '¥51.00', max: '¥50.00', reduce: '¥1.00' }],
  ['what may not be paid', { id: 'a', clause: 'x', kind: 'forbidden', category: 'car' }, [line('car', 7)], { category: '车辆', amount: '¥7.00' }],
])('names the category with what it comes to and what is allowed: %s', (_rule, cap, lines, params) => expect(checkBudget(rules([cap]), lines).problems[0]?.params).toMatchObject(params));

it('says what is asked and what counts of it', () => {
  const lines = [line('activity', 120), line('activity', 30, { source: 'own' })];
  expect(checkBudget(rules([], { maxRequestFen: 100_00, overCap: 'truncate' }), lines)).toMatchObject({ askedFen: 120_00, countedFen: 100_00, totals: { totalFen: 150_00, ownFen: 30_00 } });
});

it.each([
  ['fixed', { kind: 'fixed', amountFen: 5 }, 9, 5],
  ['round', { kind: 'requested', maxFen: null }, 9, 9],
  ['none', { kind: 'requested', maxFen: null }, null, null],
  ['tiers', { kind: 'tiered', tiers: [{ minScore: '80', amountFen: 7 }, { minScore: '60', amountFen: 3 }] }, null, 7],
  ['matched', { kind: 'matched', perDonatedFenBp: 20_000, maxFen: 4 }, 9, 4],
] as const)('cap of a request: %s', (_name, grant, max, cap) => expect(requestCapFen(grant, max)).toBe(cap));

describe('laws', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const bp = fc.integer({ min: 0, max: 9_999 });
  const lines = fc.array(
    fc.record({
      id: fc.uuid(),
      category: fc.constantFrom('activity', 'overhead'),
      content: fc.constant('x'),
      unitPriceFen: amount,
      quantityHundredths: fc.integer({ min: 1, max: 100_000 }),
      source: fc.constantFrom('grant' as const, 'own' as const),
    }),
    { maxLength: 20 },
  );
  it('the reduction is enough, and one fen less is not', () => {
    fc.assert(
      fc.property(amount, amount, bp, (part, rest, maxBp) => {
        const whole = part + rest;
        const holds = (x: number) => BigInt(part - x) * 10_000n <= BigInt(whole - x) * BigInt(maxBp);
        const over = overShareFen(part, whole, maxBp);
        return holds(over) && (over === 0 || !holds(over - 1));
      }),
    );
  });
  it('own money added as told brings the share up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), amount, bp, (grant, own, minBp) => {
        const cap: BudgetCap = { id: 'a', clause: 'x', kind: 'min_own_share', minBp };
        const fen = (sum: number, source: 'grant' | 'own') => line('activity', 0, { unitPriceFen: sum, source });
        const [found] = checkBudget(rules([cap]), [fen(grant, 'grant'), fen(own, 'own')]).problems;
        const add = Number(found?.params?.['addFen'] ?? 0);
        return !checkBudget(rules([cap]), [fen(grant, 'grant'), fen(own + add, 'own')]).problems.length && (add === 0 || checkBudget(rules([cap]), [fen(grant, 'grant'), fen(own + add - 1, 'own')]).problems.length === 1);
      }),
    );
  });
  it('totals add up over sources and categories, exactly, whatever the order', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const totals = budgetTotals(some);
        const known = some.reduce((sum, one) => sum + (lineAmountFen(one) ?? 0), 0);
        const categories = Object.values(totals.byCategory).reduce((sum, one) => sum + one.totalFen, 0);
        expect([totals.totalFen, totals.grantFen + totals.ownFen, categories]).toEqual([known, known, known]);
        expect(budgetTotals([...some].reverse()).totalFen).toBe(known);
      }),
    );
  });
  it('every problem names a line that is there', () => {
    fc.assert(
      fc.property(lines, bp, (some, maxBp) => {
        for (const one of checkBudget(rules([{ ...overhead, maxBp }]), some).problems) {
          const index = /^budget\.lines\.(\d+)/.exec(one.path)?.[1];
          if (index !== undefined) expect(some[Number(index)]).toBeDefined();
        }
      }),
    );
  });
});
