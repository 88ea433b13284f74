import { type CalendarDate, addMonths } from '@weichuang/kernel/calendar';
import type { FieldProblem, RefusalParams } from '@weichuang/kernel/denial';
import { parseUscc } from '@weichuang/kernel/uscc';
import type { ApplicantKind, EligibilityRule } from '../calls/round-config';

/** What is known of an application and its applicant. Null: not known, which sends the rule to a person. */
export interface EligibilityFacts {
  readonly applicantKind: ApplicantKind | null;
  readonly track: { readonly applicants: readonly ApplicantKind[]; readonly hostRequired: boolean };
  readonly host: { readonly name: string; readonly registered: boolean } | null;
  /** of the applicant, or of its host when it is a group */
  readonly usccCode: string | null;
  readonly registeredOn: CalendarDate | null;
  /** the day the months are counted to: the closing day of the call, in China */
  readonly onDay: CalendarDate;
  /** applications of this applicant in the round that are handed in, this one included */
  readonly applications: number;
  readonly needId: string | null;
  /** the cited need is on the round's published list; null when none is cited */
  readonly needPublished: boolean | null;
  readonly pairing: 'none' | 'requested' | 'accepted' | 'declined' | 'withdrawn';
  readonly budgetProblems: readonly FieldProblem[];
  readonly isUndertaker: boolean;
  /** in force on the day; null when the register was not looked at */
  readonly sanctions: readonly { readonly kind: string; readonly until: CalendarDate | null }[] | null;
}

export type Outcome = 'pass' | 'fail' | 'manual';

export interface RuleResult {
  readonly ruleId: string;
  readonly kind: EligibilityRule['kind'];
  readonly clause: string;
  readonly outcome: Outcome;
  /** what it was decided on: a code with its figures, said in the checker's language by the messages */
  readonly evidence: { readonly code: EvidenceCode; readonly params?: RefusalParams };
}

export const EVIDENCE_CODES = [
  'ELIGIBILITY.KIND_ADMITTED',
  'ELIGIBILITY.KIND_NOT_ADMITTED',
  'ELIGIBILITY.HOST_NAMED',
  'ELIGIBILITY.HOST_MISSING',
  'ELIGIBILITY.HOST_NOT_REGISTERED',
  'ELIGIBILITY.HOST_NOT_NEEDED',
  'ELIGIBILITY.USCC_VALID',
  'ELIGIBILITY.USCC_INVALID',
  'ELIGIBILITY.USCC_NOT_SOCIAL',
  'ELIGIBILITY.GROUP_HAS_NO_CODE',
  'ELIGIBILITY.REGISTERED_LONG_ENOUGH',
  'ELIGIBILITY.REGISTERED_TOO_RECENTLY',
  'ELIGIBILITY.GROUP_NOT_REGISTERED',
  'ELIGIBILITY.APPLICATIONS_COUNTED',
  'ELIGIBILITY.TOO_MANY_APPLICATIONS',
  'ELIGIBILITY.NEED_CITED',
  'ELIGIBILITY.NEED_MISSING',
  'ELIGIBILITY.NEED_NOT_PUBLISHED',
  'ELIGIBILITY.PAIRED',
  'ELIGIBILITY.PAIRING_OPEN',
  'ELIGIBILITY.NOT_PAIRED',
  'ELIGIBILITY.WITHIN_CAPS',
  'ELIGIBILITY.OVER_CAPS',
  'ELIGIBILITY.BUDGET_ADDS_UP',
  'ELIGIBILITY.BUDGET_DOES_NOT_ADD_UP',
  'ELIGIBILITY.NOT_UNDERTAKER',
  'ELIGIBILITY.IS_UNDERTAKER',
  'ELIGIBILITY.NO_SANCTION',
  'ELIGIBILITY.SANCTIONED',
  'ELIGIBILITY.NOT_KNOWN',
  'ELIGIBILITY.PERSON_LOOKS',
] as const;
export type EvidenceCode = (typeof EVIDENCE_CODES)[number];

/** Every rule of the round over the facts, in the round's order. What the data cannot say goes to a person, never to "fail". */
export const checkEligibility = (rules: readonly EligibilityRule[], facts: EligibilityFacts): RuleResult[] =>
  rules.map((rule) => {
    const [outcome, code, params] = decide(rule, facts);
    return { ruleId: rule.id, kind: rule.kind, clause: rule.clause, outcome, evidence: params ? { code, params } : { code } };
  });

type Decision = readonly [outcome: Outcome, code: EvidenceCode, params?: RefusalParams];
const UNKNOWN: Decision = ['manual', 'ELIGIBILITY.NOT_KNOWN'];

function decide(rule: EligibilityRule, facts: EligibilityFacts): Decision {
  const group = facts.applicantKind !== null && facts.applicantKind !== 'registered';
  switch (rule.kind) {
    case 'manual':
      return ['manual', 'ELIGIBILITY.PERSON_LOOKS'];
    case 'applicant_kind': {
      if (facts.applicantKind === null) return UNKNOWN;
      const admitted = facts.track.applicants.includes(facts.applicantKind);
      return [admitted ? 'pass' : 'fail', admitted ? 'ELIGIBILITY.KIND_ADMITTED' : 'ELIGIBILITY.KIND_NOT_ADMITTED', { kind: facts.applicantKind }];
    }
    case 'host_named':
      if (!facts.track.hostRequired && !group) return ['pass', 'ELIGIBILITY.HOST_NOT_NEEDED'];
      if (!facts.host) return ['fail', 'ELIGIBILITY.HOST_MISSING'];
      return facts.host.registered ? ['pass', 'ELIGIBILITY.HOST_NAMED', { host: facts.host.name }] : ['fail', 'ELIGIBILITY.HOST_NOT_REGISTERED', { host: facts.host.name }];
    case 'uscc_valid':
      return code(facts, group);
    case 'registered_months': {
      if (group) return ['pass', 'ELIGIBILITY.GROUP_NOT_REGISTERED'];
      if (facts.registeredOn === null) return UNKNOWN;
      const since = addMonths(facts.registeredOn, rule.min);
      // ISO dates sort as texts; the day the months are full counts
      return facts.onDay >= since
        ? ['pass', 'ELIGIBILITY.REGISTERED_LONG_ENOUGH', { registeredOn: facts.registeredOn, months: rule.min }]
        : ['fail', 'ELIGIBILITY.REGISTERED_TOO_RECENTLY', { registeredOn: facts.registeredOn, months: rule.min, from: since }];
    }
    case 'max_applications':
      return facts.applications <= rule.max
        ? ['pass', 'ELIGIBILITY.APPLICATIONS_COUNTED', { count: facts.applications, max: rule.max }]
        : ['fail', 'ELIGIBILITY.TOO_MANY_APPLICATIONS', { count: facts.applications, max: rule.max }];
    case 'need_cited':
      if (facts.needId === null) return ['fail', 'ELIGIBILITY.NEED_MISSING'];
      if (facts.needPublished === null) return UNKNOWN;
      return facts.needPublished ? ['pass', 'ELIGIBILITY.NEED_CITED'] : ['fail', 'ELIGIBILITY.NEED_NOT_PUBLISHED'];
    case 'paired':
      if (facts.pairing === 'accepted') return ['pass', 'ELIGIBILITY.PAIRED'];
      return facts.pairing === 'requested' ? ['manual', 'ELIGIBILITY.PAIRING_OPEN'] : ['fail', 'ELIGIBILITY.NOT_PAIRED'];
    case 'within_caps':
      // caps are only reckoned on sums that are sound
      if (facts.budgetProblems.some((one) => !CAP_CODES.includes(one.code))) return UNKNOWN;
      return budget(facts.budgetProblems, 'ELIGIBILITY.WITHIN_CAPS', 'ELIGIBILITY.OVER_CAPS');
    case 'budget_adds_up':
      return budget(facts.budgetProblems.filter((one) => !CAP_CODES.includes(one.code)), 'ELIGIBILITY.BUDGET_ADDS_UP', 'ELIGIBILITY.BUDGET_DOES_NOT_ADD_UP');
    case 'not_undertaker':
      return facts.isUndertaker ? ['fail', 'ELIGIBILITY.IS_UNDERTAKER'] : ['pass', 'ELIGIBILITY.NOT_UNDERTAKER'];
    case 'not_sanctioned': {
      if (facts.sanctions === null) return UNKNOWN;
      const first = facts.sanctions[0];
      return first ? ['fail', 'ELIGIBILITY.SANCTIONED', { kind: first.kind, until: first.until ?? '' }] : ['pass', 'ELIGIBILITY.NO_SANCTION'];
    }
  }
}

const CAP_CODES: readonly string[] = [
  'BUDGET.OVER_REQUEST',
  'BUDGET.SHARE_OF_GRANT',
  'BUDGET.SHARE_OF_TOTAL',
  'BUDGET.ABSOLUTE',
  'BUDGET.UNIT_PRICE',
  'BUDGET.FORBIDDEN',
  'BUDGET.OWN_SHARE',
];

const budget = (problems: readonly FieldProblem[], good: EvidenceCode, bad: EvidenceCode): Decision =>
  problems.length ? ['fail', bad, { paths: problems.map((one) => one.path), codes: problems.map((one) => one.code) }] : ['pass', good];

/** A group's own code is not asked for, but its host's is looked at. A code of another kind of body needs a person. */
function code(facts: EligibilityFacts, group: boolean): Decision {
  if (facts.usccCode === null) return group ? ['pass', 'ELIGIBILITY.GROUP_HAS_NO_CODE'] : UNKNOWN;
  const read = parseUscc(facts.usccCode);
  if ('problem' in read) return ['fail', 'ELIGIBILITY.USCC_INVALID', { code: facts.usccCode, problem: read.problem }];
  return read.socialOrganization || group
    ? ['pass', 'ELIGIBILITY.USCC_VALID', { code: read.code }]
    : ['manual', 'ELIGIBILITY.USCC_NOT_SOCIAL', { code: read.code, kind: read.kind }];
}
