import type { PermissionTable } from '../identity/access';

export const needsPermissions = {
  /** staff may write down what a community says by telephone */
  'need.file': ['community_committee', 'street_handler', 'undertaker'],
  'need.publish': ['street_manager', 'street_handler', 'undertaker'],
  'need.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'community_committee'],
  'pairing.request': ['applicant_owner', 'applicant_member'],
  'pairing.answer': ['community_committee'],
  'pairing.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker', 'community_committee', 'applicant_owner', 'applicant_member'],
} satisfies PermissionTable;
