import type { Field, FormDefinition } from './definition';
import { carryOver, diffDefinitions, validatePinned } from './pin';

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, type: 'text', label: { zh: '题' }, ...more });
const form = (...sections: Field[][]): FormDefinition => ({ sections: sections.map((fields, i) => ({ id: `s${i}`, title: { zh: '节' }, fields })) });
const before = form([field('name', { required: true }), field('old'), field('moved')], [field('amount', { type: 'number' })]);
const after = form([field('name', { required: true, maxLength: 3, label: { zh: '题', en: 'Name' } })], [field('moved'), field('amount', { type: 'money' }), field('fresh', { required: true })]);

it('says field by field what differs', () => {
  expect(diffDefinitions(before, after)).toEqual([
    { kind: 'changed', fieldId: 'name', aspects: ['label', 'maxLength'] },
    { kind: 'changed', fieldId: 'moved', aspects: ['section'] },
    { kind: 'changed', fieldId: 'amount', aspects: ['type'] },
    { kind: 'added', fieldId: 'fresh' },
    { kind: 'removed', fieldId: 'old' },
  ]);
  expect(diffDefinitions(after, after)).toEqual([]);
});

it('judges answers by the version they were begun on', () => {
  const versions = new Map([['v1', before], ['v2', after]]);
  const answers = { name: '四个字呀' };
  expect(validatePinned(versions, { versionId: 'v1', answers }, { mode: 'final' })).toEqual([]);
  expect(validatePinned(versions, { versionId: 'v2', answers }, { mode: 'final' }).map((one) => one.path)).toEqual(['name', 'fresh']);
  expect(() => validatePinned(versions, { versionId: 'v0', answers }, { mode: 'final' })).toThrow('v0');
});

it('previews a move between versions and loses nothing silently', () => {
  const moved = carryOver(before, after, { name: '四个字呀', old: '旧', moved: 'm', amount: '12.5' });
  expect(moved.answers).toEqual({ name: '四个字呀', moved: 'm' });
  expect(moved.lost).toEqual(['old', 'amount']);
  expect(moved.invalid.map((one) => one.code)).toEqual(['FIELD.TOO_LONG']);
  expect(moved.asked).toEqual(['fresh']);
});
