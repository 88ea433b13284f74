import { linkOf, TELLING_RULES } from './rules';

it('tells of each kind of event once', () => {
  const kinds = TELLING_RULES.map((rule) => rule.kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});

it.each([
  ['application.return', { id: 'a', round: 'r', project: null }, '/app/applications/a'],
  ['tranche.pay', { id: 't', round: 'r', project: 'p' }, '/app/projects/p?tab=money'],
  ['finding.report', { id: 'f', round: 'r', project: 'p' }, '/app/projects/p?tab=supervision'],
  ['tranche.pay', { id: 't', round: 'r', project: null }, '/app'],
])('leads from %s', (kind, ids, link) => {
  const rule = TELLING_RULES.find((each) => each.kind === kind);
  expect(rule && linkOf(rule, ids)).toBe(link);
});
