import type { EligibilityRule } from '../calls/round-config';
import { type EligibilityFacts, type Outcome, checkEligibility } from './rules';

const facts: EligibilityFacts = {
  applicantKind: 'registered',
  track: { applicants: ['registered'], hostRequired: false },
  host: null,
  usccCode: '52320214MJ00000182',
  registeredOn: '2025-04-10',
  onDay: '2026-04-10',
  applications: 1,
  needId: 'n',
  needPublished: true,
  pairing: 'accepted',
  budgetProblems: [],
  isUndertaker: false,
  sanctions: [],
};
const group: Partial<EligibilityFacts> = { applicantKind: 'filed_group', usccCode: null, registeredOn: null, track: { applicants: ['filed_group', 'resident_group'], hostRequired: true }, host: { name: '街道社联', registered: true } };
type Kind = EligibilityRule['kind'];
const rule = (kind: Kind): EligibilityRule => {
  const base = { id: kind, title: { zh: '条' }, clause: '条款' };
  if (kind === 'registered_months') return { ...base, kind, min: 12 };
  return kind === 'max_applications' ? { ...base, kind, max: 2 } : { ...base, kind };
};

it.each<[string, Kind, Partial<EligibilityFacts>, Outcome, string]>([
  ['admitted', 'applicant_kind', {}, 'pass', 'KIND_ADMITTED'],
  ['not admitted', 'applicant_kind', { applicantKind: 'resident_group' }, 'fail', 'KIND_NOT_ADMITTED'],
  ['kind not known', 'applicant_kind', { applicantKind: null }, 'manual', 'NOT_KNOWN'],
  ['a registered one needs no host', 'host_named', {}, 'pass', 'HOST_NOT_NEEDED'],
  ['a group with its host', 'host_named', group, 'pass', 'HOST_NAMED'],
  ['a group alone', 'host_named', { ...group, host: null }, 'fail', 'HOST_MISSING'],
  ['a host without personality', 'host_named', { ...group, host: { name: '队', registered: false } }, 'fail', 'HOST_NOT_REGISTERED'],
  ['code', 'uscc_valid', {}, 'pass', 'USCC_VALID'],
  ['one digit wrong', 'uscc_valid', { usccCode: '52320214MJ00000183' }, 'fail', 'USCC_INVALID'],
  ['code of an enterprise', 'uscc_valid', { usccCode: '91350100M000100Y43' }, 'manual', 'USCC_NOT_SOCIAL'],
  ['no code known', 'uscc_valid', { usccCode: null }, 'manual', 'NOT_KNOWN'],
  ['a group has none', 'uscc_valid', group, 'pass', 'GROUP_HAS_NO_CODE'],
  ['a year to the day', 'registered_months', {}, 'pass', 'REGISTERED_LONG_ENOUGH'],
  ['a day too young', 'registered_months', { registeredOn: '2025-04-11' }, 'fail', 'REGISTERED_TOO_RECENTLY'],
  ['date not known', 'registered_months', { registeredOn: null }, 'manual', 'NOT_KNOWN'],
  ['a group is not registered', 'registered_months', group, 'pass', 'GROUP_NOT_REGISTERED'],
  ['two applications', 'max_applications', { applications: 2 }, 'pass', 'APPLICATIONS_COUNTED'],
  ['three', 'max_applications', { applications: 3 }, 'fail', 'TOO_MANY_APPLICATIONS'],
  ['need', 'need_cited', {}, 'pass', 'NEED_CITED'],
  ['no need', 'need_cited', { needId: null, needPublished: null }, 'fail', 'NEED_MISSING'],
  ['a need not on the list', 'need_cited', { needPublished: false }, 'fail', 'NEED_NOT_PUBLISHED'],
  ['paired', 'paired', {}, 'pass', 'PAIRED'],
  ['asked, not answered', 'paired', { pairing: 'requested' }, 'manual', 'PAIRING_OPEN'],
  ['declined', 'paired', { pairing: 'declined' }, 'fail', 'NOT_PAIRED'],
  ['within caps', 'within_caps', {}, 'pass', 'WITHIN_CAPS'],
  ['over a cap', 'within_caps', { budgetProblems: [{ path: 'budget.lines.1', code: 'BUDGET.ABSOLUTE' }] }, 'fail', 'OVER_CAPS'],
  ['caps of a broken budget', 'within_caps', { budgetProblems: [{ path: 'budget.lines.1', code: 'BUDGET.NOT_WHOLE_FEN' }] }, 'manual', 'NOT_KNOWN'],
  ['adds up though over a cap', 'budget_adds_up', { budgetProblems: [{ path: 'budget.lines.1', code: 'BUDGET.ABSOLUTE' }] }, 'pass', 'BUDGET_ADDS_UP'],
  ['does not add up', 'budget_adds_up', { budgetProblems: [{ path: 'budget.lines.1', code: 'BUDGET.NOT_WHOLE_FEN' }] }, 'fail', 'BUDGET_DOES_NOT_ADD_UP'],
  ['undertaker', 'not_undertaker', { isUndertaker: true }, 'fail', 'IS_UNDERTAKER'],
  ['not the undertaker', 'not_undertaker', {}, 'pass', 'NOT_UNDERTAKER'],
  ['sanctioned', 'not_sanctioned', { sanctions: [{ kind: 'programme_ban', until: '2028-01-01' }] }, 'fail', 'SANCTIONED'],
  ['clean', 'not_sanctioned', {}, 'pass', 'NO_SANCTION'],
  ['register not asked', 'not_sanctioned', { sanctions: null }, 'manual', 'NOT_KNOWN'],
  ['a person looks', 'manual', {}, 'manual', 'PERSON_LOOKS'],
])('%s', (_rule, kind, more, outcome, code) => {
  expect(checkEligibility([rule(kind)], { ...facts, ...more })).toMatchObject([{ ruleId: kind, clause: '条款', outcome, evidence: { code: `ELIGIBILITY.${code}` } }]);
});

it('says from when on it would hold', () => {
  const [result] = checkEligibility([rule('registered_months')], { ...facts, registeredOn: '2025-08-31' });
  expect(result!.evidence.params).toEqual({ registeredOn: '2025-08-31', months: 12, from: '2026-08-31' });
});
