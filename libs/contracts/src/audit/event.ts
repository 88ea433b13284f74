import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, InstantIn, Instant, Line, PageOf, PageQuery, RoundParams } from '../http/shapes';

/** One thing that happened, as a detail page's timeline shows it. Shape of `timelineOf`. */
export const TimelineEntry = z.object({
  id: Id,
  at: Instant,
  kind: z.string(),
  /** the sentence for it in the reader's language */
  text: z.string(),
  /** null: the system, or somebody whose name the reader may not know */
  who: z.string().nullable(),
  role: z.string().nullable(),
  /** reason given, if any */
  reason: z.string().nullable(),
});
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const AuditEntry = TimelineEntry.extend({
  subject: z.object({ kind: z.string(), id: Id }),
  roundId: Id.nullable(),
  requestId: z.string().nullable(),
  /** what changed: before and after, as it was written */
  data: z.record(z.string(), z.unknown()),
  /** its place in the chain; null until the relay has sealed it, within seconds */
  seq: z.number().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const Filter = z.object({
  /** beginning of the kind: `application`, `application.submit` */
  kind: z.string().regex(/^[A-Za-z_]+(\.[A-Za-z_]+)*$/).max(80).optional(),
  actorId: Id.optional(),
  subjectId: Id.optional(),
  q: Line(60).optional(),
  from: InstantIn.optional(),
  to: InstantIn.optional(),
});

const TenantParams = z.object({ tenantId: Id });

export const listRoundEvents = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/events',
  summary: '本轮审计日志 Audit log of a round',
  params: RoundParams,
  query: PageQuery.extend(Filter.shape),
  response: PageOf(AuditEntry),
});

export const listTenantEvents = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/events',
  summary: '街道审计日志 Audit log of a street',
  params: TenantParams,
  query: PageQuery.extend(Filter.shape),
  response: PageOf(AuditEntry),
});

/** At most 20,000 rows, newest first; UTF-8 with BOM, for spreadsheets. */
export const downloadTenantEvents = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/events.csv',
  summary: '下载审计日志 Download the audit log',
  params: TenantParams,
  query: Filter,
  kind: 'file',
});
export const downloadRoundEvents = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/events.csv',
  summary: '下载本轮审计日志 Download a round’s audit log',
  params: RoundParams,
  query: Filter,
  kind: 'file',
});

/** Recomputes the street's chain from its events. */
export const getChain = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/chain',
  summary: '校验审计链 Verify the chain',
  params: TenantParams,
  response: z.object({
    events: z.number(),
    sealed: z.number(),
    head: z.string(),
    /** the first link that does not hold; null: all hold */
    broken: z.string().nullable(),
    verifiedAt: Instant,
  }),
});

/** What belongs to no street: people, organizations, streets themselves. */
export const listPlatformEvents = defineRoute({
  method: 'GET',
  path: '/platform/events',
  summary: '平台审计日志 Audit log of the platform',
  query: PageQuery.extend(Filter.shape),
  response: PageOf(AuditEntry),
});
