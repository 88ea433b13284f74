import { refuse } from './denial';
import { actionsOf, defineMachine, whyNot } from './machine';

const door = defineMachine<{ locked: boolean }>()({
  name: 'door',
  initial: 'shut',
  states: ['shut', 'open', 'gone'],
  steps: {
    open: { from: ['shut'], to: 'open', can: 'door.use', unless: (f) => (f.locked ? refuse('DOOR.LOCKED') : null) },
    shut: { from: ['open'], to: 'shut', can: 'door.use' },
    remove: { from: ['shut', 'open'], to: 'gone', can: 'door.remove' },
  },
});

it.each([
  ['shut', 'open', false, null],
  ['shut', 'open', true, 'DOOR.LOCKED'],
  ['open', 'open', false, 'STATE.WRONG'],
  ['gone', 'shut', false, 'STATE.WRONG'],
] as const)('%s → %s, locked %s: %s', (state, event, locked, code) => {
  expect(whyNot(door, state, event, { locked })?.code ?? null).toBe(code);
});

it('lists the steps out of a state that the person may take, each with its reason', () => {
  expect(actionsOf(door, 'shut', { locked: true }, () => true)).toEqual([
    { event: 'open', allowed: false, why: refuse('DOOR.LOCKED') },
    { event: 'remove', allowed: true },
  ]);
  expect(actionsOf(door, 'open', { locked: true }, (permission) => permission === 'door.use')).toEqual([{ event: 'shut', allowed: true }]);
  expect(actionsOf(door, 'gone', { locked: false }, () => true)).toEqual([]);
});

it('does not start with a state nobody can reach', () => {
  expect(() =>
    defineMachine<null>()({ name: 'm', initial: 'a', states: ['a', 'b', 'c'], steps: { go: { from: ['b'], to: 'c', can: 'x' } } }),
  ).toThrow('machine m: unreachable b, c');
});
