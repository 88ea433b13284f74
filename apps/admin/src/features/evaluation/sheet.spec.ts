import { answersOf, bodyOf, scored, withSuggestions, withWords, type Evaluation } from './sheet';

const evaluation = {
  definition: { sections: [{ id: 'work', title: { zh: '实施' }, fields: [
    { id: 'plan', type: 'score', label: { zh: '完成率' }, score: { kind: 'base', max: '60', step: '0.5', source: 'completion_rate' } },
    { id: 'goal', type: 'score', label: { zh: '目标' }, score: { kind: 'base', max: '40', step: '1' } },
  ] }] },
  answers: { plan: { score: '30', comment: '已核对' } }, evaluatedOn: '2026-06-01', method: '现场', strengths: '扎实', problems: '', suggestions: '',
  grades: [{ id: 'pass', name: { zh: '合格' }, minScore: '60', passes: true }, { id: 'fail', name: { zh: '不合格' }, minScore: '0', passes: false }],
  suggested: { plan: '45.5' },
} as unknown as Evaluation; // the parts the sheet reads

it('keeps words and scores apart over a round trip', () => {
  expect(bodyOf(answersOf(evaluation))).toEqual({ answers: evaluation.answers, declared: true, evaluatedOn: '2026-06-01', method: '现场', strengths: '扎实', problems: '', suggestions: '' });
  expect(withWords(evaluation.definition as never).sections.map((section) => section.id)).toEqual(['work', 'words']);
});

it('takes a suggestion over without losing the comment', () => {
  expect(withSuggestions(evaluation, evaluation.answers, ['plan'])).toEqual({ plan: { score: '45.5', comment: '已核对' } });
});

it('grades only a whole sheet', () => {
  expect(scored(evaluation, evaluation.answers)).toMatchObject({ soFar: '30', grade: null });
  expect(scored(evaluation, { plan: { score: '40' }, goal: { score: '20' } })).toMatchObject({ total: '60', grade: { id: 'pass' } });
});
