import type { PermissionTable } from './access';

export const identityPermissions = {
  'clock.move': ['platform_admin'],
  'user.manage': ['platform_admin'],
  /** who runs the platform, and who audits a district */
  'platform.members': ['platform_admin'],
  /** invite people to a street's or round's roles; the rule in member.ts says who may give which */
  'member.invite': ['street_manager', 'platform_admin'],
  'member.end': ['street_manager', 'applicant_owner', 'platform_admin'],
  'member.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker', 'platform_admin'],
  'organization.members': ['applicant_owner', 'applicant_member'],
  'organization.invite': ['applicant_owner'],
} satisfies PermissionTable;
