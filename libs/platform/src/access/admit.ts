import { refuse } from '@weichuang/kernel/denial';
import { comesIntoDisabled, NOWHERE, rolesFor, type PermissionTable, type Role, type Scope } from '@weichuang/domain/identity/access';
import { PLATFORM_TENANT, type Actor } from '../context/ctx';
import { Refused } from '../http/refused';
import type { Access } from './can';
import type { ScopeReader } from './scope-reader';

type Input = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

/**
 * May this person call this route on these things, and by which roles?
 * @throws Refused NOT_FOUND to whom nothing here belongs, FORBIDDEN to somebody of the place whose part it is not, STREET.DISABLED
 */
export async function admit(
  access: Access,
  actor: Actor | null,
  input: Input,
  scopes: ScopeReader,
  permissions: PermissionTable,
): Promise<{ scope: Scope; roles: Role[] }> {
  if (access.kind === 'self') return { scope: NOWHERE, roles: [] };
  const scope = await scopes.read(access.scope, input);
  if (!scope) throw new Refused(refuse('NOT_FOUND', undefined, 'missing'));
  // what a disabled street has made public stays public
  if (access.kind === 'public') return { scope, roles: [] };
  const roles = actor ? rolesFor(permissions, access.permission, actor.userId, actor.memberships, scope) : [];
  if (roles.length) {
    if (scope.disabled && !comesIntoDisabled(roles)) throw new Refused(refuse('STREET.DISABLED', undefined, 'forbidden'));
    return { scope, roles };
  }
  const noPlace = Object.keys(access.scope).length === 0;
  const known = noPlace || (actor !== null && belongs(actor, scope));
  throw new Refused(known ? refuse('FORBIDDEN', { permission: access.permission }, 'forbidden') : refuse('NOT_FOUND', undefined, 'missing'));
}

/** Somebody of the street or of the organization is told that it is not his part; a stranger, and a judge, are told nothing. */
const belongs = (actor: Actor, scope: Scope): boolean =>
  actor.memberships.some(
    (held) =>
      (held.tenantId !== null && held.tenantId === scope.tenantId && (held.roundId === null || held.roundId === scope.roundId) && held.role !== 'judge') ||
      (held.organizationId !== null && held.organizationId === scope.organizationId),
  );

/** Whose rows the request's transaction sees: the street of the scope, or for a person's own lists all streets it takes part in. */
export function tenantsOf(access: Access, scope: Scope, actor: Actor | null): string[] {
  if (scope.tenantId) return [scope.tenantId];
  return access.kind === 'public' ? [PLATFORM_TENANT] : [...(actor?.tenants ?? []), PLATFORM_TENANT];
}
