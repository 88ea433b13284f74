import type { Condition, Field, FormDefinition } from './definition';
import { checkDefinition } from './definition-check';

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, type: 'text', label: { zh: '题' }, ...more });
const form = (...fields: Field[]): FormDefinition => ({ sections: [{ id: 's', title: { zh: '一' }, fields }] });
const options = [{ id: 'x', label: { zh: '甲' } }];
const showing = (condition: Condition, type: Field['type'] = 'choice') => form(field('a', { type, options: type === 'choice' || type === 'multichoice' ? options : undefined }), field('b', { showIf: condition }), field('c'));
const at = 'sections.0.fields.1.showIf';

it.each<[string, FormDefinition, string[]]>([
  ['a sound form', showing({ all: [{ field: 'a', is: 'equals', value: 'x' }, { not: { field: 'a', is: 'answered' } }] }), []],
  ['no section', { sections: [] }, ['sections FORM.EMPTY']],
  ['an empty section', form(), ['sections.0.fields FORM.SECTION_EMPTY']],
  ['an id twice', form(field('a'), field('a')), ['sections.0.fields.1.id FORM.ID_REPEATED']],
  ['an id that is no word', form(field('__proto__')), ['sections.0.fields.0.id FORM.ID_MALFORMED']],
  ['no label', form(field('a', { label: { zh: ' ' } })), ['sections.0.fields.0.label FORM.LABEL_MISSING']],
  ['a condition on nothing', showing({ field: 'z', is: 'answered' }), [`${at} FORM.CONDITION_UNKNOWN_FIELD`]],
  ['a condition on a later field', showing({ field: 'c', is: 'answered' }), [`${at} FORM.CONDITION_LATER_FIELD`]],
  ['a condition on itself', showing({ field: 'b', is: 'answered' }), [`${at} FORM.CONDITION_LATER_FIELD`]],
  ['an empty ANY', showing({ any: [] }), [`${at} FORM.CONDITION_EMPTY`]],
  ['an option that is not there', showing({ any: [{ field: 'a', is: 'equals', value: 'y' }] }), [`${at}.any.0 FORM.CONDITION_UNKNOWN_OPTION`]],
  ['at least, of a text', showing({ not: { field: 'a', is: 'atLeast', value: 1 } }, 'text'), [`${at}.not FORM.CONDITION_WRONG_TYPE`]],
  ['includes, of one choice', showing({ field: 'a', is: 'includes', value: 'x' }), [`${at} FORM.CONDITION_WRONG_TYPE`]],
  ['no options', form(field('a', { type: 'choice', options: [] })), ['sections.0.fields.0.options FORM.OPTIONS_MISSING']],
  ['an option twice', form(field('a', { type: 'choice', options: [...options, ...options] })), ['sections.0.fields.0.options.1.id FORM.OPTION_REPEATED']],
  ['no columns', form(field('a', { type: 'table' })), ['sections.0.fields.0.columns FORM.COLUMNS_MISSING']],
  ['people bring their columns', form(field('a', { type: 'people' })), []],
  ['a table in a table', form(field('a', { type: 'table', columns: [field('b', { type: 'table' })] })), ['sections.0.fields.0.columns.0.type FORM.COLUMN_TYPE']],
  ['no score', form(field('a', { type: 'score' })), ['sections.0.fields.0.score FORM.SCORE_MISSING']],
  ['a score of zero', form(field('a', { type: 'score', score: { max: '0', step: '1', kind: 'base' } })), ['sections.0.fields.0.score.max FORM.SCORE_NOT_POSITIVE']],
  ['a full score that no step reaches', form(field('a', { type: 'score', score: { max: '5', step: '2', kind: 'base' } })), ['sections.0.fields.0.score.step FORM.SCORE_STEP']],
  ['anchors upwards', form(field('a', { type: 'score', score: { max: '5', step: '1', kind: 'base', anchors: [{ fromPct: 0, text: { zh: '差' } }, { fromPct: 85, text: { zh: '优' } }] } })), ['sections.0.fields.0.score.anchors FORM.ANCHORS_ORDER']],
  ['limits reversed', form(field('a', { type: 'integer', min: 2, max: 1 })), ['sections.0.fields.0.max FORM.RANGE_REVERSED']],
  ['a length of nothing', form(field('a', { maxLength: 0 })), ['sections.0.fields.0.maxLength FORM.LENGTH_NOT_POSITIVE']],
  ['a limit beyond writing', form(field('a', { type: 'number', max: 1e21 })), ['sections.0.fields.0.max FORM.LIMIT_NOT_A_NUMBER']],
])('%s', (_rule, definition, expected) => {
  expect(checkDefinition(definition).map((one) => `${one.path} ${one.code}`)).toEqual(expected);
});
