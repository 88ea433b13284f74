import fc from 'fast-check';
import { SHORTEST_PASSWORD, whyNotPassword } from './password';

const person = { email: 'wang.xiaoming@street.gov.cn', name: '王小明' };

describe('a new password', () => {
  it.each([
    ['short', '短密码九个字符呀', 'PASSWORD.SHORT'],
    ['ten characters of any kind', '春天的花开在社区门口', null],
    ['long, small letters only', 'correct horse battery', null],
    ['too long', 'ab1-'.repeat(40), 'PASSWORD.LONG'],
    ['from the lists', 'Password123', 'PASSWORD.COMMON'],
    ['one character', 'aaaaaaaaaaaa', 'PASSWORD.COMMON'],
    ['a run', 'abcdefghijkl', 'PASSWORD.COMMON'],
    ['a piece again and again', 'abcdeabcdeabcde', 'PASSWORD.COMMON'],
    ['the mail address', 'wang.xiaoming1', 'PASSWORD.PERSONAL'],
    ['the address within a long sentence', 'wang.xiaoming likes gardens', null],
  ])('%s', (_, password, code) => expect(whyNotPassword(password, person)).toBe(code));

  it('is never taken below ten characters, counted as a reader counts them', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 9 }), (text) => {
      if ([...text].length < SHORTEST_PASSWORD) expect(whyNotPassword(text, person)).toBe('PASSWORD.SHORT');
    })));
});
