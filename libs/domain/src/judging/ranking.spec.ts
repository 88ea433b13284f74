import fc from 'fast-check';
import type { ReviewRule, ReviewStage, TieRule } from '../calls/round-config';
import { type RankInput, rankApplications, stageRule } from './ranking';

const stage = (id: string, weightBp = 10_000, more: Partial<ReviewStage> = {}): ReviewStage => ({
  id, name: { zh: id }, judgesPerApplication: 3, minSheets: 1, rubricVersionId: 'r', aggregate: { kind: 'mean' }, weightBp, ...more,
});
const rule = (more: Partial<ReviewRule> = {}): ReviewRule => ({
  stages: [stage('pitch')], parts: [], total: 'weighted', decimals: 2, rounding: 'half_up', passLine: '60', ties: [], blind: false, ...more,
});
const app = (id: string, totals: readonly string[], more: Partial<RankInput> & { items?: Record<string, string>[] } = {}): RankInput => {
  const { items, ...rest } = more;
  return {
    id, parts: {}, requestedFen: 2_000_000, ownFen: 0, submittedAt: '2026-04-10T09:00:00+08:00',
    stageSheets: { pitch: totals.map((total, i) => ({ judgeId: `j${i}`, total, items: items?.[i] ?? {} })) },
    ...rest,
  };
};
const brief = (input: RankInput[], r: ReviewRule, order?: string[]): unknown[] =>
  rankApplications(input, r, order).rows.map((row) => [row.id, row.rank, row.score, row.standing]);

it('ranks by the published score, says who is below the line, vetoed, or short of sheets', () => {
  const vetoed = app('v', ['99']);
  const withVeto: RankInput = { ...vetoed, stageSheets: { pitch: [{ judgeId: 'j0', total: '99', items: {}, vetoed: ['false'] }] } };
  expect(brief([app('a', ['80', '80', '81']), app('b', ['90']), app('c', ['59.99']), app('d', []), withVeto], rule())).toEqual([
    ['b', 1, '90.00', 'ranked'], ['a', 2, '80.33', 'ranked'], ['c', 3, '59.99', 'below_pass'], ['d', null, null, 'insufficient_sheets'], ['v', null, '99.00', 'vetoed'],
  ]);
});

it.each([['half_up', '59.995', 'ranked'], ['down', '59.995', 'below_pass'], ['half_up', '59.994', 'below_pass'], ['down', '60', 'ranked']] as const)(
  'the pass line looks at the published score: %s %s is %s',
  (rounding, total, standing) => {
    expect(rankApplications([app('a', [total])], rule({ rounding })).rows[0]?.standing).toBe(standing);
  },
);

it('rounds once, at the end', () => {
  const sheets = (...totals: string[]): RankInput['stageSheets'][string] => totals.map((total, i) => ({ judgeId: `j${i}`, total, items: {} }));
  // 0.15·first + 0.25·paper + 0.60·pitch (青岛), each stage's mean a third that does not end
  const stages = [stage('first', 1500), stage('paper', 2500), stage('pitch', 6000)];
  const thirds = { first: sheets('80', '80', '81'), paper: sheets('70', '70', '71'), pitch: sheets('90', '90', '91') };
  expect(rankApplications([{ ...app('a', []), stageSheets: thirds }], rule({ stages, decimals: 4 })).rows[0]?.score).toBe('83.8333');
  // both halves rounded before they are added would make 81
  const halves = { first: sheets('80.5'), pitch: sheets('79.5') };
  const r = rule({ stages: [stage('first', 5000), stage('pitch', 5000)], decimals: 0 });
  expect(rankApplications([{ ...app('a', []), stageSheets: halves }], r).rows[0]?.score).toBe('80');
});

it('adds parts no judge gives, and misses one that was not entered', () => {
  const parts = [{ id: 'vote', name: { zh: '投票' }, max: '100', weightBp: 2000 }, { id: 'gift', name: { zh: '捐赠' }, max: '100', weightBp: 2000 }];
  const r = rule({ stages: [stage('pitch', 6000)], parts }); // 东莞 60/20/20
  expect(brief([app('a', ['80'], { parts: { vote: '50', gift: '100' } }), app('b', ['80'], { parts: { vote: '50' } })], r)).toEqual([
    ['a', 1, '78.00', 'ranked'], ['b', null, null, 'missing_part'],
  ]);
  expect(rankApplications([app('a', ['80'], { parts: { vote: '50', gift: '15' } })], { ...r, total: 'sum' }).rows[0]?.score).toBe('145.00');
});

it('needs the stage’s sheets', () => {
  const r = rule({ stages: [stage('pitch', 10_000, { minSheets: 3 })] });
  const row = rankApplications([app('a', ['80', '90'])], r).rows[0];
  expect(row).toMatchObject({ standing: 'insufficient_sheets', rank: null, score: null, insufficientStages: ['pitch'] });
  expect(row?.stages.pitch).toMatchObject({ score: '85.00', sheets: 2 });
});

const ties: [string, TieRule, RankInput, RankInput][] = [
  ['the criterion', { kind: 'criterion', fieldId: 'need' }, app('b', ['80', '80'], { items: [{ need: '18' }, { need: '17' }] }), app('a', ['80', '80'], { items: [{ need: '19' }, { need: '15' }] })],
  ['the criterion, one has none', { kind: 'criterion', fieldId: 'need' }, app('b', ['80'], { items: [{ need: '0' }] }), app('a', ['80'])],
  ['the median', { kind: 'median' }, app('b', ['70', '85', '85']), app('a', ['80', '80', '80'])],
  ['the larger own share', { kind: 'higher_own_share' }, app('b', ['80'], { requestedFen: 900, ownFen: 100 }), app('a', ['80'], { requestedFen: 9_500, ownFen: 500 })],
  ['the lower request', { kind: 'lower_request' }, app('b', ['80'], { requestedFen: 1 }), app('a', ['80'], { requestedFen: 2 })],
  ['the earlier submission', { kind: 'earlier_submission' }, app('b', ['80'], { submittedAt: '2026-04-10T10:00:00+08:00' }), app('a', ['80'], { submittedAt: '2026-04-10T02:00:01Z' })],
];
it.each(ties)('breaks a tie by %s', (_, tie, first, second) => {
  const { rows, undecided } = rankApplications([second, first], rule({ ties: [{ kind: 'median' }, tie] }));
  expect(rows.map((row) => [row.id, row.rank, row.tied, row.tie])).toEqual([
    ['b', 1, false, { with: ['a'], decidedBy: tie }], ['a', 2, false, { with: ['b'], decidedBy: tie }],
  ]);
  expect(undecided).toBe(false);
});

it('names for each one the rule that separated it, and leaves the rest to the funder', () => {
  const input = [app('d', ['70']), app('a', ['80'], { requestedFen: 5 }), app('c', ['80'], { requestedFen: 9 }), app('b', ['80'], { requestedFen: 9 })];
  const r = rule({ ties: [{ kind: 'lower_request' }, { kind: 'funder_decides' }] });
  const open = rankApplications(input, r);
  expect(open.undecided).toBe(true);
  expect(open.rows.map((row) => [row.id, row.rank, row.tied, row.tie?.decidedBy?.kind])).toEqual([
    ['a', 1, false, 'lower_request'], ['b', 2, true, 'lower_request'], ['c', 2, true, 'lower_request'], ['d', 4, false, undefined],
  ]);
  const decided = rankApplications(input, r, ['c', 'b']);
  expect(decided.undecided).toBe(false);
  expect(decided.rows.map((row) => [row.id, row.rank, row.tie?.decidedBy?.kind])).toEqual([
    ['a', 1, 'lower_request'], ['c', 2, 'funder_decides'], ['b', 3, 'funder_decides'], ['d', 4, undefined],
  ]);
});

it('the funder’s order never lifts anyone over a better score', () => {
  expect(brief([app('a', ['90']), app('b', ['80'])], rule(), ['b', 'a'])).toEqual([['a', 1, '90.00', 'ranked'], ['b', 2, '80.00', 'ranked']]);
});

it('ranks one stage alone for a shortlist', () => {
  const r = rule({ stages: [stage('paper', 4000), stage('pitch', 6000)], passLine: '60' });
  const input: RankInput = { ...app('a', []), stageSheets: { paper: [{ judgeId: 'j', total: '55', items: {} }] } };
  expect(rankApplications([input], r).rows[0]?.standing).toBe('insufficient_sheets');
  expect(rankApplications([input], stageRule(r, 'paper')).rows[0]).toMatchObject({ score: '55.00', rank: 1, standing: 'ranked' });
});

it('standard scores: says whose are thin', () => {
  const r = rule({ stages: [stage('pitch', 10_000, { aggregate: { kind: 'standard_score', mean: '75', sd: '10' } })] });
  const out = rankApplications([app('a', ['90', '60']), app('b', ['80', '50'])], r);
  expect(out.rows.map((row) => [row.id, row.score])).toEqual([['a', '85.00'], ['b', '65.00']]);
  expect(out.thin).toEqual([{ stageId: 'pitch', judgeId: 'j0', sheets: 2 }, { stageId: 'pitch', judgeId: 'j1', sheets: 2 }]);
});

it('two sheets of one judge are a bug', () => {
  const sheet = { judgeId: 'j', total: '80', items: {} };
  expect(() => rankApplications([{ ...app('a', []), stageSheets: { pitch: [sheet, sheet] } }], rule())).toThrow('two sheets');
});

const totals = fc.array(fc.integer({ min: 50, max: 60 }).map(String), { minLength: 0, maxLength: 5 });
const list = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 0, max: 999 }).map((n) => `a${n}`), totals, requestedFen: fc.integer({ min: 1, max: 3 }), ownFen: fc.integer({ min: 0, max: 2 }), veto: fc.boolean() }),
  { selector: (a) => a.id, maxLength: 12 },
).map((rows) =>
  rows.map((row) => {
    const input = app(row.id, row.totals, { requestedFen: row.requestedFen, ownFen: row.ownFen });
    const sheets = (input.stageSheets.pitch ?? []).map((sheet, i) => (row.veto && i === 4 ? { ...sheet, vetoed: ['x'] } : sheet));
    return { ...input, stageSheets: { pitch: sheets } };
  }),
);
const aggregateOf = fc.constantFrom<ReviewStage['aggregate']>(
  { kind: 'mean' }, { kind: 'trimmed_mean', drop: 1, minSheets: 4 }, { kind: 'median' }, { kind: 'standard_score', mean: '75', sd: '10' },
);
const configured = aggregateOf.map((aggregate) =>
  rule({ stages: [stage('pitch', 10_000, { aggregate, minSheets: 2 })], decimals: 1, passLine: '55', ties: [{ kind: 'median' }, { kind: 'higher_own_share' }, { kind: 'lower_request' }] }),
);

it('is the same for every order of the input', () => {
  fc.assert(
    fc.property(
      list.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      configured,
      ([rows, shuffled], r) => {
        const turned = shuffled.map((row) => ({ ...row, stageSheets: { pitch: [...row.stageSheets.pitch].reverse() } }));
        expect(rankApplications(turned, r)).toEqual(rankApplications(rows, r));
      },
    ),
  );
});

it('loses nobody, ranks never contradict scores, and equal places are said to be tied', () => {
  fc.assert(
    fc.property(list, configured, (input, r) => {
      const { rows } = rankApplications(input, r);
      expect(rows.map((row) => row.id).sort()).toEqual(input.map((row) => row.id).sort());
      const ranked = rows.filter((row) => row.rank !== null);
      ranked.forEach((row, i) => {
        const next = ranked[i + 1];
        if (next) expect(Number(row.score)).toBeGreaterThanOrEqual(Number(next.score));
        expect(row.rank).toBe(1 + ranked.filter((other) => other.rank! < row.rank!).length);
        expect(row.tied).toBe(ranked.some((other) => other.id !== row.id && other.rank === row.rank));
      });
    }),
  );
});

it('a better sheet never lowers anyone’s rank', () => {
  const monotone = configured.filter((r) => r.stages[0]!.aggregate.kind !== 'standard_score');
  fc.assert(
    fc.property(list, monotone, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 20 }), (input, r, who, which, more) => {
      const target = input[who % Math.max(1, input.length)];
      fc.pre(target !== undefined && target.stageSheets.pitch.length > 0);
      const at = which % target.stageSheets.pitch.length;
      const better = input.map((row) =>
        row.id === target.id
          ? { ...row, stageSheets: { pitch: row.stageSheets.pitch.map((s, i) => (i === at ? { ...s, total: String(Number(s.total) + more) } : s)) } }
          : row,
      );
      const rank = (rows: typeof input): number => rankApplications(rows, r).rows.find((row) => row.id === target.id)?.rank ?? Infinity;
      expect(rank(better)).toBeLessThanOrEqual(rank(input));
    }),
  );
});
