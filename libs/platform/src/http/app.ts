import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { Module, type DynamicModule, type Type, Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { RouteMeta } from '../access/can';
import { HOUSE, type House } from '../house';
import { directHandlers } from './direct';
import { serveDocs } from './docs';
import { sendBrokenOff } from './broken-off';
import { installHooks, newRequestId, sendProblem } from './hooks';
import { serveWeb } from './web';

@Module({})
class HouseModule {
  static of(house: House): DynamicModule {
    return { module: HouseModule, global: true, providers: [{ provide: HOUSE, useValue: house }], exports: [HOUSE] };
  }
}

export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly meta: RouteMeta;
}

export interface Api {
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
  readonly routes: readonly RegisteredRoute[];
  close(): Promise<void>;
}

/** Builds the HTTP API over an open house; `slices` are the Nest modules. `webRoot` holds the built web app, if any. */
export async function createApi(house: House, slices: readonly Type[], webRoot: string | null): Promise<Api> {
  const { logger, settings } = house;

  @Catch()
  class ProblemFilter implements ExceptionFilter {
    catch(error: unknown, host: ArgumentsHost): void {
      const http = host.switchToHttp();
      sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), logger);
    }
  }
  @Module({ imports: [DiscoveryModule, HouseModule.of(house), ...slices] })
  class RootModule {}

  const adapter = new FastifyAdapter({
    logger: false,
    genReqId: newRequestId,
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: settings.TRUST_PROXY,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // an address that cannot be decoded reaches no route and no handler of ours
    clientErrorHandler: sendBrokenOff,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, logger),
  });
  const app = await NestFactory.create<NestFastifyApplication>(RootModule, adapter, { logger: false, abortOnError: false });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance; // Nest bundles its own copy of Fastify's types
  fastify.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, logger));
  // ours stays: Nest would set its own over it
  adapter.setErrorHandler = () => adapter.getInstance();
  app.setGlobalPrefix('api');
  app.useGlobalFilters(new ProblemFilter());
  // awaited, so that the cookies are parsed before our own hooks run
  await app.register(cookie as never, { secret: settings.SESSION_SECRET });
  await app.register(multipart as never, { limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 10, parts: 12, fieldSize: 10_000 } });

  const routes: RegisteredRoute[] = [];
  const handlers = directHandlers(app);
  fastify.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/api/') || route.method === 'HEAD' || route.method === 'OPTIONS') return;
    const meta = (route.config ?? {}) as RouteMeta; // what our decorators put there
    routes.push({ method: String(route.method), url: route.url, meta });
    if (meta.contract) route.handler = handlers.get(meta.contract) ?? route.handler;
  });
  installHooks(fastify, {
    source: house.source,
    sessions: house.sessions,
    scopes: house.scopes,
    clock: house.clock,
    coordination: house.coordination,
    permissions: house.permissions,
    origins: [new URL(settings.PUBLIC_URL).origin],
    logger,
    listeners: house.listeners,
  });
  await serveDocs(fastify, routes);
  await serveWeb(fastify, webRoot, settings);
  await app.init();
  await fastify.ready();
  return { app, fastify, routes, close: () => app.close() };
}
