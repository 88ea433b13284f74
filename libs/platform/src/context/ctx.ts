import type { EntityManager } from 'typeorm';
import { covers, NOWHERE, type Membership, type PermissionTable, type Role, type Scope, rolesFor } from '@weichuang/domain/identity/access';

export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly memberships: readonly Membership[];
  /** streets in which the person or one of its organizations takes part */
  readonly tenants: readonly string[];
}

/** Events about people and organizations, which belong to no street. */
export const PLATFORM_TENANT = '00000000-0000-0000-0000-000000000001';

/**
 * What every request and job carries: who, when, where, and the one transaction.
 * `tenants` are the only ones whose rows the transaction sees.
 */
export interface Ctx {
  readonly actor: Actor | null;
  readonly now: Date;
  readonly tenants: readonly string[];
  readonly scope: Scope;
  /** by which of the actor's roles this request was let in */
  readonly roles: readonly Role[];
  readonly em: EntityManager;
  readonly requestId: string;
  readonly locale: 'zh-CN' | 'en';
  /** May the actor do this here, or on the given scope? The system may do all. */
  may(permission: string, scope?: Scope): boolean;
  /** higher slices that listen to a lower one's events, in the same transaction */
  readonly listeners: Listeners;
  /** The same request as the system: for what follows by rule from what the person was allowed to do. */
  asSystem(): Ctx;
}

/** What a listener gets: the event as it was written. */
export interface HeardEvent {
  readonly id: string;
  readonly kind: string;
  readonly tenantId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly roundId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
export type Listener = (ctx: Ctx, event: HeardEvent) => Promise<void>;
export type Listeners = ReadonlyMap<string, readonly Listener[]>;

export interface CtxParts {
  readonly actor: Actor | null;
  readonly system?: boolean;
  readonly now: Date;
  readonly tenants: readonly string[];
  readonly scope?: Scope;
  readonly roles?: readonly Role[];
  readonly em: EntityManager;
  readonly requestId: string;
  readonly locale?: 'zh-CN' | 'en';
  readonly permissions: PermissionTable;
  readonly listeners?: Listeners;
}

export function makeCtx(parts: CtxParts): Ctx {
  const { actor, permissions, scope = NOWHERE } = parts;
  return {
    listeners: parts.listeners ?? new Map<string, readonly Listener[]>(),
    asSystem: () => makeCtx({ ...parts, system: true }),
    actor,
    now: parts.now,
    tenants: parts.tenants,
    scope,
    roles: parts.roles ?? [],
    em: parts.em,
    requestId: parts.requestId,
    locale: parts.locale ?? 'zh-CN',
    may: (permission, on = scope) =>
      parts.system === true || (actor !== null && rolesFor(permissions, permission, actor.userId, actor.memberships, on).length > 0),
  };
}

/** The person, where a route lets nobody else in. */
export function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw new Error('a route without a signed-in person asked for one');
  return ctx.actor;
}

/** The one street of this request. */
export function tenantOf(ctx: Ctx): string {
  const id = ctx.scope.tenantId ?? (ctx.tenants.length === 1 ? ctx.tenants[0] : undefined);
  if (!id) throw new Error('a request outside any street asked for its street');
  return id;
}

export const hasRole = (actor: Actor, role: Role, scope: Scope): boolean =>
  actor.memberships.some((membership) => membership.role === role && covers(membership, scope));
