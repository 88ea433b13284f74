import type { PermissionTable } from '../identity/access';

const STAFF = ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] as const;
const GRANTEE = ['applicant_owner', 'applicant_member'] as const;

export const disbursementsPermissions = {
  'tranche.read': [...STAFF, ...GRANTEE],
  'tranche.list': STAFF,
  'tranche.request': ['street_finance', 'street_handler'],
  /** never by whoever asked: the machine sees to it */
  'tranche.approve': ['street_leader', 'street_manager'],
  'tranche.pay': ['street_finance'],
  'tranche.withhold': ['street_manager', 'street_leader'],
  'expense.read': [...STAFF, 'supervisor', 'evaluator', 'community_committee', ...GRANTEE],
  'expense.record': GRANTEE,
  /** compared with its vouchers: whoever looks after the money, never the grantee */
  'expense.accept': ['street_finance', 'street_handler', 'undertaker'],
} satisfies PermissionTable;
