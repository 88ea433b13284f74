import { z } from 'zod';
import { CONCRETE_FROM } from '@weichuang/domain/awards/objection-receipt';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Line, Prose, RoundParams } from '../http/shapes';

export const OBJECTION_STATES = ['received', 'admitted', 'dismissed', 'investigating', 'upheld', 'rejected', 'replied'] as const;
const Revision = z.int().min(1);
const NoticeParams = z.object({ noticeId: Id });

/** `key` is made by the form when it is opened: the same form sent twice is one objection. */
export const ObjectionIn = z
  .object({
    key: Id,
    awardId: Id,
    anonymous: z.boolean().default(false),
    name: Line(60).default(''),
    contact: Line(100).default(''),
    statement: Prose(4000).refine((text) => [...text].length >= CONCRETE_FROM, { error: 'OBJECTION.STATEMENT_TOO_SHORT' }),
  })
  .refine((body) => body.anonymous || body.name.length > 0, { path: ['name'], error: 'OBJECTION.NAME_MISSING' })
  .refine((body) => body.anonymous || body.contact.length > 0, { path: ['contact'], error: 'OBJECTION.CONTACT_MISSING' });

export const ObjectionReceipt = z.object({ number: z.string(), receivedAt: Instant, project: z.string(), anonymous: z.boolean() });

export const sendObjection = defineRoute({
  method: 'POST', path: '/portal/notices/:noticeId/objections', summary: '提出异议 Object to a proposed award', params: NoticeParams, body: ObjectionIn, response: ObjectionReceipt,
});

/** For whoever has the receipt number; neither name nor contact come back. */
export const ObjectionStatus = z.object({
  number: z.string(),
  receivedAt: Instant,
  project: z.string(),
  step: z.enum(['received', 'investigating', 'closed']),
  outcome: z.enum(['upheld', 'rejected', 'dismissed']).nullable(),
  reply: z.string().nullable(),
  repliedAt: Instant.nullable(),
});
export const getObjectionStatus = defineRoute({
  method: 'GET',
  path: '/portal/notices/:noticeId/objections/:number',
  summary: '凭回执查询异议 What became of an objection',
  params: NoticeParams.extend({ number: z.string().max(20) }),
  response: ObjectionStatus,
});

export const ObjectionView = z.object({
  id: Id,
  number: z.string(),
  noticeId: Id,
  noticeTitle: z.string(),
  awardId: Id,
  project: z.string(),
  organization: z.string(),
  objectorName: z.string().nullable(),
  objectorContact: z.string().nullable(),
  anonymous: z.boolean(),
  statement: z.string(),
  state: z.enum(OBJECTION_STATES),
  outcome: z.enum(['upheld', 'rejected', 'dismissed']).nullable(),
  findings: z.string().nullable(),
  dismissReason: z.string().nullable(),
  reply: z.string().nullable(),
  handledBy: z.string().nullable(),
  receivedAt: Instant,
  repliedAt: Instant.nullable(),
  revision: z.number(),
  /** `admit`, `dismiss`, `settle` */
  actions: z.array(Action),
});
export type ObjectionView = z.output<typeof ObjectionView>;

export const listObjections = defineRoute({
  method: 'GET', path: '/rounds/:roundId/objections', summary: '异议 Objections of a round', params: RoundParams, response: z.object({ rows: z.array(ObjectionView) }),
});

const Changed = z.object({ id: Id, state: z.enum(OBJECTION_STATES), revision: z.number() });
export const admitObjection = defineRoute({ method: 'POST', path: '/objections/:id/admit', summary: '受理异议 Admit an objection', params: IdParams, body: z.object({ revision: Revision }), response: Changed, idempotent: true });
export const dismissObjection = defineRoute({
  method: 'POST', path: '/objections/:id/dismiss', summary: '不予受理 Dismiss an objection', params: IdParams, body: z.object({ revision: Revision, reason: Prose(1000).default('') }), response: Changed, idempotent: true,
});
export const settleObjection = defineRoute({
  method: 'POST',
  path: '/objections/:id/settle',
  summary: '异议核查结果与答复 Settle an objection',
  params: IdParams,
  body: z.object({ revision: Revision, outcome: z.enum(['upheld', 'rejected']), findings: Prose(4000).default(''), reply: Prose(4000).default('') }),
  response: Changed.extend({
    /** the award that moved up in place of the cancelled one, if any could */
    promoted: z.object({ awardId: Id, project: z.string(), amountFen: z.number() }).nullable(),
  }),
  idempotent: true,
});
