import { defaultRubric } from '@weichuang/domain/calls/templates/rubrics';
import { answersOf, bodyOf, changedElsewhere, COMMENT, withComment } from './sheet-draft';

it('sends what can be right, with the remarks of what cannot', () => {
  const answers = { need: { score: '18' }, design: { score: '99', comment: '预算偏高' }, team: { score: '12.3' }, budget: { score: '', comment: '' }, foreign: { score: '1' }, [COMMENT]: '总体可行' };
  expect(bodyOf(defaultRubric, answers)).toEqual({ items: { need: { score: '18' }, design: { comment: '预算偏高' } }, comment: '总体可行' });
});

it('reads back what it sent', () => {
  const sent = bodyOf(defaultRubric, { need: { score: '18', comment: '好' }, [COMMENT]: '可行' });
  expect(bodyOf(defaultRubric, answersOf(sent))).toEqual(sent);
  expect(withComment(defaultRubric).sections.at(-1)?.fields[0]?.id).toBe(COMMENT);
});

it('names what another device changed, and nothing else', () => {
  const seen = { need: { score: '18' }, team: { score: '10' } };
  expect(changedElsewhere(seen, { need: { score: '18' }, team: { score: '11' }, novel: { score: '5' } })).toEqual({ team: { score: '11' }, novel: { score: '5' } });
  expect(changedElsewhere(seen, { need: { score: '18' } })).toEqual({ team: null });
});
