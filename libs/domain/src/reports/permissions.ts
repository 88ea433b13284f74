import type { PermissionTable } from '../identity/access';

export const reportsPermissions = {
  'report.make': ['street_manager', 'street_handler', 'undertaker', 'evaluator'],
  'report.read': ['street_manager', 'street_handler', 'street_leader', 'street_finance', 'undertaker', 'evaluator', 'auditor'],
} satisfies PermissionTable;
