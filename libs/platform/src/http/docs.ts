import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { RouteMeta } from '../access/can';
import type { RegisteredRoute } from './app';
import { openApiOf } from './openapi';

/** `/api/openapi.json` from the contracts, and a page to read it at `/api/docs`. */
export async function serveDocs(fastify: FastifyInstance, routes: readonly RegisteredRoute[]): Promise<void> {
  const document: Record<string, unknown> = { ...openApiOf([]) };
  // the routes are complete only when the server is ready
  fastify.addHook('onReady', async () => void Object.assign(document, openApiOf(routes)));
  const open: RouteMeta = { access: { kind: 'public', scope: {} } };
  fastify.get('/api/openapi.json', { config: open }, () => document);
  await fastify.register(swagger as never, { mode: 'static', specification: { document } });
  await fastify.register(swaggerUi as never, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { docExpansion: 'none', tryItOutEnabled: false } });
}
