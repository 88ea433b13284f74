import type { PermissionTable } from '../identity/access';

export const eligibilityPermissions = {
  'application.screen': ['undertaker', 'street_manager', 'street_handler'],
  'screening.read': ['undertaker', 'street_manager', 'street_handler', 'street_leader', 'auditor'],
} satisfies PermissionTable;
