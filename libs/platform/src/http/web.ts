import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings';
import { missing } from './refused';

/** Serves the built web app: hashed assets for a year, every other address the page itself under a strict policy with a nonce. */
export async function serveWeb(fastify: FastifyInstance, webRoot: string | null, settings: Settings): Promise<void> {
  const page = webRoot && existsSync(join(webRoot, 'index.html')) ? readFileSync(join(webRoot, 'index.html'), 'utf8') : null;
  const secure = settings.PUBLIC_URL.startsWith('https://');
  await fastify.register(async (web) => {
    await web.register(helmet as never, {
      contentSecurityPolicy: false, // set per page below, with its nonce
      hsts: secure,
      crossOriginEmbedderPolicy: false,
      referrerPolicy: { policy: 'same-origin' },
    });
    if (webRoot && page)
      await web.register(fastifyStatic as never, {
        root: join(webRoot, 'assets'),
        prefix: '/assets/',
        immutable: true,
        maxAge: '365d',
        index: false,
        decorateReply: false,
        preCompressed: true,
      });
    web.get('/*', async (request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      if (path.startsWith('/api/') || /\.[a-z0-9]{2,5}$/i.test(path)) {
        if (path === '/favicon.svg' && webRoot && existsSync(join(webRoot, 'favicon.svg')))
          return reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(readFileSync(join(webRoot, 'favicon.svg')));
        throw missing();
      }
      if (!page) return reply.status(503).type('text/plain; charset=utf-8').send('网页尚未构建，请运行 npm start。The web app is not built: run npm start.');
      const nonce = randomBytes(16).toString('base64');
      return reply
        .header(
          'content-security-policy',
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; ` +
            `manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'${secure ? '; upgrade-insecure-requests' : ''}`,
        )
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(page.replaceAll('__CSP_NONCE__', nonce));
    });
  });
}
