import type { PermissionTable } from '../identity/access';

export const auditPermissions = {
  /** who audits, who answers for the street, who runs the round; nobody may write it */
  'audit.read': ['auditor', 'street_manager', 'undertaker'],
  'audit.platform': ['platform_admin'],
} satisfies PermissionTable;
