import { defaultRubric } from '@weichuang/domain/calls/templates/rubrics';
import { answersOf, besideOthers, bodyOf, changedElsewhere, COMMENT, withComment } from './sheet-draft';

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

const at = (score: string) => ({ score });
it.each([
  ['the same item on both', { need: at('18') }, { need: at('10') }, { need: at('12') }, { need: at('12') }, {}],
  ['another item there: shown, and mine is sent again', { need: at('18') }, { team: at('9') }, { need: at('12') }, { need: at('12') }, { team: at('9') }],
  ['both', { need: at('18'), team: at('1') }, { need: at('10'), team: at('9') }, { need: at('12'), team: at('1') }, { need: at('12') }, { team: at('9') }],
  ['typed on something older: all that differs is asked', null, { need: at('10'), team: at('9') }, { need: at('12'), team: at('9') }, { need: at('12') }, { team: at('9') }],
  ['typed on something older, the server has none', null, { need: at('10') }, {}, { need: null }, {}],
])('stale: %s', (_, seen, patch, now, theirs, rest) => expect(besideOthers(seen, patch, now)).toEqual({ theirs, rest }));
