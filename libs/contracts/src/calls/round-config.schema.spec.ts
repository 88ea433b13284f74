import { z } from 'zod';
import { TEMPLATES } from '@weichuang/domain/calls/templates/library';
import { buildRound, datesFrom } from '@weichuang/domain/calls/templates/template';
import { RoundConfigSchema } from './round-config.schema';

const uuid = (n: number) => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const configs = TEMPLATES.map((template) => {
  const ids = Object.fromEntries(Object.keys(template.forms).map((key, i) => [key, uuid(i)]));
  return [template.id, buildRound(template, datesFrom(template, '2026-03-10'), ids)] as const;
});

it.each(configs)('takes the programme %s as it is', (_id, config) => {
  expect(RoundConfigSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
});

const sound = configs[0]![1];
it.each<[string, object]>([
  ['an instant without its offset', { calendar: { ...sound.calendar, openAt: '2026-03-10T09:00:00' } }],
  ['money in yuan', { poolFen: 660000.5 }],
  ['a cap without its category', { budget: { ...sound.budget, caps: [{ id: 'a', clause: 'x', kind: 'absolute', maxFen: 1 }] } }],
  ['a share of another kind', { budget: { ...sound.budget, caps: [{ id: 'a', clause: 'x', kind: 'min_own_share', minBp: 1, category: 'tax' }] } }],
  ['an unknown tie rule', { review: { ...sound.review, ties: [{ kind: 'coin' }] } }],
  ['a misspelt key', { tranche: [] }],
  ['a form version that is no id', { progressReport: { formVersionId: 'x' } }],
])('refuses %s', (_rule, more) => expect(RoundConfigSchema.safeParse({ ...sound, ...more }).success).toBe(false));

it('can be described for the OpenAPI document', () => {
  expect(z.toJSONSchema(RoundConfigSchema, { io: 'input' })).toMatchObject({ type: 'object', additionalProperties: false });
});
