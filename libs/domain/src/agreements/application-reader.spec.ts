import type { Role } from '../identity/access';
import { whyNotReadApplication } from './application-reader';

it.each<[Role[], boolean, string | null]>([
  [['supervisor'], true, null],
  [['supervisor'], false, 'PROJECT.NOT_ASSIGNED'],
  [['evaluator'], false, 'PROJECT.NOT_ASSIGNED'],
  [['evaluator', 'supervisor'], true, null],
  [['supervisor', 'street_handler'], false, null],
  [['undertaker'], false, null],
])('%j, assigned %s: %s', (roles, assigned, code) => {
  expect(whyNotReadApplication({ roles, assigned })?.code ?? null).toBe(code);
});
