import type { PermissionTable } from '../identity/access';

/** Everybody who works on a round of the street may see its rules; the public sees them on the portal once it is published. */
const STAFF = ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator', 'judge'] as const;

export const callsPermissions = {
  /** the street's working days, and what is counted by them */
  'calendar.read': ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'],
  /** who answers for the street's deadlines */
  'calendar.set': ['street_manager'],
  'round.list': STAFF,
  'round.read': STAFF,
  'round.create': ['street_manager', 'street_handler'],
  /** to move a round on at all; the machine's step asks for its own permission besides */
  'round.move': ['street_manager', 'street_handler', 'undertaker'],
  'round.edit': ['street_manager', 'street_handler', 'undertaker'],
  /** who pays answers for the rules */
  'round.publish': ['street_manager'],
  'round.undertaker': ['street_manager'],
  'round.extend': ['street_manager'],
  'round.announce': ['street_manager', 'street_handler', 'undertaker'],
  'round.cancel': ['street_manager'],
  /** the clock's: no person has it */
  'round.sweep': [],
  'round.review': ['street_manager', 'street_handler', 'undertaker'],
  'round.decide': ['street_manager'],
  'round.notice': ['street_manager', 'street_handler'],
  'round.execute': ['street_manager', 'street_handler'],
  'round.archive': ['street_manager'],
} satisfies PermissionTable;
