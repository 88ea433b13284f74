import { compareDecimals, decimal, isMultipleOf } from '@weichuang/kernel/decimal';
import fc from 'fast-check';
import { bands, stepScore } from './score';

const spec = { max: '20', step: '0.5' };

it.each([
  ['', 1, '0'], ['', -1, '20'], ['18.5', 1, '19'], ['20', 1, '20'], ['0', -1, '0'], ['0.3', -1, '0'], ['19.8', 1, '20'], ['bad', 1, '0'],
] as const)('from %p by %p to %p', (from, direction, to) => expect(stepScore(from, spec, direction)).toBe(to));

it('never leaves 0 to max, and stays on the steps', () => {
  fc.assert(
    fc.property(fc.constantFrom('1', '0.5', '0.1', '0.01'), fc.array(fc.constantFrom(1 as const, -1 as const), { maxLength: 60 }), (step, presses) => {
      let score = '';
      for (const press of presses) {
        score = stepScore(score, { max: '3', step }, press);
        expect(compareDecimals(decimal(score), decimal('0'))).toBeGreaterThanOrEqual(0);
        expect(compareDecimals(decimal(score), decimal('3'))).toBeLessThanOrEqual(0);
        expect(isMultipleOf(decimal(score), decimal(step))).toBe(true);
      }
    }),
  );
});

const anchors = { ...spec, kind: 'base' as const, anchors: [{ fromPct: 0, text: { zh: '差' } }, { fromPct: 90, text: { zh: '好' } }, { fromPct: 62.5, text: { zh: '中' } }] };

it('shows anchors as points, best first', () =>
  expect(bands(anchors, '', (text) => text.zh)).toEqual([
    { text: '好', from: '18', to: '20', closed: true, here: false },
    { text: '中', from: '12.5', to: '18', closed: false, here: false },
    { text: '差', from: '0', to: '12.5', closed: false, here: false },
  ]));

it.each([['20', '好'], ['18', '好'], ['17.5', '中'], ['12.5', '中'], ['0', '差']])('%s lies in %s', (score, text) =>
  expect(bands(anchors, score, (one) => one.zh).filter((band) => band.here).map((band) => band.text)).toEqual([text]));

it.each([
  ['18', '1', [['16', '18'], ['11', '16'], ['0', '11']]],
  ['15', '0.5', [['13', '15'], ['9', '13'], ['0', '9']]],
  ['1', '1', [['1', '1'], ['0', '1']]],
] as const)('of %s points by %s the limits are scores that can be given', (max, step, limits) =>
  expect(bands({ kind: 'base', max, step, anchors: [85, 60, 0].map((fromPct) => ({ fromPct, text: { zh: '' } })) }, '', (one) => one.zh).map(({ from, to }) => [from, to])).toEqual(limits));
