import fc from 'fast-check';
import { sameAnswer } from './answer';
import { mergePatch, patchBetween, saveRevision } from './merge';

const value = fc.oneof(fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''), fc.integer(), fc.boolean(), fc.array(fc.integer(), { minLength: 1 }));
const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);
const patch = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(value, { nil: null }));

describe('mergePatch', () => {
  it('takes fields away with null, replaces whole answers, keeps the rest', () => {
    expect(mergePatch({ a: [1, 2], b: 'x', c: 1 }, { a: [3], b: null })).toEqual({ a: [3], c: 1 });
  });
  it('twice is once', () => {
    fc.assert(fc.property(answers, patch, (state, change) => sameAnswer(mergePatch(mergePatch(state, change), change), mergePatch(state, change))));
  });
  it('patches of different fields come in any order', () => {
    fc.assert(
      fc.property(answers, patch, patch, (state, left, right) => {
        const apart = Object.fromEntries(Object.entries(right).filter(([id]) => !(id in left)));
        return sameAnswer(mergePatch(mergePatch(state, left), apart), mergePatch(mergePatch(state, apart), left));
      }),
    );
  });
  it('the patch between two states leads from one to the other', () => {
    fc.assert(fc.property(answers, answers, (before, after) => sameAnswer(mergePatch(before, patchBetween(before, after)), after)));
  });
  it('does not touch prototypes', () => {
    mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('saveRevision', () => {
  const start = { revision: 3, answers: { a: 'one', b: 'two' }, touched: { a: 1, b: 3 } };
  it.each([
    ['nobody else was here', { baseRevision: 3, patch: { b: 'new' } }, 4, []],
    ['somebody changed another field', { baseRevision: 2, patch: { a: 'new' } }, 4, []],
    ['somebody changed the same field', { baseRevision: 2, patch: { b: 'new' } }, 3, ['b']],
    ['somebody changed it to the same', { baseRevision: 2, patch: { b: 'two' } }, 3, []],
    ['one of two', { baseRevision: 2, patch: { a: 'new', b: 'new' } }, 4, ['b']],
    ['nothing changed', { baseRevision: 3, patch: { a: 'one' } }, 3, []],
    ['sent again after a cut line', { baseRevision: 2, patch: {} }, 3, []],
  ])('%s', (_case, edit, revision, conflicts) => {
    const saved = saveRevision(start, edit);
    expect(saved.revision).toBe(revision);
    expect(saved.conflicts.map((one) => one.fieldId)).toEqual(conflicts);
  });
  it('shows both answers of a conflict and keeps theirs', () => {
    const saved = saveRevision(start, { baseRevision: 2, patch: { b: 'mine' } });
    expect(saved.conflicts).toEqual([{ fieldId: 'b', mine: 'mine', theirs: 'two' }]);
    expect(saved.answers).toEqual(start.answers);
  });
  it('two people from one revision lose no word: each field is saved, equal, or a conflict', () => {
    fc.assert(
      fc.property(answers, patch, patch, (state, mine, theirs) => {
        const first = saveRevision({ revision: 1, answers: state, touched: {} }, { baseRevision: 1, patch: theirs });
        const second = saveRevision(first, { baseRevision: 1, patch: mine });
        const clashing = new Set(second.conflicts.map((one) => one.fieldId));
        for (const [id, answer] of Object.entries(mine)) if (!clashing.has(id) && !sameAnswer(second.answers[id], answer)) return false;
        for (const [id, answer] of Object.entries(theirs))
          if (!(id in mine && !clashing.has(id)) && !sameAnswer(second.answers[id], answer)) return false;
        return true;
      }),
    );
  });
});
