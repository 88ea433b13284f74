/**
 * Who may do what, where. A membership gives a role, narrowed by the ids it names: a judge of one round,
 * a handler of one street, the owner of one organization. Everything not granted is refused.
 */
export const ROLES = [
  'platform_admin',
  'street_manager',
  'street_handler',
  'street_finance',
  'street_leader',
  'auditor',
  'undertaker',
  'supervisor',
  'evaluator',
  'judge',
  'community_committee',
  'applicant_owner',
  'applicant_member',
] as const;
export type Role = (typeof ROLES)[number];

export interface Membership {
  readonly id: string;
  readonly role: Role;
  readonly tenantId: string | null;
  readonly roundId: string | null;
  readonly organizationId: string | null;
  readonly communityId: string | null;
}

/** Where something belongs. What is unknown is null and matches no membership that names it. */
export interface Scope {
  readonly tenantId: string | null;
  readonly roundId: string | null;
  readonly organizationId: string | null;
  readonly communityId: string | null;
  /** the person whose own it is: a judge's sheet, a supervisor's visit */
  readonly userId: string | null;
  /** the street is disabled: only who looks after the platform, or audits, comes in */
  readonly disabled?: boolean;
}

export const NOWHERE: Scope = { tenantId: null, roundId: null, organizationId: null, communityId: null, userId: null };

/** `own`: only on what belongs to the person itself. */
export interface Grant {
  readonly role: Role;
  readonly own?: boolean;
}
export type GrantSpec = Role | `${Role}:own`;

/** Permission name → who has it. One such table a slice; a permission no table names is nobody's. */
export type PermissionTable = Readonly<Record<string, readonly GrantSpec[]>>;

const TENANT_ROLES: ReadonlySet<Role> = new Set<Role>([
  'street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator', 'judge', 'community_committee',
]);

/** Every id that the membership names must be the scope's own; a tenant role without a tenant matches nothing. */
export function covers(membership: Membership, scope: Scope): boolean {
  if (TENANT_ROLES.has(membership.role) && membership.tenantId === null) return false;
  return (
    (membership.tenantId === null || membership.tenantId === scope.tenantId) &&
    (membership.roundId === null || membership.roundId === scope.roundId) &&
    (membership.organizationId === null || membership.organizationId === scope.organizationId) &&
    (membership.communityId === null || membership.communityId === scope.communityId)
  );
}

/** Who still comes into a disabled street: who can enable it again, and who audits what was done. */
export const comesIntoDisabled = (roles: readonly Role[]): boolean => roles.some((role) => role === 'platform_admin' || role === 'auditor');

/** Roles that are for some projects of the street, whichever they are given: with no other role a person looks into those alone, and sees nothing personal. */
const ASSIGNED_ROLES: readonly Role[] = ['supervisor', 'evaluator'];
export const onlyAssigned = (roles: readonly Role[]): boolean => roles.every((role) => ASSIGNED_ROLES.includes(role));

/** The roles by which `userId` has `permission` on `scope`; empty is no. */
export function rolesFor(
  table: PermissionTable,
  permission: string,
  userId: string,
  memberships: readonly Membership[],
  scope: Scope,
): Role[] {
  const roles: Role[] = [];
  for (const spec of table[permission] ?? []) {
    const [role, own] = spec.split(':') as [Role, 'own' | undefined];
    if (own && scope.userId !== userId) continue;
    if (memberships.some((membership) => membership.role === role && covers(membership, scope))) roles.push(role);
  }
  return roles;
}
