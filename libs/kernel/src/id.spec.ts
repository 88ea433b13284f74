import fc from 'fast-check';
import { isId, newId } from './id';

it('is a UUID of version 7 that carries its time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
      const id = newId(now);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
      expect(isId(id)).toBe(true);
    }),
  );
});

it('sorts by time and does not repeat', () => {
  expect(newId(1_000) < newId(1_001)).toBe(true);
  expect(new Set(Array.from({ length: 1000 }, () => newId(5))).size).toBe(1000);
});

it('sorts in the order of making within one millisecond', () => {
  const made = Array.from({ length: 1000 }, () => newId(7));
  expect([...made].sort()).toEqual(made);
});

it.each(['', 'x', '0190-0000', '0190a5d0-0000-7000-8000-00000000000', ' 0190a5d0-0000-7000-8000-000000000000'])('%j is no id', (text) => {
  expect(isId(text)).toBe(false);
});
