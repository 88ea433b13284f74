import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Action, Fen, Id, IdParams, Instant, Prose, RoundParams, TextSchema } from '../http/shapes';

const Revision = z.int().min(1);
/** a person's written reason; a blank one is refused where one is needed */
const Reason = Prose(500).default('');

export const AWARD_STATES = ['proposed', 'waitlisted', 'not_funded', 'approved', 'noticed', 'granted', 'cancelled_by_objection', 'declined', 'expired'] as const;
export const DECISION_STATES = ['draft', 'submitted', 'returned', 'approved', 'published'] as const;
export const NOTICE_STATES = ['draft', 'published', 'closed_clean', 'closed_with_objections'] as const;

const Said = z.object({ code: z.string(), detail: z.string() });
const Person = z.object({ name: z.string(), at: Instant });

export const AwardLineView = z.object({
  id: Id,
  applicationId: Id,
  number: z.string().nullable(),
  project: z.string(),
  organization: z.string(),
  community: z.string().nullable(),
  rank: z.number().nullable(),
  score: z.string().nullable(),
  requestedFen: z.number(),
  entitledFen: z.number(),
  amountFen: z.number(),
  committed: z.boolean(),
  /** 1 is the first to move up */
  waitlist: z.number().nullable(),
  state: z.enum(AWARD_STATES),
  /** why the allocation put it here, in words */
  reason: Said,
  /** why a person put it elsewhere */
  note: z.string().nullable(),
  noticeId: Id.nullable(),
  openObjections: z.number(),
  revision: z.number(),
  /** `amount` and the machine's events */
  actions: z.array(Action),
});
export type AwardLineView = z.output<typeof AwardLineView>;

export const PrizeView = z.object({
  id: Id, applicationId: Id, project: z.string(), organization: z.string(), tierId: z.string(), tier: TextSchema, amountFen: z.number(),
});

export const NoticeBrief = z.object({
  id: Id,
  kind: z.enum(['main', 'supplementary']),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(NOTICE_STATES),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  endsAt: Instant.nullable(),
  lines: z.number(),
  /** `yours`: open ones that the reader had no part in judging, allocating or approving */
  objections: z.object({ received: z.number(), open: z.number(), yours: z.number() }),
  revision: z.number(),
  actions: z.array(Action),
});

/** Everything of a round's awards on one page. Money in fen. */
export const RoundAwardsView = z.object({
  round: z.object({ id: Id, title: z.string(), state: z.string(), signBy: z.string() }),
  pool: z.object({
    poolFen: z.number(),
    /** of approved awards that still hold it */
    committedFen: z.number(),
    /** of lines that are proposed and not approved yet */
    plannedFen: z.number(),
    /** below 0: the list asks for more than there is */
    leftFen: z.number(),
  }),
  grant: z.enum(['fixed', 'requested', 'tiered', 'matched']),
  quota: z.object({ min: z.number(), max: z.number() }).nullable(),
  ranking: z.object({ frozenAt: Instant, ranked: z.number() }).nullable(),
  open: Action,
  decision: z
    .object({
      id: Id,
      state: z.enum(DECISION_STATES),
      note: z.string(),
      submitted: Person.nullable(),
      approved: Person.nullable(),
      returnReason: z.string().nullable(),
      /** made from a ranking that was replaced since */
      outdated: z.boolean(),
      revision: z.number(),
      actions: z.array(Action),
    })
    .nullable(),
  lines: z.array(AwardLineView),
  prizes: z.array(PrizeView),
  prizeTiers: z.array(z.object({ id: z.string(), name: TextSchema, quota: z.number(), amountFen: z.number(), given: z.number() })),
  givePrize: Action,
  notices: z.array(NoticeBrief),
  draftNotice: Action,
});
export type RoundAwardsView = z.output<typeof RoundAwardsView>;

const Changed = z.object({ id: Id, state: z.string(), revision: z.number() });

export const getRoundAwards = defineRoute({
  method: 'GET', path: '/rounds/:roundId/awards', summary: '本轮资金分配与公示 Awards of a round', params: RoundParams, response: RoundAwardsView,
});

export const openDecision = defineRoute({
  method: 'POST', path: '/rounds/:roundId/decision', summary: '按排名生成拟资助方案 Allocate along the ranking', params: RoundParams, response: Changed, idempotent: true,
});

export const reallocate = defineRoute({
  method: 'POST', path: '/decisions/:id/allocation', summary: '按当前排名重新分配 Allocate again', params: IdParams, body: z.object({ revision: Revision }), response: Changed, idempotent: true,
});

export const adjustAward = defineRoute({
  method: 'PATCH',
  path: '/awards/:id',
  summary: '调整一项拟资助 Adjust a line of the decision',
  params: IdParams,
  body: z.object({ revision: Revision, state: z.enum(['proposed', 'waitlisted', 'not_funded']).optional(), amountFen: Fen.optional(), reason: Reason }),
  response: Changed,
});

export const submitDecision = defineRoute({
  method: 'POST', path: '/decisions/:id/submit', summary: '提交领导审批 Submit for approval', params: IdParams, body: z.object({ revision: Revision, note: Prose(1000).default('') }), response: Changed, idempotent: true,
});

export const approveDecision = defineRoute({
  method: 'POST', path: '/decisions/:id/approve', summary: '批准拟资助方案 Approve the decision', params: IdParams, body: z.object({ revision: Revision }), response: Changed, idempotent: true,
});

export const returnDecision = defineRoute({
  method: 'POST', path: '/decisions/:id/return', summary: '退回拟资助方案 Return the decision', params: IdParams, body: z.object({ revision: Revision, reason: Reason }), response: Changed, idempotent: true,
});

const AwardVerb = z.object({ revision: Revision, reason: Reason });
export const promoteAward = defineRoute({ method: 'POST', path: '/awards/:id/promote', summary: '递补 Move up from the waitlist', params: IdParams, body: AwardVerb, response: Changed, idempotent: true });
export const approveAward = defineRoute({ method: 'POST', path: '/awards/:id/approve', summary: '批准递补 Approve a promoted award', params: IdParams, body: z.object({ revision: Revision }), response: Changed, idempotent: true });
export const declineAward = defineRoute({ method: 'POST', path: '/awards/:id/decline', summary: '放弃资助 Decline an award', params: IdParams, body: AwardVerb, response: Changed, idempotent: true });
export const expireAward = defineRoute({ method: 'POST', path: '/awards/:id/expire', summary: '逾期未签约作废 Let an award expire', params: IdParams, body: AwardVerb, response: Changed, idempotent: true });

/** An award as its own organization sees it, once it is public. */
export const MyAward = z.object({
  id: Id, applicationId: Id, roundId: Id, round: z.string(), project: z.string(), amountFen: z.number(), state: z.enum(AWARD_STATES), noticeId: Id.nullable(), revision: z.number(), actions: z.array(Action),
});
export const listMyAwards = defineRoute({
  method: 'GET', path: '/my/awards', summary: '我单位的资助 Awards of my organizations', response: z.object({ rows: z.array(MyAward) }),
});

export const givePrize = defineRoute({
  method: 'POST', path: '/rounds/:roundId/prizes', summary: '评奖 Give a prize', params: RoundParams, body: z.object({ applicationId: Id, tierId: z.string().max(60) }), response: PrizeView, idempotent: true,
});
export const fillPrizes = defineRoute({
  method: 'POST', path: '/rounds/:roundId/prizes/by-ranking', summary: '按排名评奖 Give all prizes along the ranking', params: RoundParams, response: z.object({ given: z.number() }), idempotent: true,
});
export const listPrizes = defineRoute({ method: 'GET', path: '/rounds/:roundId/prizes', summary: '奖项 Prizes of a round', params: RoundParams, response: z.object({ rows: z.array(PrizeView), totalFen: z.number() }) });
export const removePrize = defineRoute({ method: 'DELETE', path: '/prizes/:id', summary: '取消奖项 Take a prize back', params: IdParams, response: z.object({ removed: z.boolean() }) });
