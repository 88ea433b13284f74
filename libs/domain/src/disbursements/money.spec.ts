import fc from 'fast-check';
import type { TranchePlan } from '../calls/round-config';
import { type Expense, type ExpenseRule, execution, expenseProblems, surplus } from './expense-rules';
import { ledgerProblem, netPaid } from './ledger';
import { dueDate, planProblem, planTranches, respread } from '../agreements/tranche-plan';

const plan = (...bps: number[]): TranchePlan[] => bps.map((bp, i) => ({ id: `t${i}`, name: { zh: `第${i}笔` }, on: 'signed', bp, withinDays: i ? null : 30 }));

it.each([
  [2_000_000, [5000, 4000, 1000], [1_000_000, 800_000, 200_000]], // 滨海 50/40/10
  [100, [3333, 3333, 3334], [33, 33, 34]],
  [1, [5000, 5000], [1, 0]],
  [1_000_001, [9000, 1000], [900_001, 100_000]],
  [0, [10_000], [0]],
])('a grant of %i in parts of %j bp is %j', (grant, bps, amounts) => {
  expect(planTranches(grant, plan(...bps)).map((one) => one.amountFen)).toEqual(amounts);
});

it('tranches add up to the grant', () => {
  const bps = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 5 }).map((cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), 10_000];
    return edges.slice(1).map((edge, i) => edge - edges[i]!);
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), bps, (grant, parts) => {
      const tranches = planTranches(grant, plan(...parts));
      expect(tranches.reduce((sum, one) => sum + one.amountFen, 0)).toBe(grant);
      expect(ledgerProblem(grant, tranches.map((one) => ({ paidFen: one.amountFen, returnedFen: 0 })))).toBeNull();
    }),
  );
});

it.each<[TranchePlan[], string | null]>([
  [plan(), 'TRANCHE.PLAN_EMPTY'], [plan(5000, 4000), 'TRANCHE.PLAN_NOT_WHOLE'], [plan(10_000, 0), 'TRANCHE.PLAN_BROKEN'], [plan(12_000, -2_000), 'TRANCHE.PLAN_BROKEN'], [plan(10_000), null],
])('plan %#', (broken, code) => {
  expect(planProblem(broken)?.code ?? null).toBe(code);
  if (code) expect(() => planTranches(100, broken)).toThrow(code);
});

it('knows when money is due', () => {
  expect(planTranches(100, plan(5000, 5000)).map((one) => dueDate('2026-01-15', one.withinDays))).toEqual(['2026-02-14', null]);
});

it('spreads a changed grant over what is not paid', () => {
  const tranches = [{ bp: 5000, paidFen: 500 }, { bp: 4000, paidFen: null }, { bp: 1000, paidFen: null }];
  expect(respread(800, tranches)).toEqual([500, 240, 60]);
  expect(respread(500, tranches)).toEqual([500, 0, 0]);
  expect(respread(499, tranches)).toMatchObject({ code: 'TRANCHE.PAID_ABOVE_GRANT' });
  expect(respread(500, [{ bp: 10_000, paidFen: 500 }])).toEqual([500]);
  expect(respread(600, [{ bp: 10_000, paidFen: 500 }])).toMatchObject({ code: 'TRANCHE.NONE_OPEN' });
});

it.each([
  [100, [[60, 0], [40, 0]], null], [100, [[60, 0], [41, 0]], 'MONEY.ABOVE_GRANT'], [100, [[60, 20], [60, 0]], null],
  [100, [[60, 61]], 'MONEY.RETURN_ABOVE_PAID'], [100, [[-1, 0]], 'MONEY.BROKEN'], [-1, [], 'MONEY.BROKEN'],
] as const)('a grant of %i with %j: %s', (grant, moves, code) => {
  const tranches = moves.map(([paidFen, returnedFen]) => ({ paidFen, returnedFen }));
  expect(ledgerProblem(grant, tranches)?.code ?? null).toBe(code);
});

it('nets what came back', () => {
  expect(netPaid([{ paidFen: 100, returnedFen: 30 }, { paidFen: 5, returnedFen: 0 }])).toBe(75);
  expect([surplus(100, 70), surplus(100, 130)]).toEqual([30, 0]);
});

const rule: ExpenseRule = { toleranceBp: 1000, projectFrom: '2026-03-01', projectTo: '2026-11-30' };
const budget = [{ lineId: 'a', fen: 1_000, source: 'grant' as const }, { lineId: 'b', fen: 500, source: 'grant' as const }, { lineId: 'own', fen: 200, source: 'own' as const }];
const expense = (more: Partial<Expense> = {}): Expense => ({ id: 'new', lineId: 'a', fen: 100, paidOn: '2026-05-01', voucher: 'No.1', ...more });

it.each<[string, Partial<Expense>, Expense[], [string, string][]]>([
  ['right', {}, [], []],
  ['to the tolerance', { fen: 1_100 }, [], []],
  ['a fen above it', { fen: 1_101 }, [], [['fen', 'EXPENSE.OVER_LINE']]],
  ['with what was spent before', { fen: 500 }, [expense({ id: 'x', fen: 601, voucher: 'x' })], [['fen', 'EXPENSE.OVER_LINE']]],
  ['the tolerance is not more money', { fen: 50 }, [expense({ id: 'x', fen: 1_000, voucher: 'x' }), expense({ id: 'y', lineId: 'b', fen: 480, voucher: 'y' })], [['fen', 'EXPENSE.OVER_SOURCE']]],
  ['own money is apart', { lineId: 'own', fen: 200 }, [expense({ id: 'x', fen: 1_000, voucher: 'x' })], []],
  ['no such line', { lineId: 'z' }, [], [['lineId', 'EXPENSE.NO_LINE']]],
  ['no voucher', { voucher: ' ' }, [], [['voucher', 'EXPENSE.NO_VOUCHER']]],
  ['a voucher twice', {}, [expense({ id: 'x' })], [['voucher', 'EXPENSE.VOUCHER_USED']]],
  ['one invoice over two lines', {}, [expense({ id: 'x', lineId: 'b' })], []],
  ['itself, when edited, is not there twice', { fen: 1_000 }, [expense({ id: 'new', fen: 1_000 })], []],
  ['nothing', { fen: 0 }, [], [['fen', 'EXPENSE.NOT_POSITIVE']]],
  ['before the project', { paidOn: '2026-02-28' }, [], [['paidOn', 'EXPENSE.OUTSIDE_PERIOD']]],
  ['on its last day', { paidOn: '2026-11-30' }, [], []],
  ['after it', { paidOn: '2026-12-01' }, [], [['paidOn', 'EXPENSE.OUTSIDE_PERIOD']]],
])('expense: %s', (_, more, earlier, problems) => {
  expect(expenseProblems(expense(more), budget, earlier, rule).map((problem) => [problem.path, problem.code])).toEqual(problems);
});

it('shows budget against spending', () => {
  expect(execution([...budget, { lineId: 'zero', fen: 0, source: 'own' }], [expense({ fen: 333 }), expense({ id: 'x', lineId: 'b', fen: 600 })])).toEqual([
    { lineId: 'a', budgetFen: 1_000, spentFen: 333, leftFen: 667, rateBp: 3330 },
    { lineId: 'b', budgetFen: 500, spentFen: 600, leftFen: -100, rateBp: 12_000 },
    { lineId: 'own', budgetFen: 200, spentFen: 0, leftFen: 200, rateBp: 0 },
    { lineId: 'zero', budgetFen: 0, spentFen: 0, leftFen: 0, rateBp: null },
  ]);
});

it('whatever order accepted expenses come in, the grant is not overspent', () => {
  const any = fc.array(fc.record({ lineId: fc.constantFrom('a', 'b', 'own'), fen: fc.integer({ min: 1, max: 900 }) }), { maxLength: 20 });
  fc.assert(
    fc.property(any, (tries) => {
      const accepted: Expense[] = [];
      tries.forEach((one, i) => {
        const next = expense({ ...one, id: `e${i}`, voucher: `v${i}` });
        if (expenseProblems(next, budget, accepted, rule).length === 0) accepted.push(next);
      });
      const lines = execution(budget, accepted);
      expect(lines[0]!.spentFen + lines[1]!.spentFen).toBeLessThanOrEqual(1_500);
      expect(lines[2]!.spentFen).toBeLessThanOrEqual(200);
    }),
  );
});
