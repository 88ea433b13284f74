import { RouteConfig } from '@nestjs/platform-fastify';
import type { RouteContract } from '@weichuang/contracts/http/route';

/**
 * Where the things of a request belong: kind of thing → where its id stands in the request, e.g. `{ application: 'params.id' }`.
 * A bare name is a path parameter. Each kind has its `scope_<kind>` function in the database.
 */
export type ScopeSource = Readonly<Record<string, string>>;

export type Access =
  /** anybody, signed in or not; rows of the named scope's street */
  | { readonly kind: 'public'; readonly scope: ScopeSource }
  /** any signed-in person, for what is its own; rows of all its streets, so the query must name the person */
  | { readonly kind: 'self' }
  | { readonly kind: 'permission'; readonly permission: string; readonly scope: ScopeSource };

export interface RouteMeta {
  access?: Access;
  contract?: RouteContract;
  rate?: RateRule;
  transaction?: 'own';
  plans?: 'generic';
}

/** At most `points` calls in `seconds`, counted per person or address. */
export interface RateRule {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

const META = Symbol('route meta');

/** Route decorators come one by one; Fastify gets one config object. */
export function addMeta(part: RouteMeta): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    // the handler function itself carries what its decorators have said so far
    const handler = descriptor.value as { [META]?: RouteMeta };
    handler[META] = { ...handler[META], ...part };
    RouteConfig(handler[META])(target, key, descriptor);
  };
}

/** What the decorators said of a handler. */
export const metaOf = (handler: unknown): RouteMeta | undefined => (handler as { [META]?: RouteMeta })[META];

/** Who may call this route. Without one of the three the application does not start. */
export const Can = (permission: string, scope: ScopeSource = {}): MethodDecorator => addMeta({ access: { kind: 'permission', permission, scope } });
export const Public = (scope: ScopeSource = {}): MethodDecorator => addMeta({ access: { kind: 'public', scope } });
export const Self = (): MethodDecorator => addMeta({ access: { kind: 'self' } });
export const Rate = (name: string, points: number, seconds: number): MethodDecorator => addMeta({ rate: { name, points, seconds } });

/** A hot write that is one statement with its own tenancy: the request opens no transaction. The reason stands at the handler. */
export const OwnTransaction = (): MethodDecorator => addMeta({ transaction: 'own' });

/**
 * The route's prepared statements keep the plan that was made without their values (`queryPrepared`): for a hot list whose every
 * filter and sort has its index, where planning takes longer than reading.
 */
export const GenericPlans = (): MethodDecorator => addMeta({ plans: 'generic' });
