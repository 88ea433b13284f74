import { isUnseen } from './text';

it.each([
  ['', true],
  [' \t\n\u3000', true],
  ['\u200b\u200d\u2060\ufeff', true],
  ['\u00ad', true],
  ['\u202e', true],
  ['\u3164', true],
  ['\u2800', true],
  ['0', false],
  ['。', false],
  ['\u200b䶮', false],
  ['👩‍👩‍👧', false],
  ['𠮷', false],
])('%j is unseen: %s', (text, unseen) => expect(isUnseen(text)).toBe(unseen));
