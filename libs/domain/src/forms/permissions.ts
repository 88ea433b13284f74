import type { PermissionTable } from '../identity/access';

export const formsPermissions = {
  'form.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'],
  'form.edit': ['street_manager', 'street_handler', 'undertaker'],
  'form.publish': ['street_manager', 'street_handler'],
} satisfies PermissionTable;
