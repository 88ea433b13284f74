import type { PermissionTable } from '../identity/access';

export const applicationsPermissions = {
  'application.create': ['applicant_owner', 'applicant_member'],
  'application.edit': ['applicant_owner', 'applicant_member'],
  /** handing in binds the organization: whoever answers for it does it */
  'application.submit': ['applicant_owner'],
  'application.withdraw': ['applicant_owner'],
  // judges read applications through judging, which knows what they may see
  'application.read': ['applicant_owner', 'applicant_member', 'street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'community_committee'],
  'application.list': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'],
  /** the clock's: no person has it */
  'application.sweep': [],
} satisfies PermissionTable;
