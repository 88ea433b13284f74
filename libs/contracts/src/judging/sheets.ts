import { z } from 'zod';
import { ReadApplication } from '../applications/reading';
import { FormDefinitionSchema } from '../forms/definition.schema';
import { defineRoute } from '../http/route';
import { Action, Id, IdParams, Instant, Prose, TextSchema } from '../http/shapes';
import { Revision, ScoreIn, SheetCounts, SheetState, StageParams, StageState } from './shapes';

/** Every panel the person sits on. */
export const JudgeTask = z.object({
  stageId: Id,
  round: z.object({ id: Id, title: z.string() }),
  tenant: z.string(),
  stage: TextSchema,
  state: StageState,
  reviewTo: z.string(),
  /** applications the judge has not declared on yet */
  undeclared: z.number(),
  sheets: SheetCounts,
});
export type JudgeTask = z.output<typeof JudgeTask>;

export const listMyTasks = defineRoute({ method: 'GET', path: '/judging/tasks', summary: '我的评审任务 My judging tasks', response: z.object({ tasks: z.array(JudgeTask) }) });

/** Names alone: enough to say with whom one is connected. */
export const DeclarationView = z.object({
  stage: z.object({ id: Id, name: TextSchema, state: StageState }),
  round: z.object({ id: Id, title: z.string() }),
  communities: z.array(z.string()),
  declaredAt: Instant.nullable(),
  applications: z.array(
    z.object({
      id: Id,
      title: z.string(),
      organization: z.string(),
      host: z.string().nullable(),
      community: z.string().nullable(),
      /** it was declared on before */
      declared: z.boolean(),
      conflict: z.string().nullable(),
    }),
  ),
  /** null: the judge may declare now */
  why: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type DeclarationView = z.output<typeof DeclarationView>;

export const getDeclaration = defineRoute({
  method: 'GET',
  path: '/judging/stages/:stageId/declaration',
  summary: '利害关系申报 Declaration of conflicts',
  params: StageParams,
  response: DeclarationView,
});

export const declareConflicts = defineRoute({
  method: 'POST',
  path: '/judging/stages/:stageId/declaration',
  summary: '提交利害关系申报 Declare conflicts of interest',
  params: StageParams,
  body: z.object({
    conflicts: z.array(z.object({ applicationId: Id, reason: Prose(500).min(1) })).max(2000),
    /** the applications the judge has looked through; one that came meanwhile is not among them */
    seen: z.array(Id).max(2000),
    noOthers: z.literal(true),
  }),
  response: DeclarationView,
  idempotent: true,
});

export const SheetBrief = z.object({
  id: Id,
  state: SheetState,
  application: z.object({ id: Id, number: z.string().nullable(), title: z.string(), organization: z.string().nullable(), community: z.string().nullable() }),
  /** items that have a score, of those that need one */
  done: z.number(),
  items: z.number(),
  total: z.string().nullable(),
  fullMarks: z.string(),
  revision: z.number(),
});
export type SheetBrief = z.output<typeof SheetBrief>;

export const SheetList = z.object({
  stage: z.object({ id: Id, name: TextSchema, state: StageState, reviewTo: z.string() }),
  round: z.object({ id: Id, title: z.string() }),
  blind: z.boolean(),
  /** applications the judge has to declare on before anything opens */
  undeclared: z.number(),
  /** by least done first, then as they were numbered */
  sheets: z.array(SheetBrief),
});
export type SheetList = z.output<typeof SheetList>;

export const listMySheets = defineRoute({ method: 'GET', path: '/judging/stages/:stageId/sheets', summary: '我的评分表 My score sheets', params: StageParams, response: SheetList });

/** What the judge gave: a decimal string by field id. A missing item is not scored yet. */
export const ScoreItems = z.record(
  z.string().max(64),
  z.object({ score: z.union([ScoreIn, z.literal('')]).optional(), comment: Prose(1000).optional() }),
);
export type ScoreItems = z.output<typeof ScoreItems>;

export const SheetView = z.object({
  id: Id,
  state: SheetState,
  revision: z.number(),
  stage: z.object({ id: Id, name: TextSchema, state: StageState, reviewTo: z.string() }),
  round: z.object({ id: Id, title: z.string() }),
  blind: z.boolean(),
  application: ReadApplication.extend({
    id: Id,
    number: z.string().nullable(),
    organization: z.string().nullable(),
    community: z.string().nullable(),
  }),
  rubric: FormDefinitionSchema,
  fullMarks: z.string(),
  items: ScoreItems,
  comment: z.string(),
  total: z.string().nullable(),
  lockedAt: Instant.nullable(),
  reason: z.string().nullable(),
  actions: z.array(Action),
  /** the next sheet of this stage with the least done; null: none is open */
  next: Id.nullable(),
  progress: z.object({ locked: z.number(), all: z.number() }),
});
export type SheetView = z.output<typeof SheetView>;

export const getSheet = defineRoute({ method: 'GET', path: '/scorecards/:id', summary: '评分表与申报材料 A score sheet with its application', params: IdParams, response: SheetView });

/** The whole sheet as it stands on the judge's screen; refused when another device saved in between. */
export const saveSheet = defineRoute({
  method: 'PUT',
  path: '/scorecards/:id',
  summary: '保存评分 Save scores',
  params: IdParams,
  body: z.object({ revision: Revision, items: ScoreItems, comment: Prose(4000).default('') }),
  response: z.object({ revision: z.number(), total: z.string(), complete: z.boolean(), missing: z.array(z.string()) }),
});
export type SavedSheet = z.output<(typeof saveSheet)['response']>;

export const lockSheet = defineRoute({
  method: 'POST',
  path: '/scorecards/:id/lock',
  summary: '提交并锁定评分表 Lock a score sheet',
  params: IdParams,
  body: z.object({ revision: Revision, total: z.string().max(20) }),
  response: z.object({ revision: z.number(), total: z.string(), next: Id.nullable() }),
});

export const recuseSheet = defineRoute({
  method: 'POST',
  path: '/scorecards/:id/recusal',
  summary: '中途回避 Recuse oneself',
  params: IdParams,
  body: z.object({ revision: Revision, reason: Prose(500).min(1) }),
  response: z.object({ next: Id.nullable() }),
});

export const getSheetFile = defineRoute({
  method: 'GET',
  path: '/scorecards/:id/files/:fileId',
  summary: '评委下载申报材料附件 An attachment, as a judge may see it',
  params: z.object({ id: Id, fileId: Id }),
  query: z.object({ inline: z.enum(['1']).optional() }),
  kind: 'file',
});
