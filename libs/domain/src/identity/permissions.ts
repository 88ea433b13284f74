import type { PermissionTable } from './access';

export const identityPermissions = {
  'clock.move': ['platform_admin'],
  'tenant.manage': ['platform_admin'],
  'user.manage': ['platform_admin'],
  /** invite people to a street's or round's roles, end their roles */
  'member.manage': ['street_manager'],
  'member.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'],
  'organization.edit': ['applicant_owner'],
  'organization.members': ['applicant_owner'],
  'organization.read': ['applicant_owner', 'applicant_member'],
} satisfies PermissionTable;
