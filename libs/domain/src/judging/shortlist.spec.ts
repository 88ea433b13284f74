import type { ReviewRule, ReviewStage } from '../calls/round-config';
import { rankApplications, type RankInput, stageRule } from './ranking';
import { leftAfter, shortlisted, stageAfter, stageBefore, toTell } from './shortlist';

const stage = (id: string, more: Partial<ReviewStage> = {}): ReviewStage => ({ id, name: { zh: id }, judgesPerApplication: 1, minSheets: 1, rubricVersionId: 'r', aggregate: { kind: 'mean' }, weightBp: 5000, ...more });
const rule: ReviewRule = { stages: [stage('paper', { shortlist: 2 }), stage('pitch')], parts: [], total: 'weighted', decimals: 2, rounding: 'half_up', passLine: '60', ties: [{ kind: 'lower_request' }], blind: false };
const application = (id: string, paper: string | null, more: Partial<RankInput> = {}): RankInput => ({
  id, requestedFen: 100, ownFen: 0, submittedAt: '2026-03-01T00:00:00Z', parts: {}, stageSheets: paper === null ? {} : { paper: [{ judgeId: 'j', total: paper, items: {} }] }, ...more,
});
const goOn = (input: RankInput[], size = 2) => shortlisted(rankApplications(input, stageRule(rule, 'paper')).rows, size);

it.each<[string, RankInput[], string[]]>([
  ['the best two', [application('a', '70'), application('b', '90'), application('c', '80')], ['b', 'c']],
  ['below the pass line too: that looks at the whole', [application('a', '10'), application('b', '20')], ['b', 'a']],
  ['a tie at the line, by the rule', [application('a', '80'), application('b', '90'), application('c', '80', { requestedFen: 50 })], ['b', 'c']],
  ['a tie at the line that no rule breaks: both', [application('a', '80'), application('b', '90'), application('c', '80')], ['b', 'a', 'c']],
  ['nobody without a score', [application('a', null), application('b', '90')], ['b']],
])('goes on: %s', (_, input, expected) => expect(goOn(input)).toEqual(expected));

it('knows its neighbours', () => {
  expect(stageAfter(rule, 'paper')?.id).toBe('pitch');
  expect(stageAfter(rule, 'pitch')).toBeNull();
  expect(stageBefore(rule, 'pitch')?.id).toBe('paper');
  expect(stageBefore(rule, 'paper')).toBeNull();
  expect(stageBefore({ stages: [stage('a'), stage('b')] }, 'b')).toBeNull();
});

it('who stayed behind has no rank and no place is kept for it; nothing later is missing', () => {
  const entrants = { pitch: ['b'] };
  expect(['a', 'b'].map((id) => leftAfter(rule, entrants, id))).toEqual(['paper', null]);
  expect(leftAfter(rule, { pitch: null }, 'a')).toBeNull();
  const both = { paper: [{ judgeId: 'j', total: '90', items: {} }], pitch: [{ judgeId: 'j', total: '80', items: {} }] };
  const { rows } = rankApplications([application('a', '95', { leftAfter: 'paper' }), application('b', null, { stageSheets: both })], rule);
  expect(rows.map(({ id, rank, score, standing, insufficientStages }) => [id, rank, score, standing, insufficientStages])).toEqual([
    ['b', 1, '85.00', 'ranked', []],
    ['a', null, null, 'not_shortlisted', []],
  ]);
  expect(rows[1]?.stages['paper']?.score).toBe('95.00');
});

it.each<[string, [string, boolean][], [string, boolean][]]>([
  ['all at first', [], [['a', true], ['b', false]]],
  ['nobody when nothing changed', [['a', true], ['b', false]], []],
  ['whom it moved', [['a', false], ['b', false]], [['a', true]]],
  ['who was pushed out', [['a', true], ['b', true]], [['b', false]]],
])('tells %s', (_, told, expected) => {
  expect(toTell(['a', 'b'], ['a'], new Map(told)).map(({ id, goesOn }) => [id, goesOn])).toEqual(expected);
});
