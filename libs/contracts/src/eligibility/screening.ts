import { z } from 'zod';
import { APPLICATION_STATES } from '@weichuang/domain/applications/application.machine';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, PageOf, PageQuery, Prose, RoundParams } from '../http/shapes';

const Text = z.object({ zh: z.string(), en: z.string().optional() });
const Outcome = z.enum(['pass', 'fail', 'manual']);

/** One rule of the call for one application: what the data say, what a person says, what stands. */
export const RuleRow = z.object({
  ruleId: z.string(),
  kind: z.string(),
  title: Text,
  clause: z.string(),
  automatic: Outcome,
  evidence: z.object({ code: z.string(), text: z.string() }),
  verdict: z.object({ outcome: z.enum(['pass', 'fail']), reason: z.string().nullable(), by: z.string().nullable(), at: Instant }).nullable(),
  outcome: Outcome,
  overridden: z.boolean(),
});
export type RuleRow = z.output<typeof RuleRow>;

export const ScreeningView = z.object({
  applicationId: Id,
  state: z.enum(APPLICATION_STATES),
  revision: z.number(),
  version: z.number(),
  rules: z.array(RuleRow),
  returns: z.number(),
  maxReturns: z.number(),
  correctionWorkingDays: z.number(),
  /** end of a correction that were asked for now; `certain`: the year's holidays are known */
  correctBy: z.object({ until: Instant, certain: z.boolean() }),
  /** fields a return may name, in the form's order */
  fields: z.array(z.object({ id: z.string(), label: Text, section: Text })),
  /** qualify, return, disqualify, rescreen */
  actions: z.array(Action),
  /** the next one that waits for a check, oldest first */
  next: Id.nullable(),
});
export type ScreeningView = z.output<typeof ScreeningView>;

export const getScreening = defineRoute({ method: 'GET', path: '/applications/:id/screening', summary: '资格审查 Eligibility check', params: IdParams, response: ScreeningView });

/** What waits for a check, oldest first, with the automatic outcomes. */
export const listScreenings = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/screenings',
  summary: '待审查列表 Applications to check',
  params: RoundParams,
  query: PageQuery.extend({ state: z.enum(['submitted', 'returned', 'qualified', 'disqualified']).default('submitted') }),
  response: PageOf(
    z.object({
      applicationId: Id,
      number: z.string(),
      title: z.string(),
      organization: z.string(),
      submittedAt: Instant,
      version: z.number(),
      returns: z.number(),
      passed: z.number(),
      failed: z.number(),
      open: z.number(),
      failing: z.array(z.string()),
    }),
  ).extend({
    /** how many there are in each state, whichever is asked for */
    counts: z.object({ submitted: z.number(), returned: z.number(), qualified: z.number(), disqualified: z.number() }),
  }),
});

/** A person's word on one rule: answers a manual one, or turns an automatic one, with the reason. */
export const giveVerdict = defineRoute({
  method: 'PUT',
  path: '/applications/:id/screening/:ruleId',
  summary: '记录一条规则的结论 Record an outcome',
  params: z.object({ id: Id, ruleId: z.string().max(64) }),
  body: z.object({ outcome: z.enum(['pass', 'fail']), reason: Prose(1000).default(''), version: z.int().min(1) }),
  response: ScreeningView,
});

/** Takes a word back: the automatic outcome stands again. */
export const dropVerdict = defineRoute({
  method: 'DELETE',
  path: '/applications/:id/screening/:ruleId',
  summary: '撤回一条结论 Take an outcome back',
  params: z.object({ id: Id, ruleId: z.string().max(64) }),
  response: ScreeningView,
});

const Decided = z.object({ id: Id, state: z.string(), revision: z.number(), next: Id.nullable() });

export const qualifyApplication = defineRoute({ method: 'POST', path: '/applications/:id/qualification', summary: '通过资格审查 Qualify', params: IdParams, body: z.object({ revision: z.int().min(1) }), response: Decided, idempotent: true });

/** Back to the applicant, who may change the named fields alone until the end of the correction. */
export const returnApplication = defineRoute({
  method: 'POST',
  path: '/applications/:id/return',
  summary: '退回修改 Return for correction',
  params: IdParams,
  body: z.object({
    revision: z.int().min(1),
    reason: Prose(1000),
    fields: z.array(z.string().max(64)).max(200),
    /** working days, the round's own number when left out */
    workingDays: z.int().min(1).max(30).optional(),
  }),
  response: Decided.extend({ until: Instant }),
  idempotent: true,
});

export const disqualifyApplication = defineRoute({ method: 'POST', path: '/applications/:id/disqualification', summary: '资格审查不通过 Reject', params: IdParams, body: z.object({ revision: z.int().min(1), reason: Prose(1000) }), response: Decided, idempotent: true });

/** Opens a check again before judging begins. */
export const rescreenApplication = defineRoute({ method: 'POST', path: '/applications/:id/rescreening', summary: '重新审查 Check again', params: IdParams, body: z.object({ revision: z.int().min(1), reason: Prose(1000) }), response: Decided, idempotent: true });
