import { actKeys } from './act-key';

it('repeats the key of the same content, and has another for changed content', () => {
  let n = 0;
  const keyOf = actKeys(() => `key-${++n}`);
  expect(keyOf({ served: 12, note: 'a' })).toBe('key-1');
  expect(keyOf({ served: 12, note: 'a' })).toBe('key-1');
  expect(keyOf({ served: 21, note: 'a' })).toBe('key-2');
  // back to the first content is an act of its own too: the server may have kept the second
  expect(keyOf({ served: 12, note: 'a' })).toBe('key-3');
});
