import type { Role } from '../identity/access';
import { toldOf, whyNotLookInto } from './project-reader';

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

it.each([
  ['evaluation.recuse', ['applicant_owner'], false], ['evaluation.return', ['applicant_member'], false], ['evaluation.confirm', ['applicant_owner'], true], ['evaluation.submit', ['community_committee'], false],
  ['evaluation.recuse', ['evaluator'], false], ['evaluation.recuse', ['supervisor', 'street_handler'], true], ['evaluation.recuse', ['auditor'], true], ['tranche.pay', ['applicant_owner'], true],
] as const)('%s is told to %p: %p', (kind, roles, told) => expect(toldOf(kind, roles)).toBe(told));
