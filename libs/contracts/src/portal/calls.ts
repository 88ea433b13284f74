import { z } from 'zod';
import { ROUND_STATES } from '@weichuang/domain/calls/round.machine';
import { AnnouncementView, StageLineView } from '../calls/rounds';
import { PublicRules } from '../calls/round-config.schema';
import { defineRoute } from '../http/route';
import { Id, Instant, RoundParams } from '../http/shapes';

const Words = z.object({ zh: z.string(), en: z.string().optional() });
const Track = z.object({ id: z.string(), name: Words, applicants: z.array(z.string()).readonly() });

/** Where a call stands by the clock, whatever the sweep has done. */
export const CALL_PHASES = ['open', 'coming', 'running', 'ended', 'cancelled'] as const;

export const PortalCall = z.object({
  id: Id,
  street: z.string(),
  district: z.string().nullable(),
  title: z.string(),
  edition: z.number(),
  year: z.number(),
  phase: z.enum(CALL_PHASES),
  state: z.enum(ROUND_STATES),
  openAt: Instant,
  closeAt: Instant,
  poolFen: z.number(),
  /** the most one project gets, where the rules say so */
  grantFen: z.number().nullable(),
  tracks: z.array(Track),
  needs: z.number(),
});
export type PortalCall = z.output<typeof PortalCall>;

export const listCalls = defineRoute({
  method: 'GET', path: '/portal/calls', summary: '公开的征集公告 Public calls', response: z.object({ rows: z.array(PortalCall) }),
});

const Outline = z.object({
  id: Id,
  title: z.string(),
  sections: z.array(z.object({ title: Words, fields: z.array(z.object({ label: Words, help: Words.optional(), max: z.string().nullable(), required: z.boolean() })) })),
});
export type FormOutline = z.output<typeof Outline>;

export const CallPage = z.object({
  id: Id,
  street: z.string(),
  streetContact: z.object({ phone: z.string().optional(), email: z.string().optional(), address: z.string().optional() }),
  district: z.string().nullable(),
  undertaker: z.string().nullable(),
  title: z.string(),
  edition: z.number(),
  year: z.number(),
  state: z.enum(ROUND_STATES),
  phase: z.enum(CALL_PHASES),
  cancelledReason: z.string().nullable(),
  introduction: z.string(),
  publishedAt: Instant.nullable(),
  configHash: z.string().nullable(),
  rules: PublicRules,
  line: StageLineView,
  rubrics: z.array(Outline),
  applicationForms: z.array(Outline.extend({ trackIds: z.array(z.string()) })),
  needs: z.array(z.object({ id: Id, community: z.string(), title: z.string(), description: z.string(), category: z.string().nullable(), surveyCount: z.number().nullable(), beneficiaries: z.string().nullable() })),
  announcements: z.array(AnnouncementView),
  notices: z.array(z.object({ id: Id, number: z.string(), title: z.string(), startsOn: z.string().nullable(), endsOn: z.string().nullable(), running: z.boolean() })),
  /** once a notice has been published */
  results: z.array(z.object({ number: z.string().nullable(), title: z.string(), organization: z.string(), amountFen: z.number() })),
});
export type CallPage = z.output<typeof CallPage>;

export const getCallPage = defineRoute({ method: 'GET', path: '/portal/rounds/:roundId', summary: '征集公告 The page of a call', params: RoundParams, response: CallPage });

/** The same page as it will be seen, from a draft too: for those who set it up. */
export const previewCallPage = defineRoute({ method: 'GET', path: '/rounds/:roundId/preview', summary: '预览征集公告 Preview of a call’s page', params: RoundParams, response: CallPage });
