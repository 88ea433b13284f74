import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

it.each<[unknown, string]>([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ a: undefined, z: { d: 2, c: '引"号' } }, '{"z":{"c":"引\\"号","d":2}}'],
  [new Date('2026-04-10T09:00:00Z'), '"2026-04-10T09:00:00.000Z"'],
  [-0, '0'],
  [[], '[]'],
  [{ 10: 'x', 9: 'y' }, '{"10":"x","9":"y"}'],
])('%j', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

const cycle: Record<string, unknown> = {};
cycle.self = cycle;
it.each<[string, unknown]>([['NaN', NaN], ['Infinity', { a: Infinity }], ['bigint', 1n], ['function', { f: () => 0 }], ['undefined', [undefined]], ['cycle', cycle]])(
  'refuses %s',
  (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

it('is JSON of the same data, whatever the order of the keys', () => {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, turned(v)]))
        : value;
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned(value))).toBe(text);
    }),
  );
});
