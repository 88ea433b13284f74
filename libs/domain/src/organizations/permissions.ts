/** Who may do what; roles are those of identity, which this slice does not know. */
export const organizationPermissions = {
  'tenant.manage': ['platform_admin'],
  'tenant.read': ['platform_admin', 'street_manager', 'street_handler', 'street_finance', 'street_leader', 'undertaker', 'auditor', 'supervisor', 'evaluator', 'community_committee'],
  /** contact, communities */
  'tenant.edit': ['platform_admin', 'street_manager'],
  'organization.read': ['applicant_owner', 'applicant_member'],
  'organization.edit': ['applicant_owner'],
  /** organizations that take part in a street, as its staff sees them */
  'organization.look': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'undertaker', 'auditor'],
  /** the whole bank account number: who pays, and whose it is */
  'organization.account': ['applicant_owner', 'street_finance', 'street_handler'],
} as const;
