import { z } from 'zod';
import { CONCRETE_FROM, OBJECTION_CHANNELS } from '@weichuang/domain/awards/objection-receipt';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Id, IdParams, Instant, Line, Prose, RoundParams } from '../http/shapes';

export const OBJECTION_STATES = ['received', 'admitted', 'dismissed', 'investigating', 'upheld', 'rejected', 'replied'] as const;
const Revision = z.int().min(1);
const NoticeParams = z.object({ noticeId: Id });

const words = {
  awardId: Id,
  anonymous: z.boolean().default(false),
  name: Line(60).default(''),
  contact: Line(100).default(''),
  statement: Prose(4000).refine((text) => [...text].length >= CONCRETE_FROM, { error: 'OBJECTION.STATEMENT_TOO_SHORT' }),
};

/** `key` is made by the form of what is written: the same sent twice is one objection. */
export const ObjectionIn = z
  .object({ key: Id, ...words })
  .refine((body) => body.anonymous || body.name.length > 0, { path: ['name'], error: 'OBJECTION.NAME_MISSING' })
  .refine((body) => body.anonymous || body.contact.length > 0, { path: ['contact'], error: 'OBJECTION.CONTACT_MISSING' });

/** As the form asks, and how and when it came. A letter without a name or a contact is written down as it is. */
export const PaperObjectionIn = z.object({
  ...words,
  statement: Prose(4000).refine((text) => text.length > 0, { error: 'OBJECTION.STATEMENT_MISSING' }),
  channel: z.enum(OBJECTION_CHANNELS).exclude(['online']),
  receivedOn: DateOnly,
});

export const ObjectionReceipt = z.object({ number: z.string(), receivedAt: Instant, project: z.string(), anonymous: z.boolean() });

export const sendObjection = defineRoute({
  method: 'POST', path: '/portal/notices/:noticeId/objections', summary: '提出异议 Object to a proposed award', params: NoticeParams, body: ObjectionIn, response: ObjectionReceipt,
});

export const recordObjection = defineRoute({
  method: 'POST', path: '/notices/:id/objections', summary: '登记书面、电话、来访异议 Write down an objection that came on paper', params: IdParams, body: PaperObjectionIn, response: ObjectionReceipt.extend({ id: Id }), idempotent: true,
});

/** Only who may read objections gets it back, from `GET /files/:id`. */
export const addObjectionScan = defineRoute({
  method: 'POST', path: '/objections/:id/scans', summary: '上传书面异议扫描件 Add a scan of an objection on paper', params: IdParams, kind: 'upload', response: FileView, idempotent: true,
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
  channel: z.enum(OBJECTION_CHANNELS),
  /** who wrote it down, null for one that came through the form */
  recordedBy: z.string().nullable(),
  receivedAt: Instant,
  repliedAt: Instant.nullable(),
  revision: z.number(),
  /** scans of what came on paper */
  scans: z.array(FileView),
  /** `admit`, `dismiss`, `settle`, `scan` */
  actions: z.array(Action),
});
export type ObjectionView = z.output<typeof ObjectionView>;

/** A project that an objection on paper may be about, with the notice that names it. */
const Recordable = z.object({ noticeId: Id, noticeTitle: z.string(), publishedOn: DateOnly, awardId: Id, project: z.string(), organization: z.string() });

export const listObjections = defineRoute({
  method: 'GET', path: '/rounds/:roundId/objections', summary: '异议 Objections of a round', params: RoundParams,
  /** `recordable` is empty for those who may not write any down */
  response: z.object({ rows: z.array(ObjectionView), recordable: z.array(Recordable) }),
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
