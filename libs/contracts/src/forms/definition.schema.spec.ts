import { TEMPLATES } from '@weichuang/domain/calls/templates/library';
import { AnswersSchema, FormDefinitionSchema } from './definition.schema';

const forms = TEMPLATES.flatMap((template) => Object.entries(template.forms).map(([key, one]) => [`${template.id} ${key}`, one.definition] as const));

it.each(forms)('takes %s of the library as it is', (_name, definition) => {
  expect(FormDefinitionSchema.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
});

const field = { id: 'a', type: 'text', label: { zh: '题' } };
const of = (...fields: unknown[]) => ({ sections: [{ id: 's', title: { zh: '一' }, fields }] });

it.each<[string, unknown]>([
  ['no object', 'form'],
  ['a type of its own', of({ ...field, type: 'video' })],
  ['a misspelt key', of({ ...field, requried: true })],
  ['no label', of({ id: 'a', type: 'text' })],
  ['a comparison without its value', of({ ...field, showIf: { field: 'b', is: 'equals' } })],
  ['a score in a float', of({ ...field, type: 'score', score: { max: 20, step: '1', kind: 'base' } })],
])('refuses %s', (_rule, value) => expect(FormDefinitionSchema.safeParse(value).success).toBe(false));

it('refuses what is nested beyond all forms, without falling over it', () => {
  let condition: unknown = { field: 'a', is: 'answered' };
  for (let i = 0; i < 100_000; i++) condition = { not: condition };
  expect(FormDefinitionSchema.safeParse(of(field, { ...field, id: 'b', showIf: condition })).success).toBe(false);
});

it('takes any answers by field id', () => {
  expect(AnswersSchema.safeParse({ a: [1, { b: null }] }).success).toBe(true);
  expect(AnswersSchema.safeParse([1]).success).toBe(false);
});
