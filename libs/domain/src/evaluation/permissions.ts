import type { PermissionTable } from '../identity/access';

export const evaluationPermissions = {
  'evaluation.assign': ['street_manager', 'street_handler', 'undertaker'],
  'evaluation.fill': ['evaluator:own'],
  'evaluation.confirm': ['street_manager', 'street_handler'],
  'evaluation.read': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'evaluator:own'],
  /** the list of a project; its grantee sees what is confirmed */
  'evaluation.list': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'evaluator', 'applicant_owner', 'applicant_member'],
} satisfies PermissionTable;
