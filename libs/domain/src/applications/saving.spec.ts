import fc from 'fast-check';
import type { FormDefinition } from '../forms/definition';
import { hintsFor, layOver, type WritingFacts, writingRefusal } from './saving';

const closes = '2026-04-10T17:00:00+08:00';
const end = new Date(closes);
const facts: WritingFacts = { state: 'draft', now: new Date('2026-04-01T12:00:00+08:00'), window: { openAt: '2026-03-10T09:00:00+08:00', closeAt: closes }, correctBy: null, returnedFields: [] };
const back: Partial<WritingFacts> = { state: 'returned', correctBy: '2026-04-16T00:00:00+08:00', returnedFields: ['budget', 'host'] };

it.each<[string, Partial<WritingFacts>, string[], string | null]>([
  ['a draft', {}, ['summary'], null],
  ['to the last millisecond', { now: new Date(end.getTime() - 1) }, ['summary'], null],
  ['not at the closing', { now: end }, ['summary'], 'CALL.CLOSED'],
  ['not what was handed in', { state: 'submitted' }, ['summary'], 'APPLICATION.NOT_WRITABLE'],
  ['not what has ended', { state: 'withdrawn' }, [], 'APPLICATION.NOT_WRITABLE'],
  ['a correction after the closing', { ...back, now: end }, ['budget', 'host'], null],
  ['a correction of something else', { ...back, now: end }, ['budget', 'goal'], 'APPLICATION.NOT_RETURNED'],
  ['a correction after its own end', { ...back, now: new Date('2026-04-16T00:00:00+08:00') }, ['budget'], 'APPLICATION.CORRECTION_CLOSED'],
  ['asking whether anything may be', { ...back, now: end }, [], null],
])('%s', (_rule, more, keys, code) => expect(writingRefusal({ ...facts, ...more }, keys)?.code ?? null).toBe(code));

const form: FormDefinition = { sections: [{ id: 's', title: { zh: 's' }, fields: ['a', 'b', 'c'].map((id) => ({ id, type: 'text', label: { zh: id } })) }] };
const held = { answers: { a: '1' }, touched: { a: 3 }, revision: 5 };

it.each([
  ['keeps what the form asks', 5, { b: '2', strange: 'x' }, { changed: ['b'], answers: { a: '1', b: '2' }, revision: 6 }],
  ['takes an answer away', 5, { a: null }, { changed: ['a'], answers: {}, revision: 6 }],
  ['changes nothing when nothing is new', 2, { a: '1' }, { changed: [], revision: 5, conflicts: [] }],
  ['names what somebody else changed first', 2, { a: '9' }, { changed: [], conflicts: [{ fieldId: 'a', mine: '9', theirs: '1' }] }],
  ['leaves out what cannot be stored', 5, { b: 'x\u0000', c: 'y' }, { changed: ['c'], unstorable: [{ path: 'b', code: 'FIELD.UNSTORABLE_TEXT' }] }],
  ['leaves out what is of another shape', 5, { b: 7 }, { changed: [], unstorable: [{ path: 'b', code: 'FIELD.WRONG_SHAPE' }] }],
])('%s', (_rule, baseRevision, patch, expected) => expect(layOver(form, held, { baseRevision, patch })).toMatchObject(expected));

it('hints at what is wrong, not at what is blank yet', () => {
  const strict: FormDefinition = { sections: [{ id: 's', title: { zh: 's' }, fields: [{ id: 'a', type: 'phone', label: { zh: 'a' }, required: true }, { id: 'b', type: 'text', label: { zh: 'b' }, required: true }] }] };
  expect(hintsFor(strict, { a: '12' }, ['a', 'b'])).toEqual([{ path: 'a', code: 'FIELD.NOT_A_PHONE' }]);
});

it('merges patches of different fields to the same, in whatever order', () =>
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      const start = { answers: {}, touched: {}, revision: 1 };
      const run = (first: object, second: object) => layOver(form, layOver(form, start, { baseRevision: 1, patch: { ...first } }), { baseRevision: 1, patch: { ...second } }).answers;
      expect(run({ a: one }, { b: two })).toEqual(run({ b: two }, { a: one }));
    }),
  ));
