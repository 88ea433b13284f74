import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, Instant, Prose, RoundParams, TextSchema } from '../http/shapes';
import { AggregateView, ApplicationBrief, Revision, ScoreIn, TieRuleView } from './shapes';

export const STANDINGS = ['ranked', 'below_pass', 'vetoed', 'not_shortlisted', 'insufficient_sheets', 'missing_part'] as const;

const StageScore = z.object({ score: z.string(), sheets: z.number(), dropped: z.array(z.string()), fellBack: z.boolean() });

export const RankingRowView = z.object({
  id: Id,
  application: ApplicationBrief,
  requestedFen: z.number(),
  rank: z.number().nullable(),
  score: z.string().nullable(),
  standing: z.enum(STANDINGS),
  tied: z.boolean(),
  tie: z.object({ with: z.array(z.string()), decidedBy: TieRuleView.nullable() }).nullable(),
  stages: z.record(z.string(), StageScore),
  /** each locked sheet: stage, judge, total, and whether the trimmed mean dropped it */
  sheets: z.array(z.object({ stageKey: z.string(), judgeId: Id, total: z.string(), dropped: z.boolean() })),
  parts: z.record(z.string(), z.string()),
  vetoes: z.array(z.object({ stageId: z.string(), judgeId: z.string(), fieldIds: z.array(z.string()) })),
  insufficientStages: z.array(z.string()),
  missingParts: z.array(z.string()),
});
export type RankingRowView = z.output<typeof RankingRowView>;

export const RankingView = z.object({
  round: z.object({ id: Id, title: z.string() }),
  /** `waiting`: a stage still runs, and nobody sees scores before */
  status: z.enum(['waiting', 'provisional', 'frozen']),
  stages: z.array(z.object({ key: z.string(), name: TextSchema, weightBp: z.number(), minSheets: z.number(), aggregate: AggregateView })),
  parts: z.array(z.object({ id: z.string(), name: TextSchema, max: z.string(), weightBp: z.number(), allowed: z.array(z.string()).optional() })),
  total: z.enum(['weighted', 'sum']),
  decimals: z.number(),
  rounding: z.enum(['half_up', 'half_even', 'down']),
  passLine: z.string().nullable(),
  tieRules: z.array(TieRuleView),
  judges: z.array(z.object({ id: Id, name: z.string() })),
  rows: z.array(RankingRowView),
  /** places that no rule separates, each a list of application ids */
  openTies: z.array(z.array(Id)),
  decisions: z.array(z.object({ applicationIds: z.array(Id), reason: z.string(), by: z.string(), at: Instant })),
  thin: z.array(z.object({ stageId: z.string(), judgeId: z.string(), sheets: z.number() })),
  ruleHash: z.string().nullable(),
  frozen: z.object({ id: Id, hash: z.string(), at: Instant, by: z.string() }).nullable(),
  mayBreakTie: z.boolean(),
  mayEnterParts: z.boolean(),
  mayFreeze: z.boolean(),
  /** why it cannot be frozen now */
  why: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type RankingView = z.output<typeof RankingView>;

export const getRanking = defineRoute({ method: 'GET', path: '/rounds/:roundId/ranking', summary: '评审排名 The ranking', params: RoundParams, response: RankingView });

export const breakTie = defineRoute({
  method: 'POST',
  path: '/rounds/:roundId/ranking/ties',
  summary: '主办方对同分项目排序 The funder puts equals in order',
  params: RoundParams,
  body: z.object({ applicationIds: z.array(Id).min(2).max(200), reason: Prose(500).min(1) }),
  response: RankingView,
  idempotent: true,
});

/** `acceptShort`: applications that stay without a rank for want of sheets, named one by one. */
export const freezeRanking = defineRoute({
  method: 'POST',
  path: '/rounds/:roundId/ranking',
  summary: '冻结排名 Freeze the ranking',
  params: RoundParams,
  body: z.object({ acceptShort: z.array(Id).max(2000).default([]) }),
  response: RankingView,
  idempotent: true,
});

/** `revision`: of the part that is changed; 0 when there is none yet. */
export const enterScorePart = defineRoute({
  method: 'PUT',
  path: '/applications/:id/score-parts/:part',
  summary: '录入募捐、投票、加分等得分 Enter a part no judge gives',
  params: z.object({ id: Id, part: z.string().min(1).max(64) }),
  body: z.object({ revision: z.union([z.literal(0), Revision]), value: ScoreIn, evidence: Prose(500) }),
  response: z.object({ revision: z.number(), value: z.string(), evidence: z.string() }),
});

export const listScoreParts = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/score-parts',
  summary: '已录入的其他得分 Parts that were entered',
  params: RoundParams,
  response: z.object({
    parts: z.array(z.object({ applicationId: Id, part: z.string(), value: z.string(), evidence: z.string(), by: z.string(), revision: z.number() })),
  }),
});

/** Every sheet item by item, for statistics. Only of closed stages. */
export const exportScores = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/scores',
  summary: '导出原始评分 Raw scores',
  params: RoundParams,
  response: z.object({
    round: z.object({ id: Id, title: z.string() }),
    stages: z.array(z.object({ key: z.string(), name: TextSchema, criteria: z.array(z.object({ id: z.string(), max: z.string(), kind: z.enum(['base', 'bonus', 'penalty', 'veto']), label: TextSchema })) })),
    applications: z.array(z.object({ id: Id, number: z.string().nullable(), title: z.string(), trackId: z.string() })),
    judges: z.array(z.object({ id: Id, name: z.string() })),
    sheets: z.array(z.object({ stageKey: z.string(), applicationId: Id, judgeId: Id, total: z.string(), items: z.record(z.string(), z.string()) })),
  }),
});
