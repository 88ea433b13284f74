import { z } from 'zod';
import { defineRoute } from './route';
import { Instant, InstantIn } from './shapes';

export const getLive = defineRoute({ method: 'GET', path: '/health/live', summary: '进程是否存活 Is the process alive', response: z.object({ ok: z.boolean() }) });

export const getReady = defineRoute({
  method: 'GET',
  path: '/health/ready',
  summary: '是否可以服务 Can it serve',
  kind: 'own',
  response: z.object({
    ok: z.boolean(),
    database: z.object({ ok: z.boolean(), version: z.string() }),
    queue: z.object({ ok: z.boolean(), backend: z.enum(['redis', 'postgres']) }),
    migrations: z.object({ ok: z.boolean(), applied: z.number(), expected: z.number() }),
    worker: z.object({ ok: z.boolean(), alive: z.number() }),
    storage: z.object({ ok: z.boolean() }),
    outbox: z.object({ ok: z.boolean(), waiting: z.number() }),
  }),
});

/** Messages for the signed-in person: progress of what it asked for, new to-dos. Server-sent events. */
export const getLiveMessages = defineRoute({ method: 'GET', path: '/live', summary: '实时消息 Live messages', kind: 'stream' });

export const getClock = defineRoute({
  method: 'GET',
  path: '/clock',
  summary: '服务器时间 Server time',
  response: z.object({ now: Instant, movable: z.boolean() }),
});

/** Demo and tests only: refused in production. */
export const moveClock = defineRoute({
  method: 'PUT',
  path: '/clock',
  summary: '拨动演示时钟 Move the demo clock',
  body: z.object({ now: InstantIn }),
  response: z.object({ now: Instant, movable: z.boolean() }),
});
