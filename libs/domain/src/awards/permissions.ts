import type { PermissionTable } from '../identity/access';

export const awardPermissions = {
  'award.read': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'undertaker', 'auditor'],
  'award.allocate': ['street_manager', 'street_handler'],
  'award.approve': ['street_leader'],
  'award.decline': ['street_manager', 'street_handler', 'applicant_owner'],
  'award.expire': ['street_manager', 'street_handler'],
  // follows from closing a notice or settling the last objection: the system alone grants
  'award.grant': [],
  'prize.manage': ['street_manager', 'street_handler'],
  'notice.draft': ['street_manager', 'street_handler'],
  'notice.publish': ['street_manager', 'street_handler'],
  'notice.close': ['street_manager', 'street_handler'],
  // objectors' names and contacts: only who handles them, who decides, and who supervises
  'objection.read': ['street_manager', 'street_handler', 'street_leader', 'auditor'],
  /** what came on paper, by phone or by a visit */
  'objection.record': ['street_manager', 'street_handler'],
  'objection.settle': ['street_manager', 'street_handler'],
} satisfies PermissionTable;
