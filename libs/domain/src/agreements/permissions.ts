import type { PermissionTable } from '../identity/access';

const READERS = ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator'] as const;
const GRANTEE = ['applicant_owner', 'applicant_member'] as const;
const ORGANISERS = ['street_manager', 'street_handler', 'undertaker'] as const;

export const agreementsPermissions = {
  'project.list': READERS,
  'project.read': [...READERS, 'community_committee', ...GRANTEE],
  /** what was handed in, without anything personal; supervisors, coaches and evaluators read that of their own projects */
  'project.application': [...READERS, 'community_committee', ...GRANTEE],
  'project.assign': ORGANISERS,
  /** follows from the confirmed agreement */
  'project.start': [],
  /** follows from the confirmed mid-term evaluation */
  'project.evaluate': [],
  'project.accept': ['street_manager', 'street_handler'],
  'project.close': ['street_manager', 'street_handler'],
  'project.suspend': ['street_manager'],
  'project.terminate': ['street_manager'],
  /** the result of an audit from outside, written down by the street: its auditors in here read and write nothing */
  'project.audit': ['street_manager', 'street_handler', 'street_finance'],
  'project.papers': [...GRANTEE, ...ORGANISERS],
  'optimisation.edit': GRANTEE,
  'optimisation.submit': GRANTEE,
  /** the named coach; street staff and the undertaker may coach any project. Asked on the project with its coach as the person. */
  'optimisation.coach': ['supervisor:own', 'undertaker', 'street_handler'],
  'optimisation.discuss': ['supervisor:own', ...ORGANISERS, ...GRANTEE],
  'optimisation.approve': ['street_manager', 'street_handler'],
  /** it names an account: not for everybody who sees the project */
  'agreement.read': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', ...GRANTEE],
  'agreement.edit': ORGANISERS,
  'agreement.issue': ['street_manager', 'street_handler'],
  /** the grantee brings the scan; at a signing event staff may do it for it */
  'agreement.sign': ['applicant_owner', 'street_manager', 'street_handler', 'undertaker'],
  'agreement.confirm': ['street_manager', 'street_handler'],
  'agreement.end': [],
  /** the clock's: no person has it */
  'agreement.sweep': [],
} satisfies PermissionTable;
