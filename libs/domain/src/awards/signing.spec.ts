import { isSigningOver } from './signing';

const round = '2026-04-30T18:00:00+08:00';

it.each([
  ['by the round before there is an agreement', null, '2026-04-30T17:59:59+08:00', false],
  ['the instant itself is too late', null, round, true],
  ['the last day belongs to it', { signed: false, signBy: '2026-05-10' }, '2026-05-10T23:59:59+08:00', false],
  ['an agreement with a later day than the round', { signed: false, signBy: '2026-05-10' }, '2026-05-11T00:00:00+08:00', true],
  ['an agreement with an earlier one', { signed: false, signBy: '2026-04-20' }, '2026-04-21T00:00:00+08:00', true],
])('signing is over: %s', (_, signing, now, over) => {
  expect(isSigningOver(signing, round, new Date(now))).toBe(over);
});
