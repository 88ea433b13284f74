import { z } from 'zod';
import type {
  Aggregate,
  BudgetCap,
  EligibilityRule,
  EvaluationStage,
  GrantModel,
  ReviewRule,
  RoundConfig,
  TieRule,
  Track,
} from '@weichuang/domain/calls/round-config';

/** Shapes of a round's configuration in a request. Whether it can be published is `whatIsMissing`'s to say. */

const Key = z.string().min(1).max(64);
/** of a form version; empty while none is chosen yet */
const VersionId = z.union([z.uuid(), z.literal('')]);
const Fen = z.int().min(0).max(999_999_999_999_999);
const Bp = z.int().min(0).max(10_000);
const Words = z.string().trim().max(400);
const Small = z.int().min(0).max(1000);


const Text = z.strictObject({ zh: z.string().trim().min(1).max(400), en: z.string().trim().max(800).optional() });
const Score = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/);
const Instant = z.iso.datetime({ offset: true });
const Day = z.iso.date();
const Blank = z.literal('');

interface Leaves {
  readonly Text: z.ZodType<{ zh: string; en?: string }>;
  readonly Score: z.ZodType<string>;
  readonly Instant: z.ZodType<string>;
  readonly Day: z.ZodType<string>;
}

/** The shape, with what its texts, scores and dates may be. */
function shapeOf({ Text, Score, Instant, Day }: Leaves) {
  const TrackSchema: z.ZodType<Track> = z.strictObject({
    id: Key,
    name: Text,
    applicants: z.array(z.enum(['registered', 'filed_group', 'resident_group'])).max(3),
    hostRequired: z.boolean(),
    applicationFormVersionId: VersionId,
    rubricVersionId: VersionId.nullable(),
    progressReportFormVersionId: VersionId.optional(),
  });

  const CalendarSchema = z.strictObject({
    needsOpenAt: Instant.nullable(),
    needsCloseAt: Instant.nullable(),
    openAt: Instant,
    closeAt: Instant,
    reviewFrom: Instant,
    reviewTo: Instant,
    noticeFrom: Instant,
    signBy: Instant,
    projectFrom: Instant,
    projectTo: Instant,
  });

  const GrantSchema: z.ZodType<GrantModel> = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), amountFen: Fen }),
    z.strictObject({ kind: z.literal('requested'), maxFen: Fen.nullable() }),
    z.strictObject({ kind: z.literal('tiered'), tiers: z.array(z.strictObject({ minScore: Score, amountFen: Fen })).max(50) }),
    z.strictObject({ kind: z.literal('matched'), perDonatedFenBp: z.int().min(1).max(1_000_000), maxFen: Fen }),
  ]);

  const cap = { id: Key, clause: Words };
  const CapSchema: z.ZodType<BudgetCap> = z.discriminatedUnion('kind', [
    z.strictObject({ ...cap, kind: z.literal('share_of_grant'), category: Key, maxBp: Bp }),
    z.strictObject({ ...cap, kind: z.literal('share_of_total'), category: Key, maxBp: Bp }),
    z.strictObject({ ...cap, kind: z.literal('absolute'), category: Key, maxFen: Fen }),
    z.strictObject({ ...cap, kind: z.literal('unit_price'), category: Key, maxFen: Fen }),
    z.strictObject({ ...cap, kind: z.literal('forbidden'), category: Key }),
    z.strictObject({ ...cap, kind: z.literal('min_own_share'), minBp: Bp }),
  ]);

  const rule = { id: Key, title: Text, clause: Words };
  const RuleSchema: z.ZodType<EligibilityRule> = z.discriminatedUnion('kind', [
    z.strictObject({ ...rule, kind: z.literal('registered_months'), min: Small }),
    z.strictObject({ ...rule, kind: z.literal('max_applications'), max: Small }),
    z.strictObject({ ...rule, kind: z.literal('applicant_kind') }),
    z.strictObject({ ...rule, kind: z.literal('host_named') }),
    z.strictObject({ ...rule, kind: z.literal('uscc_valid') }),
    z.strictObject({ ...rule, kind: z.literal('need_cited') }),
    z.strictObject({ ...rule, kind: z.literal('paired') }),
    z.strictObject({ ...rule, kind: z.literal('within_caps') }),
    z.strictObject({ ...rule, kind: z.literal('budget_adds_up') }),
    z.strictObject({ ...rule, kind: z.literal('not_undertaker') }),
    z.strictObject({ ...rule, kind: z.literal('not_sanctioned') }),
    z.strictObject({ ...rule, kind: z.literal('manual') }),
  ]);

  const AggregateSchema: z.ZodType<Aggregate> = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('mean') }),
    z.strictObject({ kind: z.literal('trimmed_mean'), drop: Small, minSheets: Small }),
    z.strictObject({ kind: z.literal('median') }),
    z.strictObject({ kind: z.literal('sum') }),
    z.strictObject({ kind: z.literal('standard_score'), mean: Score, sd: Score }),
  ]);

  const TieSchema: z.ZodType<TieRule> = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('criterion'), fieldId: Key }),
    z.strictObject({ kind: z.literal('median') }),
    z.strictObject({ kind: z.literal('higher_own_share') }),
    z.strictObject({ kind: z.literal('lower_request') }),
    z.strictObject({ kind: z.literal('earlier_submission') }),
    z.strictObject({ kind: z.literal('funder_decides') }),
  ]);

  const ReviewSchema: z.ZodType<ReviewRule> = z.strictObject({
    stages: z
      .array(
        z.strictObject({
          id: Key,
          name: Text,
          panel: z.enum(['expert', 'public']).optional(),
          judgesPerApplication: Small,
          minSheets: Small,
          rubricVersionId: VersionId,
          aggregate: AggregateSchema,
          shortlist: Small.nullish(),
          publishShortlist: z.boolean().optional(),
          weightBp: Bp,
        }),
      )
      .max(20),
    parts: z.array(z.strictObject({ id: Key, name: Text, max: Score, weightBp: Bp, allowed: z.array(Score).max(50).optional() })).max(20),
    total: z.enum(['weighted', 'sum']),
    decimals: z.int().min(0).max(6),
    rounding: z.enum(['half_up', 'half_even', 'down']),
    passLine: Score.nullable(),
    ties: z.array(TieSchema).max(20),
    blind: z.boolean(),
  });

  const FailActionSchema = z.enum(['rectify', 'public_criticism', 'stop_payment', 'recover', 'terminate']);
  const WindowSchema = z.strictObject({ from: Instant, to: Instant });

  const EvaluationSchema: z.ZodType<EvaluationStage> = z.strictObject({
    id: z.enum(['midterm', 'final']),
    name: Text,
    indexVersionId: VersionId,
    due: Day,
    grades: z.array(z.strictObject({ id: Key, name: Text, minScore: Score, passes: z.boolean() })).max(20),
    windows: z.strictObject({ self: WindowSchema.optional(), check: WindowSchema.optional(), result: WindowSchema.optional() }).optional(),
    late: z.enum(['accept', 'fail_without_excuse']).optional(),
    verifyBy: z.array(z.enum(['phone', 'extra_papers', 'site_visit'])).max(3).optional(),
    onFail: z.array(FailActionSchema).max(5).optional(),
  });

  const Named = z.strictObject({ id: Key, name: Text });

  return {
    tracks: z.array(TrackSchema).max(20),
    needs: z.strictObject({ collectedFirst: z.boolean(), citeNeed: z.boolean(), pairingRequired: z.boolean() }),
    calendar: CalendarSchema,
    poolFen: Fen,
    grant: GrantSchema,
    maxRequestFen: Fen.nullable(),
    overCap: z.enum(['invalid', 'truncate']),
    budget: z.strictObject({ categories: z.array(Named).max(50), caps: z.array(CapSchema).max(50) }),
    eligibility: z.strictObject({ rules: z.array(RuleSchema).max(60), correctionWorkingDays: Small, maxReturns: Small }),
    review: ReviewSchema,
    notice: z.strictObject({
      workingDays: Small,
      countFirstDay: z.boolean(),
      showJudges: z.boolean(),
      contact: z.strictObject({ phone: z.string().trim().max(60), email: z.string().trim().max(254), address: z.string().trim().max(200) }),
    }),
    optimisation: z.strictObject({ lockedFields: z.array(Key).max(100) }),
    agreement: z.strictObject({ parties: z.array(z.enum(['street', 'undertaker', 'organization', 'service_centre', 'community'])).max(5) }),
    tranches: z
      .array(
        z.strictObject({
          id: Key,
          name: Text,
          on: z.enum(['signed', 'midterm_pass', 'accepted', 'accepted_and_audited']),
          bp: Bp,
          withinDays: Small.nullable(),
          withinWorkingDays: Small.optional(),
        }),
      )
      .max(20),
    progressReport: z.strictObject({ formVersionId: VersionId }),
    supervision: z.strictObject({ visitEveryDays: z.int().min(1).max(366).nullable() }).optional(),
    evaluation: z.array(EvaluationSchema).max(2),
    prizes: z.array(z.strictObject({ id: Key, name: Text, quota: z.int().min(0).max(10_000), amountFen: Fen })).max(50),
    closeDocuments: z.array(Named).max(50),
    numbering: z.string().trim().max(100),
    deviation: z.strictObject({ actions: z.array(FailActionSchema).max(5), excludeYears: z.int().min(0).max(100) }).optional(),
    quota: z
      .strictObject({
        projects: z.strictObject({ min: z.int().min(0).max(100_000), max: z.int().min(0).max(100_000) }),
        shares: z.array(z.strictObject({ id: Key, name: Text, minBp: Bp })).max(20),
      })
      .optional(),
    reportInWritingOn: z.array(Named).max(50).optional(),
  };
}

/** A configuration in full. */
export const RoundConfigSchema: z.ZodType<RoundConfig> = z.strictObject(shapeOf({ Text, Score, Instant, Day }));

const draft = shapeOf({
  Text: z.strictObject({ zh: z.string().trim().max(400), en: z.string().trim().max(800).optional() }),
  Score: z.string().trim().max(20),
  Instant: z.union([Instant, Blank]),
  Day: z.union([Day, Blank]),
});

/** A configuration that is being written: names, dates and scores may still be blank. */
export const RoundConfigDraft: z.ZodType<RoundConfig> = z.strictObject(draft);

/** Parts of one, whole part by whole part: what the set-up page saves while it is typed. */
export const RoundConfigPatch: z.ZodType<Partial<RoundConfig>> = z.strictObject(draft).partial();

const PUBLIC = {
  tracks: true, needs: true, calendar: true, poolFen: true, grant: true, maxRequestFen: true, overCap: true, budget: true, eligibility: true, review: true,
  notice: true, agreement: true, tranches: true, evaluation: true, prizes: true, closeDocuments: true,
} as const;

/** What everybody may read of a published round; anything else of the configuration stays out. */
export const PublicRules: z.ZodType<Pick<RoundConfig, keyof typeof PUBLIC>> = z.object(draft).pick(PUBLIC);
