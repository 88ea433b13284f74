import fc from 'fast-check';
import { type Known, type Truth, all, any, evaluate, fieldsOf, not } from './conditions';
import type { Condition } from './definition';

const over = (answers: Record<string, unknown>, hidden: readonly string[] = []) => (id: string): Known =>
  hidden.includes(id) ? { hidden: true } : { hidden: false, value: answers[id] };

it.each<[string, Condition, Record<string, unknown>, Truth]>([
  ['equal text', { field: 'a', is: 'equals', value: 'x' }, { a: 'x' }, true],
  ['other text', { field: 'a', is: 'equals', value: 'x' }, { a: 'y' }, false],
  ['no answer is unknown, not no', { field: 'a', is: 'equals', value: 'x' }, {}, 'unknown'],
  ['an empty text is no answer', { field: 'a', is: 'equals', value: 'x' }, { a: '' }, 'unknown'],
  ['null is no answer', { field: 'a', is: 'atLeast', value: 1 }, { a: null }, 'unknown'],
  ['an unticked box is an answer', { field: 'a', is: 'equals', value: true }, { a: false }, false],
  ['answered', { field: 'a', is: 'answered' }, { a: 0 }, true],
  ['blank is plainly not answered', { field: 'a', is: 'answered' }, { a: [] }, false],
  ['includes', { field: 'a', is: 'includes', value: 'x' }, { a: ['y', 'x'] }, true],
  ['does not include', { field: 'a', is: 'includes', value: 'x' }, { a: ['y'] }, false],
  ['nothing chosen yet', { field: 'a', is: 'includes', value: 'x' }, { a: [] }, 'unknown'],
  ['decimal text at the limit', { field: 'a', is: 'atLeast', value: 0.3 }, { a: '0.30' }, true],
  ['decimal text just below', { field: 'a', is: 'atLeast', value: 0.3 }, { a: '0.2999999999999999999' }, false],
  ['money in fen', { field: 'a', is: 'atMost', value: 5000000 }, { a: 5000001 }, false],
  ['a number by its value', { field: 'a', is: 'equals', value: 1 }, { a: '1.0' }, true],
  ['a score by its score', { field: 'a', is: 'atLeast', value: 12 }, { a: { score: '12.5' } }, true],
  ['half a number is unknown', { field: 'a', is: 'atLeast', value: 1 }, { a: '1.' }, 'unknown'],
  ['not of unknown', { not: { field: 'a', is: 'equals', value: 'x' } }, {}, 'unknown'],
  ['all with one no', { all: [{ field: 'a', is: 'equals', value: 1 }, { field: 'b', is: 'equals', value: 1 }] }, { b: 2 }, false],
  ['all with one unknown', { all: [{ field: 'a', is: 'equals', value: 1 }, { field: 'b', is: 'equals', value: 1 }] }, { b: 1 }, 'unknown'],
  ['any with one yes', { any: [{ field: 'a', is: 'equals', value: 1 }, { field: 'b', is: 'equals', value: 1 }] }, { b: 1 }, true],
  ['any with one unknown', { any: [{ field: 'a', is: 'equals', value: 1 }, { field: 'b', is: 'equals', value: 1 }] }, { b: 2 }, 'unknown'],
])('%s', (_rule, condition, answers, truth) => {
  expect(evaluate(condition, over(answers))).toBe(truth);
});

it('takes a hidden field as unknown, whatever is stored', () => {
  expect(evaluate({ field: 'a', is: 'equals', value: 'x' }, over({ a: 'x' }, ['a']))).toBe('unknown');
  expect(evaluate({ field: 'a', is: 'answered' }, over({ a: 'x' }, ['a']))).toBe('unknown');
});

it('lists the fields read, each once', () => {
  expect(fieldsOf({ all: [{ field: 'a', is: 'answered' }, { not: { any: [{ field: 'b', is: 'answered' }, { field: 'a', is: 'answered' }] } }] })).toEqual(['a', 'b']);
});

describe('laws', () => {
  const truth = fc.constantFrom<Truth>(true, false, 'unknown');
  const names = ['a', 'b', 'c'] as const;
  const leaf = fc.record({ field: fc.constantFrom(...names), is: fc.constant('equals' as const), value: fc.integer({ min: 0, max: 2 }) });
  const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node;
  const answers = fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 0, max: 2 }));

  it('De Morgan', () => {
    fc.assert(fc.property(fc.array(truth), (truths) => not(all(truths)) === any(truths.map(not))));
  });
  it('an answer more never turns what was decided', () => {
    fc.assert(
      fc.property(condition, answers, answers, (rule, some, more) => {
        const before = evaluate(rule, over(some));
        const after = evaluate(rule, over({ ...more, ...some }));
        return before === 'unknown' || before === after;
      }),
    );
  });
  it('all answers there: never unknown', () => {
    fc.assert(fc.property(condition, answers, (rule, some) => evaluate(rule, over({ a: 0, b: 0, c: 0, ...some })) !== 'unknown'));
  });
});
