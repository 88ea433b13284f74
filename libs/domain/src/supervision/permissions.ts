import type { PermissionTable } from '../identity/access';

const READERS = ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator'] as const;
const GRANTEE = ['applicant_owner', 'applicant_member'] as const;

export const supervisionPermissions = {
  'delivery.read': [...READERS, ...GRANTEE],
  'activity.file': GRANTEE,
  'visit.log': ['supervisor', 'undertaker'],
  /** photos of one's own visit */
  'visit.attach': ['supervisor:own', 'undertaker:own'],
  'visit.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker', 'supervisor', ...GRANTEE],
  'finding.rectify': GRANTEE,
  'finding.close': ['supervisor', 'undertaker'],
  /** the clock's */
  'finding.sweep': [],
  'progress.submit': GRANTEE,
  'progress.accept': ['street_handler', 'street_manager', 'undertaker'],
  'progress.sweep': [],
} satisfies PermissionTable;
