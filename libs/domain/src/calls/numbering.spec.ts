import fc from 'fast-check';
import { formatNumber, numberScope, patternProblems } from './numbering';

const parts = { street: 'SGJD', community: 'TXSQ', track: 'A', year: 2016, seq: 1 };

it.each([
  ['as in Luohu', '{street}-{community}-{year}-{seq}', parts, 'SGJD-TXSQ-2016-01'],
  ['wider', '{year}{seq:4}', parts, '20160001'],
  ['short year', '{year:2}-{seq:3}', parts, '16-001'],
  ['never cut', '{seq}', { ...parts, seq: 1234 }, '1234'],
  ['no community', '{street}-{community}-{year}-{seq}', { ...parts, community: '' }, 'SGJD-2016-01'],
  ['with the track', '微创投{year}{track}{seq:3}号', parts, '微创投2016A001号'],
])('%s', (_rule, pattern, given, number) => expect(formatNumber(pattern, given)).toBe(number));

it.each([
  ['{street}-{seq}', []],
  ['{street}', ['ROUND.NUMBERING_WITHOUT_SEQ']],
  ['{town}-{seq}', ['ROUND.NUMBERING_UNKNOWN_PART']],
  ['{seq}-{', ['ROUND.NUMBERING_UNKNOWN_PART']],
])('pattern %s', (pattern, codes) => expect(patternProblems(pattern).map((one) => one.code)).toEqual(codes));

it('two numbers of one scope differ', () => {
  const seq = fc.integer({ min: 1, max: 100_000 });
  fc.assert(fc.property(seq, seq, (a, b) => a === b || formatNumber('{street}-{year}-{seq}', { ...parts, seq: a }) !== formatNumber('{street}-{year}-{seq}', { ...parts, seq: b })));
  expect(numberScope('{street}-{community}-{year}-{seq:3}', parts)).toBe('SGJD-TXSQ-2016-#');
});
