import fc from 'fast-check';
import { type AssignmentInput, type AssignmentPair, assignJudges } from './assignment';

const ids = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const base: AssignmentInput = { applications: ids('a', 4), judges: ids('j', 3), perApplication: 2, maxPerJudge: null, forbidden: [], kept: [], seed: 's' };
const pair = (applicationId: string, judgeId: string): AssignmentPair => ({ applicationId, judgeId });

it('spreads the sheets evenly and gives the same for the same seed', () => {
  const result = assignJudges(base);
  expect(result.added).toHaveLength(8);
  expect(Object.values(result.loads).sort()).toEqual([2, 3, 3]);
  expect(result.unserved).toEqual([]);
  expect(assignJudges({ ...base, applications: [...base.applications].reverse(), judges: [...base.judges].reverse() })).toEqual(result);
});

it('passes sheets on to make room', () => {
  // a0 can only be judged by j0, a1 by both: with one sheet each, a1 has to go to j1
  for (const seed of ids('seed', 20)) {
    const result = assignJudges({ ...base, applications: ['a0', 'a1'], judges: ['j0', 'j1'], perApplication: 1, maxPerJudge: 1, forbidden: [pair('a0', 'j1')], seed });
    expect(result.added).toEqual([pair('a0', 'j0'), pair('a1', 'j1')]);
  }
});

it('says which applications cannot be served, and how many judges they could have had', () => {
  const result = assignJudges({ ...base, applications: ['a0', 'a1'], judges: ['j0', 'j1', 'j2'], perApplication: 3, forbidden: [pair('a0', 'j1'), pair('a0', 'j2')] });
  expect(result.unserved).toEqual([{ applicationId: 'a0', missing: 2, eligible: 1 }]);
});

it('keeps what is there, also of a judge who left', () => {
  const kept = [pair('a0', 'j0'), pair('a0', 'gone')];
  const result = assignJudges({ ...base, kept });
  expect(result.added.filter((one) => one.applicationId === 'a0')).toEqual([]);
  expect(result.added).toHaveLength(6);
});

const problem = fc
  .record({ applications: fc.integer({ min: 1, max: 5 }), judges: fc.integer({ min: 1, max: 4 }), perApplication: fc.integer({ min: 1, max: 3 }), max: fc.option(fc.integer({ min: 1, max: 5 })), bans: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), seed: fc.string() })
  .map(({ applications, judges, perApplication, max, bans, seed }): AssignmentInput => {
    const [as, js] = [ids('a', applications), ids('j', judges)];
    const forbidden = as.flatMap((a, i) => js.filter((_, k) => bans[i * 4 + k]).map((j) => pair(a, j)));
    return { applications: as, judges: js, perApplication, maxPerJudge: max, forbidden, kept: [], seed };
  });

/** All assignments by trying: the most sheets there can be, and the smallest sum of squared loads among those. */
function byTrying(input: AssignmentInput): { sheets: number; squares: number } {
  let best = { sheets: -1, squares: 0 };
  const loads = input.judges.map(() => 0);
  const banned = new Set(input.forbidden.map((one) => `${one.applicationId} ${one.judgeId}`));
  const at = (index: number, judge: number, taken: number, sheets: number): void => {
    if (index === input.applications.length) {
      const squares = loads.reduce((sum, load) => sum + load * load, 0);
      if (sheets > best.sheets || (sheets === best.sheets && squares < best.squares)) best = { sheets, squares };
      return;
    }
    if (judge === input.judges.length || taken === input.perApplication) return at(index + 1, 0, 0, sheets);
    at(index, judge + 1, taken, sheets);
    if (banned.has(`${input.applications[index]} ${input.judges[judge]}`) || loads[judge]! >= (input.maxPerJudge ?? Infinity)) return;
    loads[judge]! += 1;
    at(index, judge + 1, taken + 1, sheets + 1);
    loads[judge]! -= 1;
  };
  at(0, 0, 0, 0);
  return best;
}

it('gives out as many sheets as there can be, as evenly as they can be, and never a forbidden one', () => {
  fc.assert(
    fc.property(problem, (input) => {
      const result = assignJudges(input);
      const loads = Object.values(result.loads);
      const best = byTrying(input);
      expect(result.added).toHaveLength(best.sheets);
      expect(loads.reduce((sum, load) => sum + load * load, 0)).toBe(best.squares);
      expect(new Set(result.added.map((one) => `${one.applicationId} ${one.judgeId}`)).size).toBe(result.added.length);
      for (const one of result.added) expect(input.forbidden).not.toContainEqual(one);
      const missing = result.unserved.reduce((sum, one) => sum + one.missing, 0);
      expect(missing + result.added.length).toBe(input.applications.length * input.perApplication);
    }),
    { numRuns: 300 },
  );
});

it('adds nothing when it is run again over its own result', () => {
  fc.assert(
    fc.property(problem, (input) => {
      const first = assignJudges(input);
      expect(assignJudges({ ...input, kept: first.added, seed: 'another' }).added).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it('serves 1,300 applications with three of 200 judges each, evenly, among conflicts', () => {
  const applications = ids('a', 1300);
  const judges = ids('j', 200);
  const forbidden = applications.flatMap((a, i) => [1, 7, 31].map((k) => pair(a, `j${(i * k) % 200}`)));
  const result = assignJudges({ applications, judges, perApplication: 3, maxPerJudge: 20, forbidden, kept: [], seed: 'x' });
  expect(result.unserved).toEqual([]);
  expect(new Set(Object.values(result.loads))).toEqual(new Set([19, 20]));
});
