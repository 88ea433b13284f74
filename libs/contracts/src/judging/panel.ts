import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant, Line, Prose, RoundParams, TextSchema } from '../http/shapes';
import { ApplicationBrief, Revision, SheetState, StageParams, StageState, StageView } from './shapes';

/** What the round's judging page shows first. `missing`: configured stages that were not opened yet. */
export const JudgingView = z.object({
  round: z.object({ id: Id, title: z.string(), state: z.string(), reviewFrom: z.string(), reviewTo: z.string(), blind: z.boolean() }),
  stages: z.array(StageView),
  missing: z.array(z.object({ key: z.string(), name: TextSchema })),
  mayStart: z.boolean(),
  mayManage: z.boolean(),
  mayRank: z.boolean(),
  mayExport: z.boolean(),
});
export type JudgingView = z.output<typeof JudgingView>;

export const getJudging = defineRoute({ method: 'GET', path: '/rounds/:roundId/judging', summary: '本轮评审概况 Judging of a round', params: RoundParams, response: JudgingView });

export const startJudging = defineRoute({
  method: 'POST',
  path: '/rounds/:roundId/judging',
  summary: '按配置建立评审阶段 Open the configured stages',
  params: RoundParams,
  response: JudgingView,
  idempotent: true,
});

/** A hint is what related data says; whether it is a conflict, a person decides. */
export const HINTS = ['same_organization', 'host_organization', 'same_phone'] as const;

export const PanelView = z.object({
  stage: StageView,
  judges: z.array(
    z.object({
      userId: Id,
      name: z.string(),
      email: z.string(),
      phone: z.string().nullable(),
      accountState: z.string(),
      declaredAt: Instant.nullable(),
      /** applications that were qualified after the declaration */
      undeclared: z.number(),
      conflicts: z.number(),
      sheets: z.number(),
      locked: z.number(),
    }),
  ),
  conflicts: z.array(
    z.object({ judge: z.object({ id: Id, name: z.string() }), application: ApplicationBrief, source: z.enum(['declared', 'found']), reason: z.string(), createdAt: Instant }),
  ),
  /** related data without a recorded conflict */
  hints: z.array(z.object({ judge: z.object({ id: Id, name: z.string() }), application: ApplicationBrief, by: z.array(z.enum(HINTS)) })),
});
export type PanelView = z.output<typeof PanelView>;

export const getPanel = defineRoute({ method: 'GET', path: '/judging/stages/:stageId/panel', summary: '评委名单与利害关系 Panel and conflicts', params: StageParams, response: PanelView });

export const addJudge = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/panel',
  summary: '添加评委（没有账号的发出邀请）Add a judge, inviting whoever has no account',
  params: StageParams,
  body: z.object({ email: z.string().trim().toLowerCase().max(200).pipe(z.email()), name: Line(40).default('') }),
  response: PanelView,
  idempotent: true,
});

export const removeJudge = defineRoute({
  method: 'DELETE',
  path: '/judging/stages/:stageId/panel/:userId',
  summary: '移出评委 Remove a judge',
  params: z.object({ stageId: Id, userId: Id }),
  response: PanelView,
});

/** Void counts what the judge had done for this application. */
export const recordConflict = defineRoute({
  method: 'POST',
  path: '/applications/:id/conflicts',
  summary: '登记发现的利害关系，作废已评分表 Record a conflict that was found',
  params: IdParams,
  body: z.object({ userId: Id, reason: Prose(500).min(1) }),
  response: z.object({ voided: z.number() }),
  idempotent: true,
});

const MoveBody = z.object({ revision: Revision });
const move = <P extends string>(path: P, summary: string) =>
  defineRoute({ method: 'POST', path: `/judging/stages/:stageId/${path}`, summary, params: StageParams, body: MoveBody, response: StageView });

export const startDeclaring = move('declaring', '请评委申报利害关系 Ask the judges to declare');
export const reformPanel = move('forming', '退回调整评委 Back to forming the panel');

/**
 * Judges with open sheets are told how many are left and until when; each at most once in 24 hours, by hand or by the calendar.
 * `judges`, `sheets`: of those told now; `lately`: judges who were told before.
 */
export const remindJudges = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/reminders',
  summary: '催办未提交的评分表 Remind judges of open sheets',
  params: StageParams,
  response: z.object({ judges: z.number(), sheets: z.number(), lately: z.number() }),
  idempotent: true,
});

/** `acceptShort`: applications that go ahead with fewer judges than the minimum, named one by one. */
export const openScoring = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/scoring',
  summary: '开始评分，冻结评分规则 Open scoring, freezing the rule',
  params: StageParams,
  body: z.object({ revision: Revision, acceptShort: z.array(Id).max(2000).default([]) }),
  response: StageView,
});

/** `without`: open sheets that staff accept as missing, named one by one. */
export const closeScoring = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/closing',
  summary: '结束评分 Close scoring',
  params: StageParams,
  body: z.object({ revision: Revision, without: z.array(Id).max(2000).default([]) }),
  response: StageView,
});

/** Who goes on to the next stage, by this stage's own ranking; drawn up again as long as the next one has not begun. */
export const drawShortlist = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/shortlist',
  summary: '确定入围名单 Draw up who goes on to the next stage',
  params: StageParams,
  body: z.object({ revision: Revision, acceptShort: z.array(Id).max(2000).default([]) }),
  response: z.object({ stage: StageView, rows: z.array(z.object({ id: Id, title: z.string(), rank: z.number().nullable(), score: z.string().nullable(), goesOn: z.boolean() })) }),
  idempotent: true,
});

export const reopenScoring = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/reopening',
  summary: '重新开放评分 Reopen scoring',
  params: StageParams,
  body: z.object({ revision: Revision, reason: Prose(500).min(1) }),
  response: StageView,
});

export const AssignmentResult = z.object({
  added: z.number(),
  kept: z.number(),
  unserved: z.array(z.object({ application: ApplicationBrief, missing: z.number(), eligible: z.number() })),
});
export type AssignmentResult = z.output<typeof AssignmentResult>;

export const assignSheets = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/assignment',
  summary: '分配评委，已有评分表不变 Assign judges, keeping what is there',
  params: StageParams,
  body: z.object({ maxPerJudge: z.int().min(1).max(2000).nullable().default(null), seed: Line(80).default('') }),
  response: AssignmentResult,
  idempotent: true,
});

/** Judge × application. Totals are null until the stage is closed. */
export const ProgressView = z.object({
  stageId: Id,
  state: StageState,
  judges: z.array(z.object({ id: Id, name: z.string() })),
  applications: z.array(
    ApplicationBrief.extend({
      cells: z.array(z.object({ sheetId: Id, judgeId: Id, state: SheetState, total: z.string().nullable(), reason: z.string().nullable(), revision: z.number() })),
      locked: z.number(),
      /** more locked sheets are needed for a score */
      short: z.boolean(),
      mean: z.string().nullable(),
      outliers: z.array(z.object({ judgeId: Id, total: z.string().nullable(), direction: z.enum(['high', 'low']), offBp: z.number().nullable(), by: z.array(z.enum(['share', 'sds'])) })),
    }),
  ),
  mayReopen: z.boolean(),
});
export type ProgressView = z.output<typeof ProgressView>;

export const getProgress = defineRoute({ method: 'GET', path: '/judging/stages/:stageId/progress', summary: '评分进度 Progress of scoring', params: StageParams, response: ProgressView });

export const reopenSheet = defineRoute({
  method: 'POST',
  path: '/scorecards/:id/reopening',
  summary: '退回已锁定的评分表 Reopen a locked sheet',
  params: IdParams,
  body: z.object({ revision: Revision, reason: Prose(500).min(1) }),
  response: z.object({ revision: z.number(), state: SheetState }),
});
