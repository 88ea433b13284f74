import fc from 'fast-check';
import { isUscc, normaliseUscc, parseUscc, usccCheckCharacter } from './uscc';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const code = fc
  .tuple(
    fc.constantFrom('51', '52', '53', '54', '55', '11', '91', '93'),
    fc.integer({ min: 110_000, max: 659_999 }),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  .map(([head, region, body]) => head + String(region) + body.join(''))
  .map((first) => first + usccCheckCharacter(first)!);

it.each([
  ['52320214MJ00000182', 'social_service_agency', '320214', true],
  ['51320214MJ00000260', 'association', '320214', true],
  ['91350100M000100Y43', 'enterprise', '350100', false],
])('%s is a %s of %s', (text, kind, region, socialOrganization) => {
  expect(parseUscc(text)).toEqual({ code: text, kind, region, socialOrganization });
});

it.each([
  ['52320214MJ0000018', 'USCC.LENGTH'], ['', 'USCC.LENGTH'], ['52320214MJ0000018I', 'USCC.CHARACTER'], ['5232021OMJ00000182', 'USCC.CHARACTER'],
  ['52320214MJ00000183', 'USCC.CHECK'], ['5232A214MJ00000182', 'USCC.REGION'],
])('%j has the problem %s', (text, problem) => {
  expect(parseUscc(text)).toEqual({ problem });
});

it('takes it as people type it', () => {
  expect(normaliseUscc(' ５2320214-mj00 000182 ')).toBe('52320214MJ00000182');
  expect(isUscc(' 52320214 MJ0000 0182')).toBe(true);
});

it('any single changed character is noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(17), fc.constantFrom(...ALPHABET), (valid, at, char) => {
      expect(isUscc(valid)).toBe(true);
      fc.pre(valid[at] !== char);
      expect(isUscc(valid.slice(0, at) + char + valid.slice(at + 1))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('the check character can be any of the 31', () => {
  const seen = new Set(Array.from({ length: 400 }, (_, i) => usccCheckCharacter(`52320214MJ0000${String(i).padStart(3, '0')}`)));
  expect(seen.size).toBe(31);
  expect(usccCheckCharacter('I'.repeat(17))).toBeNull();
  expect(usccCheckCharacter('1')).toBeNull();
});
