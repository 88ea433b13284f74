import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { checkDefinition } from '@weichuang/domain/forms/definition-check';
import { addField, addSection, FIELD_TYPES, freshId, move, placeOf, remove, retyped } from './editing';

const field = (id: string) => ({ id, type: 'text', label: { zh: id } }) as const;
const form: FormDefinition = { sections: [{ id: 's', title: { zh: '一' }, fields: [field('a'), field('b')] }, { id: 't', title: { zh: '二' }, fields: [field('c')] }] };
const order = (definition: FormDefinition) => definition.sections.map((section) => section.fields.map((one) => one.id).join('')).join('|');

it.each([
  ['down', { section: 0, field: 0 }, 1, 'ba|c', { section: 0, field: 1 }],
  ['over into the next section', { section: 0, field: 1 }, 1, 'a|bc', { section: 1, field: 0 }],
  ['back into the section before', { section: 1, field: 0 }, -1, 'abc|', { section: 0, field: 2 }],
  ['a whole section', { section: 0, field: null }, 1, 'c|ab', { section: 1, field: null }],
] as const)('moves %s', (_rule, place, by, result, at) => {
  const moved = move(form, place, by);
  expect(moved && order(moved.definition)).toBe(result);
  expect(moved?.place).toEqual(at);
});

it.each([[{ section: 0, field: 0 }, -1], [{ section: 1, field: 0 }, 1], [{ section: 0, field: null }, -1]] as const)('has nowhere to go from %j', (place, by) => expect(move(form, place, by)).toBeNull());

it('adds with ids that are not taken, and takes away', () => {
  const grown = addField(addField(addSection(form), 2, 'text'), 2, 'text');
  expect(grown.sections[2]?.fields.map((one) => one.id)).toEqual(['text_1', 'text_2']);
  expect(order(remove(grown, { section: 2, field: 0 }))).toBe('ab|c|text_2');
  expect(freshId('a', new Set(['a_1', 'a_3']))).toBe('a_2');
});

it.each(FIELD_TYPES)('a new field of type %s lacks nothing but words', (type) => {
  const problems = checkDefinition({ sections: [{ id: 's', title: { zh: '一' }, fields: [retyped(field('x'), type)] }] });
  expect(problems.filter((problem) => problem.code !== 'FORM.LABEL_MISSING')).toEqual([]);
});

it.each([['sections.1.fields.2.options.0.label', { section: 1, field: 2 }], ['sections.0.title', { section: 0, field: null }], ['sections', null]])('finds the place of %s', (path, place) => expect(placeOf(path)).toEqual(place));
