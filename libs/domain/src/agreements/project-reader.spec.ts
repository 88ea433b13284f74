import type { Role } from '../identity/access';
import { whyNotLookInto } from './project-reader';

it.each<[Role[], boolean, string | null]>([
  [['supervisor'], true, null],
  [['supervisor'], false, 'PROJECT.NOT_ASSIGNED'],
  [['evaluator'], false, 'PROJECT.NOT_ASSIGNED'],
  [['evaluator', 'supervisor'], true, null],
  [['supervisor', 'street_handler'], false, null],
  [['undertaker'], false, null],
])('%j, assigned %s: %s', (roles, assigned, code) => {
  expect(whyNotLookInto({ roles, assigned })?.code ?? null).toBe(code);
});
