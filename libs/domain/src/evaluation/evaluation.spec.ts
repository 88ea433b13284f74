import fc from 'fast-check';
import { formatDecimal } from '@weichuang/kernel/decimal';
import { whyNot } from '@weichuang/kernel/machine';
import type { GradeRule } from '../calls/round-config';
import type { Field, FormDefinition, ScoreSpec } from '../forms/definition';
import { type EvaluationFacts, type EvaluationState, evaluationMachine } from './evaluation.machine';
import { gradeOf, gradeProblems } from './grade';
import { indexScore, meanTotal, suggestedScores } from './index-score';

const item = (id: string, kind: ScoreSpec['kind'], max: string, source?: string, step = '0.5'): Field => ({
  id, type: 'score', label: { zh: id }, score: { kind, max, step, ...(source ? { source } : {}) },
});
const index: FormDefinition = {
  sections: [
    { id: 'work', title: { zh: '项目实施' }, fields: [item('plan', 'base', '60', 'completionRate'), item('records', 'base', '40')] },
    { id: 'extra', title: { zh: '加减分' }, fields: [item('media', 'bonus', '10'), item('late', 'penalty', '5'), item('false', 'veto', '1', 'x', '1')] },
  ],
};
const s = (score: string): { score: string } => ({ score });

it.each([
  ['may exceed the full marks', { plan: s('60'), records: s('40'), media: s('8') }, '108', []],
  ['penalties take off', { plan: s('60'), records: s('40'), late: s('4.5') }, '95.5', []],
  ['a veto is no score', { plan: s('60'), records: s('40'), false: s('1') }, '100', ['false']],
])('index: %s', (_, answers, total, vetoed) => {
  expect(indexScore(index, answers)).toMatchObject({ total, vetoed, fullMarks: '100', complete: true });
});

it.each([[10_000, '60'], [9_166, '54.5'], [0, '0'], [12_000, '60'], [83, '0'], [84, '0.5']])('a completion of %i bp suggests %s of 60', (rate, score) => {
  expect(suggestedScores(index, { completionRate: rate })).toEqual({ plan: score });
});

it('suggests nothing for what it does not know, nor a veto', () => {
  expect(suggestedScores(index, { completionRate: null, x: 10_000 })).toEqual({});
  expect(suggestedScores(index, {})).toEqual({});
});

it('takes the mean of several evaluators', () => {
  expect(meanTotal(['85', '85.5', '86'], 2, 'half_up')).toBe('85.50');
  expect(meanTotal(['80', '80', '81'], 1, 'half_up')).toBe('80.3');
  expect(() => meanTotal([], 1, 'half_up')).toThrow(RangeError);
});

const grade = (id: string, minScore: string, passes: boolean): GradeRule => ({ id, name: { zh: id }, minScore, passes });
const abc = [grade('A', '85', true), grade('B', '60', true), grade('C', '0', false)]; // A ≥85, B 60–84, C <60
const fiscal = [grade('优', '90', true), grade('良', '80', true), grade('中', '60', true), grade('差', '0', false)]; // 财政部

it.each<[GradeRule[], string, boolean, string | null]>([
  [abc, '85', false, 'A'], [abc, '85.00', false, 'A'], [abc, '84.99', false, 'B'], [abc, '60', false, 'B'], [abc, '59.99', false, 'C'], [abc, '0', false, 'C'],
  [abc, '108', false, 'A'], [abc, '99', true, 'C'], [fiscal, '90', false, '优'], [fiscal, '89.5', false, '良'], [fiscal, '79.99', false, '中'], [fiscal, '59.9', false, '差'],
  [abc.slice(0, 2), '50', false, null], [abc.slice(0, 2), '99', true, null], [[], '50', true, null],
])('grade %# of %s', (grades, score, vetoed, id) => {
  expect(gradeOf(score, grades, vetoed)?.id ?? null).toBe(id);
});

it.each<[GradeRule[], string[]]>([
  [abc, []], [fiscal, []], [[], ['GRADE.NONE']],
  [[grade('B', '60', true), grade('A', '85', true), grade('C', '0', false)], ['GRADE.NOT_DESCENDING']],
  [[grade('A', '60', true), grade('C', '10', false)], ['GRADE.GAP_AT_ZERO']],
  [[grade('A', '60', true), grade('B', '0', true)], ['GRADE.NONE_FAILS']],
  [[grade('A', '60', false), grade('B', '0', true)], ['GRADE.FAIL_ABOVE_PASS']],
])('scale %#: %s', (grades, problems) => {
  expect(gradeProblems(grades)).toEqual(problems);
});

it('a sound scale grades every score, and a better score never worse', () => {
  const score = fc.integer({ min: 0, max: 11_000 });
  const text = (n: number): string => formatDecimal({ units: BigInt(n), scale: 2 });
  fc.assert(
    fc.property(fc.constantFrom(abc, fiscal), score, score, (grades, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const place = (n: number): number => grades.indexOf(gradeOf(text(n), grades, false)!);
      expect(place(low)).toBeGreaterThanOrEqual(0);
      expect(place(high)).toBeLessThanOrEqual(place(low));
    }),
  );
});

const facts: EvaluationFacts = { actorId: 'eva', evaluatorId: 'eva', declared: true, conflicted: false, missing: [], problems: [], grade: 'A', passes: true, reason: '', recused: false };
const staff = { actorId: 'staff' };
it.each<[string, EvaluationState, keyof typeof evaluationMachine.steps, Partial<EvaluationFacts>, string | null]>([
  ['save', 'assigned', 'save', { missing: ['plan'] }, null],
  ['by the evaluator alone', 'assigned', 'save', staff, 'EVALUATION.NOT_YOURS'],
  ['after the declaration', 'assigned', 'save', { declared: false }, 'EVALUATION.UNDECLARED'],
  ['a conflict is declared before anything', 'assigned', 'recuse', { declared: false, reason: '曾任理事' }, null],
  ['or found while at it', 'in_progress', 'recuse', { conflicted: true, reason: '曾任理事' }, null],
  ['it says which', 'returned', 'recuse', {}, 'REASON.REQUIRED'],
  ['and is the evaluator’s own', 'assigned', 'recuse', { ...staff, reason: 'x' }, 'EVALUATION.NOT_YOURS'],
  ['what is handed in stands', 'submitted', 'recuse', { reason: 'x' }, 'STATE.WRONG'],
  ['another is asked', 'recused', 'reassign', staff, null],
  ['not the same again', 'recused', 'reassign', { ...staff, recused: true }, 'EVALUATION.RECUSED'],
  ['nor one who belongs to the organization', 'recused', 'reassign', { ...staff, conflicted: true }, 'EVALUATION.EVALUATOR_TIED'],
  ['who stepped aside writes no more', 'recused', 'save', {}, 'STATE.WRONG'],
  ['not with a conflict', 'in_progress', 'submit', { conflicted: true }, 'EVALUATION.CONFLICT'],
  ['no wrong values', 'in_progress', 'save', { problems: [{ path: 'plan.score', code: 'SCORE.ABOVE_MAX' }] }, 'EVALUATION.INVALID'],
  ['comments can wait', 'in_progress', 'save', { problems: [{ path: 'plan.comment', code: 'SCORE.COMMENT_REQUIRED' }] }, null],
  ['but not for ever', 'in_progress', 'submit', { problems: [{ path: 'plan.comment', code: 'SCORE.COMMENT_REQUIRED' }] }, 'EVALUATION.INVALID'],
  ['submit', 'in_progress', 'submit', {}, null],
  ['complete', 'in_progress', 'submit', { missing: ['plan'] }, 'EVALUATION.INCOMPLETE'],
  ['with a grade', 'in_progress', 'submit', { grade: null }, 'EVALUATION.NO_GRADE'],
  ['return says why', 'submitted', 'return', staff, 'REASON.REQUIRED'],
  ['return', 'submitted', 'return', { ...staff, reason: '缺少依据' }, null],
  ['a returned one is worked on again', 'returned', 'save', {}, null],
  ['and not submitted unchanged', 'returned', 'submit', {}, 'STATE.WRONG'],
  ['confirm', 'submitted', 'confirm', staff, null],
  ['by another person', 'submitted', 'confirm', {}, 'EVALUATION.SAME_PERSON'],
  ['a fail may be evaluated again', 'confirmed', 'reopen', { ...staff, passes: false, reason: '整改后复评' }, null],
  ['which says why', 'confirmed', 'reopen', { ...staff, passes: false }, 'REASON.REQUIRED'],
  ['a pass stands', 'confirmed', 'reopen', { ...staff, reason: 'x' }, 'EVALUATION.PASS_STANDS'],
  ['confirmed is final', 'confirmed', 'return', { ...staff, reason: 'x' }, 'STATE.WRONG'],
])('evaluation: %s', (_, state, event, more, code) => {
  expect(whyNot(evaluationMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code);
});
