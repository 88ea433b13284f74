import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Id, IdParams, Instant, Line, PageQuery, Prose, RoundParams } from '../http/shapes';
import { NOTICE_STATES } from './decision';

const Revision = z.int().min(1);

/** What a notice says to everybody. Listed column by column: nothing else of an application can be in it. */
export const NoticeText = z.object({
  issuer: z.string(),
  paragraphs: z.array(z.string()),
  lines: z.array(
    z.object({ awardId: Id, applicationNumber: z.string().nullable(), project: z.string(), organization: z.string(), community: z.string().nullable(), amountFen: z.number() }),
  ),
  prizes: z.array(z.object({ project: z.string(), organization: z.string(), tier: z.string(), amountFen: z.number() })),
  judges: z.array(z.string()).nullable(),
  workingDays: z.number(),
  objection: z.string(),
  contact: z.object({ phone: z.string(), email: z.string(), address: z.string() }),
});
export type NoticeText = z.output<typeof NoticeText>;

export const NoticeView = z.object({
  id: Id,
  roundId: Id,
  roundTitle: z.string(),
  kind: z.enum(['main', 'supplementary']),
  number: z.string().nullable(),
  title: z.string(),
  content: NoticeText,
  state: z.enum(NOTICE_STATES),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  endsAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  /** of a draft: the days it would run, were it published from the asked day on */
  proposed: z.object({ startsOn: z.string(), endsOn: z.string(), certain: z.boolean() }).nullable(),
  calendarCertain: z.boolean(),
  revision: z.number(),
  actions: z.array(Action),
});
export type NoticeView = z.output<typeof NoticeView>;

export const draftNotice = defineRoute({
  method: 'POST', path: '/rounds/:roundId/notices', summary: '生成公示稿 Draft the public notice', params: RoundParams, response: NoticeView, idempotent: true,
});
export const getNotice = defineRoute({
  method: 'GET', path: '/notices/:id', summary: '公示稿 A notice', params: IdParams, query: z.object({ startsOn: DateOnly.optional() }), response: NoticeView,
});
export const editNotice = defineRoute({
  method: 'PATCH',
  path: '/notices/:id',
  summary: '修改公示稿文字 Edit a notice’s words',
  params: IdParams,
  body: z.object({ revision: Revision, title: Line(120).min(1), paragraphs: z.array(Prose(1000).min(1)).min(1).max(8) }),
  response: NoticeView,
});
export const discardNotice = defineRoute({ method: 'DELETE', path: '/notices/:id', summary: '删除公示稿 Discard a draft', params: IdParams, response: z.object({ removed: z.boolean() }) });
export const publishNotice = defineRoute({
  method: 'POST',
  path: '/notices/:id/publish',
  summary: '发布公示 Publish a notice',
  params: IdParams,
  body: z.object({ revision: Revision, startsOn: DateOnly.optional(), daysConfirmed: z.boolean().default(false) }),
  response: NoticeView,
  idempotent: true,
});
export const closeNotice = defineRoute({
  method: 'POST',
  path: '/notices/:id/close',
  summary: '结束公示 Close a notice',
  params: IdParams,
  body: z.object({ revision: Revision }),
  response: z.object({ state: z.enum(NOTICE_STATES), granted: z.number(), held: z.number() }),
  idempotent: true,
});
export const downloadNotice = defineRoute({ method: 'GET', path: '/notices/:id/pdf', summary: '公示稿 PDF A notice as PDF', params: IdParams, kind: 'file' });

const NoticeParams = z.object({ noticeId: Id });

export const PortalNoticeRow = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  street: z.string(),
  roundId: Id,
  roundTitle: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  projects: z.number(),
  phase: z.enum(['coming', 'running', 'over']),
});
export type PortalNoticeRow = z.output<typeof PortalNoticeRow>;

export const listPortalNotices = defineRoute({
  method: 'GET',
  path: '/portal/notices',
  summary: '公示列表 Public notices',
  query: PageQuery.extend({ tenantId: Id.optional() }),
  response: z.object({ rows: z.array(PortalNoticeRow), next: z.string().nullable() }),
});

export const PortalNotice = z.object({
  id: Id,
  roundId: Id,
  roundTitle: z.string(),
  kind: z.enum(['main', 'supplementary']),
  number: z.string(),
  title: z.string(),
  content: NoticeText,
  startsOn: z.string(),
  endsOn: z.string(),
  /** the first moment after the notice */
  endsAt: Instant,
  publishedOn: z.string(),
  phase: z.enum(['coming', 'running', 'over']),
  calendarCertain: z.boolean(),
  mayObject: z.boolean(),
  /** what became of the objections, without names; a project is named only where its award was cancelled */
  outcomes: z.object({ received: z.number(), open: z.number(), upheld: z.number(), rejected: z.number(), dismissed: z.number(), cancelled: z.array(z.string()) }),
});
export type PortalNotice = z.output<typeof PortalNotice>;

export const getPortalNotice = defineRoute({ method: 'GET', path: '/portal/notices/:noticeId', summary: '公示 A public notice', params: NoticeParams, response: PortalNotice });
export const downloadPortalNotice = defineRoute({ method: 'GET', path: '/portal/notices/:noticeId/pdf', summary: '公示 PDF A public notice as PDF', params: NoticeParams, kind: 'file' });

export const getRoundResults = defineRoute({
  method: 'GET',
  path: '/portal/rounds/:roundId/results',
  summary: '本轮结果 Results of a round',
  params: RoundParams,
  response: z.object({
    round: z.object({ id: Id, title: z.string(), street: z.string() }),
    /** awards that stand, after their notice */
    awards: z.array(z.object({ number: z.string().nullable(), project: z.string(), organization: z.string(), community: z.string().nullable(), amountFen: z.number() })),
    totalFen: z.number(),
    prizes: z.array(z.object({ project: z.string(), organization: z.string(), tier: z.string(), amountFen: z.number() })),
    notices: z.array(PortalNoticeRow),
  }),
});
