import type { PermissionTable } from '../identity/access';

const STAFF = ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] as const;

export const statsPermissions = {
  'dashboard.read': STAFF,
  'export.round': STAFF,
} satisfies PermissionTable;
