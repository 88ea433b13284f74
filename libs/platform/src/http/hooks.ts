import { createHash } from 'node:crypto';
import type {} from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { newId } from '@weichuang/kernel/id';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { refuse, type FieldProblem } from '@weichuang/kernel/denial';
import { NOWHERE, rolesFor, type PermissionTable, type Role, type Scope } from '@weichuang/domain/identity/access';
import type { Access, RouteMeta } from '../access/can';
import type { ScopeReader } from '../access/scope-reader';
import { SESSION_COOKIE, type SessionReader } from '../access/session-reader';
import type { VirtualClock } from '../clock/virtual-clock';
import { makeCtx, PLATFORM_TENANT, type Actor, type Listeners } from '../context/ctx';
import { Transaction } from '../context/transaction';
import type { Coordination } from '../coordination/port';
import type { Logger } from '../config/logger';
import { problemOf, refusalOf, statusOf } from './problem';
import { Refused } from './refused';
import type { WeichuangRequest } from './route';

export interface HookParts {
  readonly source: DataSource;
  readonly sessions: SessionReader;
  readonly scopes: ScopeReader;
  readonly clock: VirtualClock;
  readonly coordination: Coordination;
  readonly permissions: PermissionTable;
  readonly origins: readonly string[];
  readonly logger: Logger;
  readonly listeners: Listeners;
}

interface Flight extends WeichuangRequest {
  actor: Actor | null;
  tx: Transaction | null;
  idempotency: string | null;
  startedAt: number;
}

const metaOf = (request: { routeOptions: { config: unknown } }) => request.routeOptions.config as RouteMeta; // what our decorators put there
const localeOf = (request: { headers: Record<string, unknown> }): 'zh-CN' | 'en' =>
  /^\s*en/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'zh-CN';

const API_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/**
 * What every API request goes through, in Fastify hooks: person, origin, rate, input, access, transaction, idempotency,
 * response filter, commit. Nest interceptors would cost three to four times as much on a cheap route.
 */
export function installHooks(fastify: FastifyInstance, parts: HookParts): void {
  const { sessions, scopes, clock, permissions, source, coordination, logger } = parts;

  for (const name of ['ctx', 'input', 'actor', 'tx', 'idempotency'] as const) fastify.decorateRequest(name, null);
  fastify.decorateRequest('startedAt', 0);

  fastify.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/api/') || route.url.startsWith('/api/docs') || route.method === 'HEAD' || route.method === 'OPTIONS') return;
    const meta = route.config as RouteMeta | undefined; // what our decorators put there
    if (!meta?.access) throw new Error(`${String(route.method)} ${route.url} says nothing of who may call it: add @Can, @Self or @Public`);
  });

  fastify.addHook('onRequest', async (raw, reply) => {
    if (!raw.url.startsWith('/api/') || raw.url.startsWith('/api/docs')) return;
    const request = raw as Flight; // decorated above
    request.startedAt = performance.now();
    request.actor = null;
    reply.headers(API_HEADERS);
    reply.header('x-request-id', request.id);
    reply.header('x-server-time', clock.now().getTime());
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeignOrigin(request, parts.origins);
    const token = request.cookies[SESSION_COOKIE];
    if (token) request.actor = await sessions.read(token);
    await clock.refresh();
    const meta = metaOf(request);
    if (!meta.access) return; // not found: the 404 handler answers
    if (meta.access.kind !== 'public' && !request.actor) throw new Refused(refuse('SESSION.MISSING', undefined, 'forbidden'));
    if (meta.rate) {
      const { name, points, seconds } = meta.rate;
      const wait = await coordination.consume(`${name}:${request.actor?.userId ?? request.ip}`, points, seconds);
      if (wait > 0) {
        reply.header('retry-after', wait);
        throw new Refused(refuse('RATE.EXCEEDED', { seconds: wait }, 'limit'));
      }
    }
  });

  fastify.addHook('preHandler', async (raw, reply) => {
    const request = raw as Flight; // decorated above
    const meta = metaOf(request);
    if (!meta.access || !meta.contract) return;
    request.input = {
      params: parse(meta.contract.params, request.params, 'params', true),
      query: parse(meta.contract.query, request.query, 'query', false),
      body: meta.contract.kind === 'upload' ? {} : parse(meta.contract.body, request.body ?? {}, '', false),
    };
    const { scope, roles } = await admit(meta.access, request, scopes, permissions);
    const tenants = scope.tenantId
      ? [scope.tenantId]
      : meta.access.kind === 'public'
        ? [PLATFORM_TENANT]
        : [...(request.actor?.tenants ?? []), PLATFORM_TENANT];
    const own = meta.transaction === 'own';
    if (!own) request.tx = await Transaction.begin(source, tenants, request.method === 'GET');
    request.ctx = makeCtx({
      actor: request.actor,
      now: clock.now(),
      tenants,
      scope,
      roles,
      // a route with its own transaction gets the pool: it runs one statement that commits by itself
      em: request.tx?.em ?? source.manager,
      requestId: request.id,
      locale: localeOf(request),
      permissions,
      listeners: parts.listeners,
    });
    if (meta.contract.idempotent) await rememberOrReplay(request, reply, meta.contract.path);
  });

  fastify.addHook('preSerialization', async (raw, _reply, payload) => {
    const request = raw as Flight; // decorated above
    const { contract } = metaOf(request);
    if (!contract || _reply.statusCode >= 400 || contract.kind === 'file' || contract.kind === 'stream') return payload;
    return contract.response.parse(payload);
  });

  fastify.addHook('onSend', async (raw, reply, payload) => {
    const request = raw as Flight; // decorated above
    const { tx } = request;
    if (!tx) return payload;
    request.tx = null;
    if (reply.statusCode >= 400) {
      await tx.rollback();
      return payload;
    }
    if (request.idempotency && typeof payload === 'string')
      await tx.em.query('UPDATE idempotency_key SET status = $3, answer = $4 WHERE user_id = $1 AND key = $2', [
        request.actor?.userId, request.idempotency, reply.statusCode, payload,
      ]);
    await tx.commit();
    return payload;
  });

  const cleanUp = async (raw: unknown) => {
    const request = raw as Flight; // decorated above
    const { tx } = request;
    request.tx = null;
    await tx?.rollback();
  };
  fastify.addHook('onRequestAbort', cleanUp);
  fastify.addHook('onTimeout', cleanUp);
  fastify.addHook('onResponse', async (raw, reply) => {
    const request = raw as Flight; // decorated above
    if (request.tx) await cleanUp(request);
    if (!request.startedAt) return;
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round((performance.now() - request.startedAt) * 10) / 10,
      userId: request.actor?.userId,
    };
    if (reply.statusCode >= 500) logger.error(line, 'request');
    else logger.debug(line, 'request');
  });
}

/** Answers any error: refusals as they are, everything else as a bug that is logged and not shown. */
export function sendProblem(error: unknown, raw: { id: string; headers: Record<string, unknown> }, reply: FastifyReply, logger: Logger): void {
  const refusal = refusalOf(error);
  if (!refusal) logger.error({ requestId: raw.id, err: error }, 'unexpected error');
  const shown = refusal ?? refuse('INTERNAL', undefined, 'limit');
  const problem = problemOf(shown, raw.id, localeOf(raw));
  if (!refusal) problem.status = 500;
  if (problem.status === 503) void reply.header('retry-after', 2);
  void reply
    .status(refusal ? statusOf(refusal) : 500)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function parse(schema: z.ZodType, value: unknown, place: string, hides: boolean): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // an id that cannot be one is simply not there
  if (hides) throw new Refused(refuse('NOT_FOUND', undefined, 'missing'));
  const fields: FieldProblem[] = result.error.issues.map((issue) => {
    const path = [...(place ? [place] : []), ...issue.path.map(String)].join('.');
    const own = /^[A-Z]+(\.[A-Z_]+)+$/.test(issue.message) ? issue.message : undefined;
    const { minimum, maximum } = issue as { minimum?: number; maximum?: number }; // only size issues have them
    return {
      path,
      code: own ?? `INPUT.${issue.code.toUpperCase()}`,
      params: { ...(minimum === undefined ? {} : { min: Number(minimum) }), ...(maximum === undefined ? {} : { max: Number(maximum) }) },
    };
  });
  throw new Refused({ code: 'REQUEST.INVALID', kind: 'invalid', fields });
}

async function admit(
  access: Access,
  request: Flight,
  scopes: ScopeReader,
  permissions: PermissionTable,
): Promise<{ scope: Scope; roles: Role[] }> {
  if (access.kind === 'self') return { scope: NOWHERE, roles: [] };
  const scope = await scopes.read(access.scope, { params: request.input.params, query: request.input.query, body: request.input.body });
  if (!scope) throw new Refused(refuse('NOT_FOUND', undefined, 'missing'));
  if (access.kind === 'public') return { scope, roles: [] };
  const { actor } = request;
  const roles = actor ? rolesFor(permissions, access.permission, actor.userId, actor.memberships, scope) : [];
  if (roles.length) return { scope, roles };
  // somebody who belongs here is told that it is not his to do; a stranger is told nothing
  const belongs = actor?.memberships.some(
    (held) =>
      (held.tenantId !== null && held.tenantId === scope.tenantId && (held.roundId === null || held.roundId === scope.roundId) && held.role !== 'judge') ||
      (held.organizationId !== null && held.organizationId === scope.organizationId),
  );
  const noPlace = Object.keys(access.scope).length === 0;
  throw new Refused(belongs || noPlace ? refuse('FORBIDDEN', { permission: access.permission }, 'forbidden') : refuse('NOT_FOUND', undefined, 'missing'));
}

/** Browsers say where a request comes from; one from another site is refused, with or without our cookie. */
function refuseForeignOrigin(request: Flight, origins: readonly string[]): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  const own = origin === undefined || origins.includes(origin) || origin === `${request.protocol}://${request.host}`;
  if (!sameSite || !own) throw new Refused(refuse('ORIGIN.FOREIGN', undefined, 'forbidden'));
}

/** The same key again gives the first answer; while the first still runs, the second waits for it on the row. */
async function rememberOrReplay(request: Flight, reply: FastifyReply, route: string): Promise<void> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) throw new Refused(refuse('IDEMPOTENCY.KEY_MISSING', undefined, 'invalid'));
  const userId = request.actor?.userId ?? PLATFORM_TENANT;
  const hash = createHash('sha256').update(canonicalJson(request.input)).digest('hex');
  const { em } = request.ctx;
  const fresh: unknown[] = await em.query(
    'INSERT INTO idempotency_key (user_id, key, route, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key',
    [userId, key, route, hash],
  );
  if (fresh.length) {
    request.idempotency = request.actor ? key : null;
    return;
  }
  const held: { request_hash: string; route: string; status: number | null; answer: string | null }[] = await em.query(
    'SELECT request_hash, route, status, answer FROM idempotency_key WHERE user_id = $1 AND key = $2',
    [userId, key],
  );
  const first = held[0];
  if (!first || first.request_hash !== hash || first.route !== route) throw new Refused(refuse('IDEMPOTENCY.KEY_REUSED'));
  void reply.status(first.status ?? 200).header('idempotency-replayed', 'true').type('application/json; charset=utf-8').send(first.answer ?? 'null');
}

export const newRequestId = (): string => newId();
