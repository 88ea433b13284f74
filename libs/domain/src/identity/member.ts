import { refuse, type Refusal, type RefusalKind } from '@weichuang/kernel/denial';
import type { Role } from './access';

/** Every code that giving and ending roles can give. */
export const MEMBER_CODES = [
  'MEMBER.ROLE_NOT_YOURS', 'MEMBER.ROUND_NEEDED', 'MEMBER.ROUND_NOT_WANTED', 'MEMBER.COMMUNITY_NEEDED', 'MEMBER.COMMUNITY_NOT_WANTED',
  'MEMBER.ALREADY', 'MEMBER.AUDITOR_SEPARATE', 'MEMBER.DISABLED', 'MEMBER.LAST_MANAGER', 'MEMBER.LAST_OWNER', 'MEMBER.LAST_ADMIN',
  'MEMBER.NOT_INVITED', 'MEMBER.DISTRICT_NEEDED', 'MEMBER.DISTRICT_NOT_WANTED',
] as const;

/** Roles of a street, and whether they are given for one round, may be, or never. */
export const STREET_ROLES = {
  street_manager: 'never',
  street_handler: 'never',
  street_finance: 'never',
  street_leader: 'never',
  auditor: 'never',
  undertaker: 'may',
  supervisor: 'may',
  evaluator: 'may',
  judge: 'must',
  community_committee: 'never',
} as const satisfies Partial<Record<Role, 'never' | 'may' | 'must'>>;
export type StreetRole = keyof typeof STREET_ROLES;
export const STREET_ROLE_NAMES = Object.keys(STREET_ROLES) as StreetRole[]; // the keys of the literal above

/** Roles that belong to no street: who runs the platform, who audits all streets of a district. */
export const PLATFORM_ROLES = ['platform_admin', 'auditor'] as const;

export const ORGANIZATION_ROLES = ['applicant_owner', 'applicant_member'] as const;

export const isStreetRole = (role: Role): role is StreetRole => role in STREET_ROLES;

export interface MemberWish {
  readonly role: StreetRole;
  readonly roundId: string | null;
  readonly communityId: string | null;
}

export interface MemberFacts {
  /** roles by which the inviting person was let in */
  readonly by: readonly Role[];
  /** roles the invited person has in this street already, not ended */
  readonly held: readonly { readonly role: Role; readonly roundId: string | null; readonly communityId: string | null }[];
  readonly disabled: boolean;
}

/** A refusal that belongs beside one field of the wish. */
const at = (path: keyof MemberWish | 'email' | 'districtId', code: (typeof MEMBER_CODES)[number], kind: RefusalKind): Refusal => ({ ...refuse(code, undefined, kind), fields: [{ path, code }] });

/**
 * May this role be given in a street? The platform's administrator only sets up managers. Who audits does nothing else there:
 * nobody audits his own acts (GB/T 22239-2019 8.1.5, separation of duties). The refusal names the field that it is about.
 */
export function whyNotInvite(wish: MemberWish, facts: MemberFacts): Refusal | null {
  if (!facts.by.includes('street_manager') && !(facts.by.includes('platform_admin') && wish.role === 'street_manager'))
    return at('role', 'MEMBER.ROLE_NOT_YOURS', 'forbidden');
  const round = STREET_ROLES[wish.role];
  if (round === 'must' && wish.roundId === null) return at('roundId', 'MEMBER.ROUND_NEEDED', 'invalid');
  if (round === 'never' && wish.roundId !== null) return at('roundId', 'MEMBER.ROUND_NOT_WANTED', 'invalid');
  const ofCommunity = wish.role === 'community_committee';
  if (ofCommunity && wish.communityId === null) return at('communityId', 'MEMBER.COMMUNITY_NEEDED', 'invalid');
  if (!ofCommunity && wish.communityId !== null) return at('communityId', 'MEMBER.COMMUNITY_NOT_WANTED', 'invalid');
  if (facts.disabled) return at('email', 'MEMBER.DISABLED', 'state');
  if (facts.held.some((one) => one.role === wish.role && one.roundId === wish.roundId && one.communityId === wish.communityId)) return at('email', 'MEMBER.ALREADY', 'state');
  const others = facts.held.filter((one) => (wish.role === 'auditor' ? one.role !== 'auditor' : one.role === 'auditor'));
  if (others.length > 0) return at('role', 'MEMBER.AUDITOR_SEPARATE', 'state');
  return null;
}

export interface PlatformWish {
  readonly role: (typeof PLATFORM_ROLES)[number];
  readonly districtId: string | null;
}

/**
 * May this role of the platform be given? Nobody runs the platform and audits it, nor audits a district in whose streets he acts
 * (GB/T 22239-2019 8.1.5).
 */
export function whyNotInviteToPlatform(
  wish: PlatformWish,
  facts: { readonly held: readonly PlatformWish[]; readonly rolesInDistrict: readonly Role[]; readonly disabled: boolean },
): Refusal | null {
  if (wish.role === 'auditor' && wish.districtId === null) return at('districtId', 'MEMBER.DISTRICT_NEEDED', 'invalid');
  if (wish.role !== 'auditor' && wish.districtId !== null) return at('districtId', 'MEMBER.DISTRICT_NOT_WANTED', 'invalid');
  if (facts.disabled) return at('email', 'MEMBER.DISABLED', 'state');
  if (facts.held.some((one) => one.role === wish.role && one.districtId === wish.districtId)) return at('email', 'MEMBER.ALREADY', 'state');
  if (facts.held.some((one) => one.role !== wish.role) || facts.rolesInDistrict.some((role) => role !== 'auditor')) return at('role', 'MEMBER.AUDITOR_SEPARATE', 'state');
  return null;
}

/** May this role be ended? A street keeps a manager, an organization an owner and the platform an administrator, or nobody could come in again. */
export function whyNotEnd(role: Role, others: { readonly sameRoleLeft: number }): Refusal | null {
  if (role === 'street_manager' && others.sameRoleLeft === 0) return refuse('MEMBER.LAST_MANAGER');
  if (role === 'platform_admin' && others.sameRoleLeft === 0) return refuse('MEMBER.LAST_ADMIN');
  if (role === 'applicant_owner' && others.sameRoleLeft === 0) return refuse('MEMBER.LAST_OWNER');
  return null;
}
