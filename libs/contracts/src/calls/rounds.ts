import { z } from 'zod';
import { ROUND_STATES } from '@weichuang/domain/calls/round.machine';
import { STAGES } from '@weichuang/domain/calls/stage-line';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Id, Instant, InstantIn, Line, Prose, RoundParams, TextSchema } from '../http/shapes';
import { RoundConfigDraft, RoundConfigPatch } from './round-config.schema';

export const TenantParams = z.object({ tenantId: Id });
const Named = z.object({ id: Id, name: z.string() });
const Revision = z.int().min(1);

/** The cycle's stages as the line shows them; planned dates are ISO instants. */
export const StageLineView = z.object({
  stages: z.array(
    z.object({
      id: z.enum(STAGES),
      from: z.string().nullable(),
      to: z.string().nullable(),
      state: z.enum(['done', 'current', 'open', 'coming', 'skipped', 'stopped', 'unreached']),
      actors: z.array(z.string()).readonly(),
      late: z.boolean(),
      /** what a stage that goes on beside the current one still waits for */
      left: z.number().nullable(),
    }),
  ).readonly(),
  step: z.number().nullable(),
  msLeft: z.number().nullable(),
  ended: z.string().nullable(),
});
export type StageLineView = z.output<typeof StageLineView>;

export const RoundTemplateView = z.object({
  id: z.string(),
  name: TextSchema,
  describes: z.object({ zh: z.string(), en: z.string().optional() }),
  /** what the programme's own papers leave open and the template fills in: to be looked at */
  defaults: z.array(z.object({ zh: z.string(), en: z.string().optional() })),
  figures: z.object({ tracks: z.number(), poolFen: z.number(), judges: z.number(), tranches: z.array(z.number()), noticeWorkingDays: z.number() }),
});
export type RoundTemplateView = z.output<typeof RoundTemplateView>;

export const listTemplates = defineRoute({
  method: 'GET', path: '/round-templates', summary: '项目模板库 Programmes of the library', response: z.object({ rows: z.array(RoundTemplateView) }),
});

export const RoundSummary = z.object({
  id: Id,
  tenant: Named,
  title: z.string(),
  edition: z.number(),
  year: z.number(),
  state: z.enum(ROUND_STATES),
  openAt: z.string(),
  closeAt: z.string(),
  poolFen: z.number(),
  undertaker: Named.nullable(),
  applications: z.number(),
  projects: z.number(),
  line: StageLineView,
});
export type RoundSummary = z.output<typeof RoundSummary>;

/** A street has a few rounds a year: the list is whole. */
export const listRounds = defineRoute({
  method: 'GET', path: '/tenants/:tenantId/rounds', summary: '街道的各轮 Rounds of a street', params: TenantParams,
  query: z.object({ state: z.enum(ROUND_STATES).optional(), year: z.coerce.number().int().optional() }),
  response: z.object({ rows: z.array(RoundSummary), may: z.object({ create: z.boolean() }) }),
});

/** `opens`: who works on the round opens its own page, applicants and communities the page of its call. */
export const MyRound = RoundSummary.extend({ opens: z.enum(['round', 'call']) });
export type MyRound = z.output<typeof MyRound>;

/** Rounds the person takes part in, over all streets. */
export const listMyRounds = defineRoute({ method: 'GET', path: '/my/rounds', summary: '我参与的各轮 My rounds', response: z.object({ rows: z.array(MyRound) }) });

export const NewRound = z.object({ title: Line(120).min(1), year: z.int().min(2000).max(2200), edition: z.int().min(1).max(999), openOn: DateOnly });

export const createRound = defineRoute({
  method: 'POST', path: '/tenants/:tenantId/rounds', summary: '按模板新建一轮 Set up a round from a template', params: TenantParams, idempotent: true,
  body: NewRound.extend({ templateId: z.string().max(60) }), response: z.object({ id: Id }),
});

/** Same rules and forms; every date moved by the days between both openings. */
export const cloneRound = defineRoute({
  method: 'POST', path: '/rounds/:roundId/clone', summary: '复制上一轮 Clone a round', params: RoundParams, idempotent: true, body: NewRound, response: z.object({ id: Id }),
});

export const AnnouncementView = z.object({
  id: Id,
  kind: z.enum(['extension', 'cancellation', 'notice']),
  title: z.string(),
  body: z.string(),
  publishedAt: Instant,
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AnnouncementView = z.output<typeof AnnouncementView>;

export const FormVersionRef = z.object({ id: Id, formKey: z.string(), kind: z.string(), version: z.number(), title: z.string(), publishedAt: Instant.nullable() });
/** `opens`: the person may read the form itself. */
const RoundForm = FormVersionRef.extend({ opens: z.boolean() });

export const RoundDetail = z.object({
  id: Id,
  tenant: Named.extend({ shortName: z.string() }),
  title: z.string(),
  edition: z.number(),
  year: z.number(),
  templateId: z.string().nullable(),
  state: z.enum(ROUND_STATES),
  config: RoundConfigDraft,
  configHash: z.string().nullable(),
  introduction: z.string(),
  undertaker: Named.nullable(),
  publishedAt: Instant.nullable(),
  cancelledReason: z.string().nullable(),
  revision: z.number(),
  line: StageLineView,
  counts: z.object({ needs: z.number(), pairings: z.number(), drafts: z.number(), submitted: z.number(), qualified: z.number(), projects: z.number() }),
  announcements: z.array(AnnouncementView),
  /** versions that the configuration names */
  forms: z.array(RoundForm),
  actions: z.array(Action),
});
export type RoundDetail = z.output<typeof RoundDetail>;

export const getRound = defineRoute({ method: 'GET', path: '/rounds/:roundId', summary: '一轮的全部设置 A round with its rules', params: RoundParams, response: RoundDetail });

/** What the set-up page saves while it is typed: whole parts; nothing has to be complete. */
export const saveRound = defineRoute({
  method: 'PATCH', path: '/rounds/:roundId', summary: '保存设置 Save the set-up of a draft', params: RoundParams,
  body: z.object({
    revision: Revision,
    title: Line(120).optional(),
    introduction: Prose(20_000).optional(),
    year: z.int().min(2000).max(2200).optional(),
    edition: z.int().min(1).max(999).optional(),
    config: RoundConfigPatch.optional(),
  }),
  response: z.object({ revision: z.number(), savedAt: Instant }),
});

const Missing = z.object({ path: z.string(), code: z.string(), message: z.string() });
export const getMissing = defineRoute({
  method: 'GET', path: '/rounds/:roundId/missing', summary: '发布前还缺什么 What keeps it from being published, and what is worth a second look', params: RoundParams,
  response: z.object({ rows: z.array(Missing), warnings: z.array(Missing) }),
});

export const setUndertaker = defineRoute({
  method: 'PUT', path: '/rounds/:roundId/undertaker', summary: '指定承办方 Name the undertaker', params: RoundParams,
  body: z.object({ organizationId: Id.nullable(), revision: Revision }), response: z.object({ revision: z.number() }),
});

/** Registered organizations whose name begins so: whom the street may commission. */
export const findUndertakers = defineRoute({
  method: 'GET', path: '/rounds/:roundId/undertaker-candidates', summary: '查找承办方 Find an undertaker', params: RoundParams,
  query: z.object({ q: z.string().trim().min(1).max(60) }), response: z.object({ rows: z.array(Named) }),
});

const Moved = z.object({ state: z.enum(ROUND_STATES), revision: z.number() });

export const publishRound = defineRoute({
  method: 'POST', path: '/rounds/:roundId/publication', summary: '发布 Publish', params: RoundParams, idempotent: true, body: z.object({ revision: Revision }), response: Moved.extend({ configHash: z.string() }),
});

export const cancelRound = defineRoute({
  method: 'POST', path: '/rounds/:roundId/cancellation', summary: '取消本轮 Cancel', params: RoundParams, idempotent: true,
  body: z.object({ revision: Revision, reason: Prose(1000) }), response: Moved,
});

export const extendRound = defineRoute({
  method: 'POST', path: '/rounds/:roundId/extension', summary: '为所有申报方延长申报 More time for all', params: RoundParams, idempotent: true,
  body: z.object({ revision: Revision, closeAt: InstantIn, moveRest: z.boolean().default(false), reason: Prose(1000).min(1) }),
  response: Moved.extend({ closeAt: z.string() }),
});

export const announce = defineRoute({
  method: 'POST', path: '/rounds/:roundId/announcements', summary: '发布通知 Tell all', params: RoundParams, idempotent: true,
  body: z.object({ title: Line(120).min(1), body: Prose(5000) }), response: z.object({ id: Id }),
});

/** The round's later steps; each has its own permission and its own reasons. */
export const ROUND_MOVES = ['unpublish', 'start_review', 'start_deciding', 'reopen_review', 'start_notice', 'decide_again', 'execute', 'archive'] as const;
export const moveRound = defineRoute({
  method: 'POST', path: '/rounds/:roundId/moves', summary: '推进本轮 Move the round on', params: RoundParams, idempotent: true,
  body: z.object({ event: z.enum(ROUND_MOVES), revision: Revision, reason: Prose(1000).optional() }), response: Moved,
});
