import { z } from 'zod';
import { ROLES } from '@weichuang/domain/identity/access';
import { defineRoute } from '../http/route';
import { Id, Instant, Line, PageOf, PageQuery } from '../http/shapes';

/** Who may be signed in as in the demo; outside of it there is no such route. */
export const listDemoAccounts = defineRoute({
  method: 'GET',
  path: '/demo/accounts',
  summary: '演示账号 Demo accounts',
  response: z.object({
    rows: z.array(z.object({ email: z.string(), name: z.string(), roles: z.array(z.object({ role: z.enum(ROLES), place: z.string().nullable() })) })),
  }),
});

/** Mails that a demo or test catches instead of sending, newest first; `q` is a part of a subject, an address or a text. */
export const listMails = defineRoute({
  method: 'GET',
  path: '/mails',
  summary: '演示邮箱 Caught mails',
  query: PageQuery.extend({ to: Line(200).optional(), q: Line(80).optional() }),
  response: PageOf(z.object({ id: Id, to: z.string(), subject: z.string(), body: z.string(), state: z.string(), createdAt: Instant })),
});
