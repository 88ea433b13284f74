import { firstRefusal, needReason, refuseIf } from './checks';
import { refuse } from './denial';

it('refuses only what is wrong', () => {
  expect(refuseIf(false, 'A.B')).toBeNull();
  expect(refuseIf(true, 'A.B', { n: 1 }, 'limit')).toEqual(refuse('A.B', { n: 1 }, 'limit'));
  expect(refuseIf(true, 'A.B')).toEqual(refuse('A.B'));
});

it('answers with the first refusal', () => {
  expect(firstRefusal()).toBeNull();
  expect(firstRefusal(null, refuse('A.B'), refuse('C.D'))).toEqual(refuse('A.B'));
});

it.each([['', true], ['  \n', true], ['\u200b', true], ['新证据', false]])('reason %j is missing: %s', (reason, missing) => {
  expect(needReason(reason) !== null).toBe(missing);
});
