import type { PermissionTable } from '../identity/access';

export const filePermissions = {
  // judges read an application's files through judging, which knows what they may see of it; supervisors and evaluators those of their own projects
  'file.read': [
    'street_manager', 'street_handler', 'street_finance', 'street_leader', 'undertaker', 'auditor', 'supervisor', 'evaluator',
    'applicant_owner', 'applicant_member', 'community_committee:own', 'judge:own',
  ],
  // organizations remove their own; everybody else what he brought himself
  'file.remove': [
    'applicant_owner', 'applicant_member', 'street_manager:own', 'street_handler:own', 'street_finance:own', 'undertaker:own',
    'supervisor:own', 'evaluator:own', 'community_committee:own', 'judge:own',
  ],
} satisfies PermissionTable;
