import { z } from 'zod';
import { Problem } from '@weichuang/contracts/http/shapes';
import type { RegisteredRoute } from './app';

/** The OpenAPI 3.1 document, made from the contracts of the routes that are really there. Sorted, so that it can be compared. */
export function openApiOf(routes: readonly RegisteredRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, url, meta } of [...routes].sort((a, b) => `${a.url} ${a.method}`.localeCompare(`${b.url} ${b.method}`))) {
    const { contract, access } = meta;
    if (!contract || !access) continue;
    const path = url.replace(/:(\w+)/g, '{$1}');
    const parameters = [
      ...parametersOf(contract.params, 'path'),
      ...parametersOf(contract.query, 'query'),
      ...(contract.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 80 } }] : []),
    ];
    const body = schemaOf(contract.body, 'input');
    const sends = method !== 'GET' && Object.keys((body['properties'] as object | undefined) ?? body).length > 0;
    (paths[path] ??= {})[method.toLowerCase()] = {
      summary: contract.summary,
      tags: [url.split('/')[2] ?? 'api'],
      ...(parameters.length ? { parameters } : {}),
      ...(contract.kind === 'upload'
        ? { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } } } } }
        : sends
          ? { requestBody: { content: { 'application/json': { schema: body } } } }
          : {}),
      responses: {
        200: {
          description: 'OK',
          content:
            contract.kind === 'file'
              ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
              : contract.kind === 'stream'
                ? { 'text/event-stream': { schema: { type: 'string' } } }
                : { 'application/json': { schema: schemaOf(contract.response, 'output') } },
        },
        default: { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
      security: access.kind === 'public' ? [] : [{ session: [] }],
      'x-access': access.kind === 'permission' ? access.permission : access.kind,
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: '微创投 Weichuang API', version: '1' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wc_session' } },
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>; // a plain object
  delete made['$schema'];
  return made;
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, object>; required?: string[] }; // an object schema
  return Object.entries(properties).map(([name, each]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: each }));
}
