import { z } from 'zod';
import { Action, Decimal, Id, Instant, TextSchema } from '../http/shapes';

export const STAGE_STATES = ['forming', 'declaring', 'scoring', 'closed', 'frozen'] as const;
export const SHEET_STATES = ['assigned', 'in_progress', 'locked', 'recused', 'voided'] as const;
export const StageState = z.enum(STAGE_STATES);
export const SheetState = z.enum(SHEET_STATES);

export const Revision = z.int().min(1);
export const StageParams = z.object({ stageId: Id });

/** Sheets of a stage by state. */
export const SheetCounts = z.object({ assigned: z.number(), in_progress: z.number(), locked: z.number(), recused: z.number(), voided: z.number() });
export type SheetCounts = z.output<typeof SheetCounts>;

export const AggregateView = z.object({
  kind: z.enum(['mean', 'trimmed_mean', 'median', 'sum', 'standard_score']),
  drop: z.number().optional(),
  minSheets: z.number().optional(),
  mean: z.string().optional(),
  sd: z.string().optional(),
});

export const TieRuleView = z.object({
  kind: z.enum(['criterion', 'median', 'higher_own_share', 'lower_request', 'earlier_submission', 'funder_decides']),
  fieldId: z.string().optional(),
  /** the criterion's own words, where the rubric has it */
  label: TextSchema.optional(),
});

/** A stage as the round's page lists it. */
export const StageView = z.object({
  id: Id,
  key: z.string(),
  name: TextSchema,
  state: StageState,
  revision: z.number(),
  judgesPerApplication: z.number(),
  minSheets: z.number(),
  weightBp: z.number(),
  aggregate: AggregateView,
  panel: z.enum(['expert', 'public']),
  ruleHash: z.string().nullable(),
  openedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  judges: z.number(),
  declared: z.number(),
  applications: z.number(),
  /** how many go on to the next stage by the rule, and who does; null where all do. `count` is null until it is drawn up; `published`: applicants are told */
  shortlist: z.object({ size: z.number(), next: TextSchema, count: z.number().nullable(), published: z.boolean() }).nullable(),
  sheets: SheetCounts,
  actions: z.array(Action),
});
export type StageView = z.output<typeof StageView>;

export const ApplicationBrief = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string(),
  organization: z.string(),
  community: z.string().nullable(),
  trackId: z.string(),
});

/** A score in: a decimal without sign. */
export const ScoreIn = Decimal.refine((text) => !text.startsWith('-'), { error: 'SCORE.NEGATIVE' });
