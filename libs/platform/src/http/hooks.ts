import type {} from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import type { DataSource } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { refuse } from '@weichuang/kernel/denial';
import type { RouteContract } from '@weichuang/contracts/http/route';
import { NOWHERE, type PermissionTable, type Role, type Scope } from '@weichuang/domain/identity/access';
import { admit, tenantsOf } from '../access/admit';
import type { Access, RouteMeta } from '../access/can';
import type { ScopeReader } from '../access/scope-reader';
import { SESSION_COOKIE, type SessionReader } from '../access/session-reader';
import type { VirtualClock } from '../clock/virtual-clock';
import { makeCtx, type Actor, type Ctx, type Listeners } from '../context/ctx';
import { Transaction } from '../context/transaction';
import type { Coordination } from '../coordination/port';
import type { Logger } from '../config/logger';
import { keepAnswer, rememberOrFind } from './idempotency';
import { inputOf } from './input';
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

  // Callbacks rather than promises: what a cheap route needs is at hand, and each promise would cost it a turn of the loop.
  fastify.addHook('onRequest', (raw, reply, done) => {
    if (!raw.url.startsWith('/api/') || raw.url.startsWith('/api/docs')) return done();
    const request = raw as Flight; // decorated above
    request.startedAt = performance.now();
    reply.headers(API_HEADERS);
    reply.header('x-request-id', request.id);
    reply.header('x-server-time', clock.now().getTime());
    if (request.method !== 'GET' && request.method !== 'HEAD' && isForeign(request, parts.origins))
      return done(new Refused(refuse('ORIGIN.FOREIGN', undefined, 'forbidden')));
    const meta = metaOf(request);
    const token = request.cookies[SESSION_COOKIE];
    const known = token ? sessions.peek(token) : NOBODY;
    if (known && !clock.stale && !meta.rate) {
      request.actor = known.value;
      return done(refusalToEnter(meta, request.actor) ?? undefined);
    }
    enter(request, reply, meta, token).then((refused) => done(refused ?? undefined), done);
  });

  /** The long way in: the session from the database, the clock's offset, the rate. */
  async function enter(request: Flight, reply: FastifyReply, meta: RouteMeta, token: string | undefined): Promise<Refused | null> {
    if (token) request.actor = await sessions.read(token);
    await clock.refresh();
    const refused = refusalToEnter(meta, request.actor);
    if (refused || !meta.rate) return refused;
    const { name, points, seconds } = meta.rate;
    const wait = await coordination.consume(`${name}:${request.actor?.userId ?? request.ip}`, points, seconds);
    if (wait <= 0) return null;
    reply.header('retry-after', wait);
    return new Refused(refuse('RATE.EXCEEDED', { seconds: wait }, 'limit'));
  }

  fastify.addHook('preHandler', (raw, reply, done) => {
    const request = raw as Flight; // decorated above
    const meta = metaOf(request);
    const { access, contract } = meta;
    if (!access || !contract) return done();
    try {
      request.input = inputOf(contract, request);
    } catch (error) {
      return done(error as Error); // Refused is an Error
    }
    if (access.kind === 'self' && meta.transaction === 'own' && !contract.idempotent) {
      request.ctx = contextOf(request, NOWHERE, [], tenantsOf(access, NOWHERE, request.actor));
      return done();
    }
    begin(request, reply, meta, access, contract).then(() => done(), done);
  });

  /** Access, transaction, idempotency. */
  async function begin(request: Flight, reply: FastifyReply, meta: RouteMeta, access: Access, contract: RouteContract): Promise<void> {
    const { scope, roles } = await admit(access, request.actor, request.input, scopes, permissions);
    const tenants = tenantsOf(access, scope, request.actor);
    if (meta.transaction !== 'own') request.tx = await Transaction.begin(source, tenants, request.method === 'GET', meta.plans === 'generic');
    request.ctx = contextOf(request, scope, roles, tenants);
    if (!contract.idempotent) return;
    const first = await rememberOrFind(request.ctx, request.headers['idempotency-key'], contract.path, request.input);
    if (first === 'fresh') request.idempotency = String(request.headers['idempotency-key']);
    else void reply.status(first.status).header('idempotency-replayed', 'true').type('application/json; charset=utf-8').send(first.answer);
  }

  const contextOf = (request: Flight, scope: Scope, roles: Role[], tenants: readonly string[]): Ctx =>
    makeCtx({
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

  fastify.addHook('preSerialization', (raw, reply, payload, done) => {
    const { contract } = metaOf(raw);
    if (!contract || reply.statusCode >= 400 || contract.kind === 'file' || contract.kind === 'stream') return done(null, payload);
    const filtered = contract.response.safeParse(payload);
    if (filtered.success) done(null, filtered.data);
    else done(filtered.error);
  });

  fastify.addHook('onSend', (raw, reply, payload, done) => {
    const request = raw as Flight; // decorated above
    // The answers of one turn of the loop leave together: each write by itself wakes the peer, which costs more than all
    // the rest of a cheap answer (ADR 0007).
    if (!request.tx) return void setImmediate(done, null, payload);
    const { tx } = request;
    request.tx = null;
    // What was wholly received is done, also when whoever asked has hung up meanwhile: a phone that loses its signal in the
    // last minute before a deadline has handed in. It asks again under the same key and hears the same answer.
    finish(tx, request, reply.statusCode, payload).then(() => done(null, payload), done);
  });

  fastify.addHook('onResponse', (raw, reply, done) => {
    const request = raw as Flight; // decorated above
    // an answer that went past the hook above: nothing was promised to be kept
    void request.tx?.rollback();
    const failed = reply.statusCode >= 500;
    if (request.startedAt && (failed || logger.isLevelEnabled('debug'))) {
      const ms = Math.round((performance.now() - request.startedAt) * 10) / 10;
      const line = { requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms, userId: request.actor?.userId };
      if (failed) logger.error(line, 'request');
      else logger.debug(line, 'request');
    }
    done();
  });
}

const NOBODY = { value: null };

function refusalToEnter(meta: RouteMeta, actor: Actor | null): Refused | null {
  // a route that is not there has no access: the 404 handler answers
  return meta.access && meta.access.kind !== 'public' && !actor ? new Refused(refuse('SESSION.MISSING', undefined, 'forbidden')) : null;
}

/** Commits what went well, with the answer under its idempotency key; rolls back the rest. */
async function finish(tx: Transaction, request: Flight, status: number, payload: unknown): Promise<void> {
  if (status >= 400) return tx.rollback();
  try {
    if (request.idempotency && typeof payload === 'string') await keepAnswer(request.ctx, request.idempotency, status, payload);
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
  }
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

/** Browsers say where a request comes from; one from another site is refused, with or without our cookie. */
function isForeign(request: Flight, origins: readonly string[]): boolean {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const sameSite = site === undefined || site === 'same-origin' || site === 'none';
  const own = origin === undefined || origins.includes(origin) || origin === `${request.protocol}://${request.host}`;
  return !sameSite || !own;
}

const PROCESS = newId().slice(-12);
let count = 0;
/** Unique over all processes, and cheap: a random name of this process and a number. */
export const newRequestId = (): string => `${PROCESS}-${(++count).toString(36)}`;
