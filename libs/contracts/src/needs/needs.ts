import { z } from 'zod';
import { NEED_STATES } from '@weichuang/domain/needs/need.machine';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Line, Prose, RoundParams } from '../http/shapes';

const Revision = z.int().min(1);
const Named = z.object({ id: Id, name: z.string() });

/** What a community says; nothing has to be complete before it is handed in. */
export const NeedIn = z.object({
  title: Line(120),
  description: Prose(4000),
  category: Line(60).nullable(),
  surveyCount: z.int().min(0).max(1_000_000).nullable(),
  beneficiaries: Line(300).nullable(),
});

export const NeedView = z.object({
  id: Id,
  round: z.object({ id: Id, title: z.string(), needsCloseAt: z.string().nullable() }),
  community: Named,
  title: z.string(),
  description: z.string(),
  category: z.string().nullable(),
  surveyCount: z.number().nullable(),
  beneficiaries: z.string().nullable(),
  state: z.enum(NEED_STATES),
  returnReason: z.string().nullable(),
  pairings: z.number(),
  applications: z.number(),
  revision: z.number(),
  createdAt: Instant,
});
export type NeedView = z.output<typeof NeedView>;

export const NeedDetail = NeedView.extend({ editable: z.boolean(), missing: z.array(z.string()), actions: z.array(Action) });
export type NeedDetail = z.output<typeof NeedDetail>;

const Filters = z.object({ state: z.enum(NEED_STATES).optional(), communityId: Id.optional() });

/** Drafts are the community's own: staff see what has been handed in. */
export const listNeeds = defineRoute({
  method: 'GET', path: '/rounds/:roundId/needs', summary: '本轮需求 Needs of a round', params: RoundParams, query: Filters, response: z.object({ rows: z.array(NeedView) }),
});

const CommunityParams = z.object({ communityId: Id });
/** A community's own needs, and the rounds that collect now. */
export const listCommunityNeeds = defineRoute({
  method: 'GET', path: '/communities/:communityId/needs', summary: '社区的需求 Needs of a community', params: CommunityParams,
  query: z.object({ roundId: Id.optional() }),
  response: z.object({ rows: z.array(NeedView), collecting: z.array(z.object({ id: Id, title: z.string(), needsCloseAt: z.string().nullable() })) }),
});

export const getNeed = defineRoute({ method: 'GET', path: '/needs/:id', summary: '一项需求 One need', params: IdParams, response: NeedDetail });

export const createNeed = defineRoute({
  method: 'POST', path: '/rounds/:roundId/needs', summary: '填写需求 Write down a need', params: RoundParams, idempotent: true,
  body: NeedIn.partial().extend({ communityId: Id, title: Line(120) }), response: z.object({ id: Id }),
});

export const saveNeed = defineRoute({
  method: 'PATCH', path: '/needs/:id', summary: '保存需求 Save a need', params: IdParams, body: NeedIn.partial().extend({ revision: Revision }),
  response: z.object({ revision: z.number(), savedAt: Instant }),
});

const Moved = z.object({ state: z.enum(NEED_STATES), revision: z.number() });
const body = z.object({ revision: Revision });

export const fileNeed = defineRoute({ method: 'POST', path: '/needs/:id/filing', summary: '提交需求 Hand in', params: IdParams, idempotent: true, body, response: Moved });
export const recallNeed = defineRoute({ method: 'POST', path: '/needs/:id/recall', summary: '撤回需求 Take back', params: IdParams, idempotent: true, body, response: Moved });
export const returnNeed = defineRoute({
  method: 'POST', path: '/needs/:id/return', summary: '退回需求 Give back', params: IdParams, idempotent: true, body: body.extend({ reason: Prose(1000) }), response: Moved,
});
export const publishNeed = defineRoute({ method: 'POST', path: '/needs/:id/publication', summary: '公布需求 Publish', params: IdParams, idempotent: true, body, response: Moved });
export const unpublishNeed = defineRoute({ method: 'POST', path: '/needs/:id/withdrawal', summary: '撤下需求 Take from the list', params: IdParams, idempotent: true, body, response: Moved });
export const closeNeed = defineRoute({ method: 'POST', path: '/needs/:id/closing', summary: '关闭需求 Close', params: IdParams, idempotent: true, body, response: Moved });
