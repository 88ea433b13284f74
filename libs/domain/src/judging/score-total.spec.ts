import fc from 'fast-check';
import type { Field, FormDefinition, ScoreSpec } from '../forms/definition';
import { fullMarks, scoreItems, scoreTotal } from './score-total';

const item = (id: string, kind: ScoreSpec['kind'], max: string, more: Partial<ScoreSpec> & { required?: boolean } = {}): Field => ({
  id,
  type: 'score',
  label: { zh: id },
  ...(more.required ? { required: true } : {}),
  score: { kind, max, step: more.step ?? '1', ...(more.commentRequired ? { commentRequired: true } : {}) },
});
const rubric: FormDefinition = {
  sections: [
    { id: 'base', title: { zh: '基本' }, fields: [item('need', 'base', '40'), item('design', 'base', '60', { step: '0.5' }), { id: 'note', type: 'text', label: { zh: '意见' } }] },
    { id: 'more', title: { zh: '附加' }, fields: [item('media', 'bonus', '10'), item('late', 'penalty', '20'), item('false', 'veto', '1')] },
  ],
};
const s = (score: string, comment?: string): { score: string; comment?: string } => (comment === undefined ? { score } : { score, comment });

it.each([
  ['base items', { need: s('30'), design: s('50.5') }, '80.5'],
  ['bonus lifts it above the full marks', { need: s('40'), design: s('60'), media: s('10') }, '110'],
  ['penalty takes off', { need: s('30'), design: s('50'), late: s('20') }, '60'],
  ['not below 0', { need: s('5'), design: s('5'), late: s('20') }, '0'],
  ['other fields and blank text do not count', { need: s('30'), design: s('50'), note: 'good', media: s('') }, '80'],
  ['at the very maximum', { need: s('40.0'), design: s('60') }, '100'],
])('%s', (_, answers, total) => {
  const sheet = scoreTotal(rubric, answers);
  expect(sheet).toMatchObject({ total, soFar: total, complete: true, missing: [], problems: [], vetoed: [] });
});

it.each([
  ['41', 'SCORE.ABOVE_MAX', { max: '40' }], ['30.5', 'SCORE.OFF_STEP', { step: '1' }], ['-1', 'SCORE.NEGATIVE', undefined],
  ['many', 'SCORE.NOT_A_NUMBER', undefined], ['1e1', 'SCORE.NOT_A_NUMBER', undefined],
])('need %s: %s', (score, code, params) => {
  const sheet = scoreTotal(rubric, { need: s(score), design: s('50') });
  expect(sheet.problems).toEqual([{ path: 'need.score', code, ...(params ? { params } : {}) }]);
  expect(sheet).toMatchObject({ total: null, soFar: '50', complete: false });
});

it.each([[{}, ['need', 'design']], [{ need: s('1') }, ['design']], [{ need: 30, design: null }, ['need', 'design']], [{ need: { score: 30 }, design: s('') }, ['need', 'design']]])(
  'without %j: missing',
  (answers, missing) => {
    expect(scoreTotal(rubric, answers)).toMatchObject({ total: null, complete: false, missing });
  },
);

it('one veto is enough, and it is no score', () => {
  expect(scoreTotal(rubric, { need: s('30'), design: s('50'), false: s('1') })).toMatchObject({ total: '80', vetoed: ['false'] });
  expect(scoreTotal(rubric, { need: s('30'), design: s('50'), false: s('0') })).toMatchObject({ total: '80', vetoed: [] });
});

it('asks for comments and required extras, and leaves hidden items out', () => {
  const form: FormDefinition = {
    sections: [{ id: 'a', title: { zh: 'a' }, fields: [item('x', 'base', '10', { commentRequired: true }), item('y', 'bonus', '5', { required: true })] }],
  };
  expect(scoreTotal(form, { x: s('5', ' ') })).toMatchObject({
    complete: false, missing: ['x', 'y'], problems: [{ path: 'x.comment', code: 'SCORE.COMMENT_REQUIRED' }],
  });
  expect(scoreTotal(form, { x: s('5', '好'), y: s('0') }).total).toBe('5');
  expect(scoreTotal(form, { x: s('5', '好'), y: s('9') }, (field) => field.id === 'y').total).toBe('5');
});

it('gives the subtotal of each section, and the full marks', () => {
  expect(scoreTotal(rubric, { need: s('30'), design: s('0.5'), media: s('2'), late: s('5') }).sections).toEqual({ base: '30.5', more: '-3' });
  expect(fullMarks(rubric)).toBe('100');
  expect(scoreItems(rubric).map((i) => i.field.id)).toEqual(['need', 'design', 'media', 'late', 'false']);
});

it('is the sum of its items, to the last digit', () => {
  const form: FormDefinition = {
    sections: [{ id: 'a', title: { zh: 'a' }, fields: Array.from({ length: 8 }, (_, i) => item(`i${i}`, 'base', '12.5', { step: '0.01' })) }],
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1250 }), { minLength: 8, maxLength: 8 }), (cents) => {
      const answers = Object.fromEntries(cents.map((c, i) => [`i${i}`, s((c / 100).toFixed(2))]));
      expect(Math.round(Number(scoreTotal(form, answers).total) * 100)).toBe(cents.reduce((a, b) => a + b, 0));
    }),
  );
});
