import type { Text } from '../forms/definition';

/** Everything that makes one programme differ from another, as data. A published round keeps the version it was published with. */

export type ApplicantKind = 'registered' | 'filed_group' | 'resident_group';

export interface Track {
  readonly id: string;
  readonly name: Text;
  readonly applicants: readonly ApplicantKind[];
  /** a group without legal personality applies behind a host organization */
  readonly hostRequired: boolean;
  readonly applicationFormVersionId: string;
  /** null: the stage's own rubric */
  readonly rubricVersionId: string | null;
  /** absent: the round's own progress report (Haishu gives each class its form) */
  readonly progressReportFormVersionId?: string;
}

export type GrantModel =
  /** every award is the same amount (Yizheng 5th round) */
  | { readonly kind: 'fixed'; readonly amountFen: number }
  /** what was asked for, up to a cap (Binhai 2014) */
  | { readonly kind: 'requested'; readonly maxFen: number | null }
  /** amount by the final score: the first tier whose `minScore` is reached */
  | { readonly kind: 'tiered'; readonly tiers: readonly { readonly minScore: string; readonly amountFen: number }[] }
  /** public money per fen of donated money, up to a cap (Dongguan) */
  | { readonly kind: 'matched'; readonly perDonatedFenBp: number; readonly maxFen: number };

/** What happens to an application above the cap: void, or cut down to it. */
export type OverCapPolicy = 'invalid' | 'truncate';

export interface BudgetCategory {
  readonly id: string;
  readonly name: Text;
}

/** `clause` is the rule's own words in the call, shown when it refuses. Shares are basis points of the grant or the total. */
export type BudgetCap = { readonly id: string; readonly clause: string } & (
  | { readonly kind: 'share_of_grant' | 'share_of_total'; readonly category: string; readonly maxBp: number }
  | { readonly kind: 'absolute'; readonly category: string; readonly maxFen: number }
  | { readonly kind: 'unit_price'; readonly category: string; readonly maxFen: number }
  | { readonly kind: 'forbidden'; readonly category: string }
  | { readonly kind: 'min_own_share'; readonly minBp: number }
);

export type EligibilityRule = { readonly id: string; readonly title: Text; readonly clause: string } & (
  | { readonly kind: 'applicant_kind' }
  | { readonly kind: 'host_named' }
  | { readonly kind: 'uscc_valid' }
  | { readonly kind: 'registered_months'; readonly min: number }
  | { readonly kind: 'max_applications'; readonly max: number }
  | { readonly kind: 'need_cited' }
  | { readonly kind: 'paired' }
  | { readonly kind: 'within_caps' }
  | { readonly kind: 'budget_adds_up' }
  | { readonly kind: 'not_undertaker' }
  | { readonly kind: 'not_sanctioned' }
  /** a person looks: seals, originals, what no data can say */
  | { readonly kind: 'manual' }
);

export type Aggregate =
  | { readonly kind: 'mean' }
  /** drop `drop` highest and lowest sheets by total; below `minSheets` the plain mean is used */
  | { readonly kind: 'trimmed_mean'; readonly drop: number; readonly minSheets: number }
  | { readonly kind: 'median' }
  | { readonly kind: 'sum' }
  /** each judge's scores to mean `mean` and deviation `sd` before they are averaged */
  | { readonly kind: 'standard_score'; readonly mean: string; readonly sd: string };

export type Rounding = 'half_up' | 'half_even' | 'down';

export interface ReviewStage {
  readonly id: string;
  readonly name: Text;
  /** who judges: absent means experts */
  readonly panel?: 'expert' | 'public';
  readonly judgesPerApplication: number;
  readonly minSheets: number;
  readonly rubricVersionId: string;
  readonly aggregate: Aggregate;
  /** so many go on to the next stage, those who share the last place together; absent or null: all. Never on the last stage */
  readonly shortlist?: number | null;
  /** applicants are told whether they go on as soon as the shortlist is drawn up; absent: with the award only */
  readonly publishShortlist?: boolean;
  /** share of the final score; the stages of a `weighted` total add up to 10,000 */
  readonly weightBp: number;
}

/** A part of the score that no judge gives: donation, public vote, bonus. Entered by staff with its evidence. */
export interface ScorePart {
  readonly id: string;
  readonly name: Text;
  readonly max: string;
  readonly weightBp: number;
  /** the only values there are besides nothing, decimal strings (Zhongshan: 5, 10, 15, 20); absent: any up to `max` */
  readonly allowed?: readonly string[];
}

export type TieRule =
  | { readonly kind: 'criterion'; readonly fieldId: string }
  | { readonly kind: 'median' }
  | { readonly kind: 'higher_own_share' }
  | { readonly kind: 'lower_request' }
  | { readonly kind: 'earlier_submission' }
  | { readonly kind: 'funder_decides' };

export interface ReviewRule {
  readonly stages: readonly ReviewStage[];
  readonly parts: readonly ScorePart[];
  /** `weighted`: Σ value × weight; `sum`: values added as they are */
  readonly total: 'weighted' | 'sum';
  readonly decimals: number;
  readonly rounding: Rounding;
  /** decimal string; below it nothing is funded */
  readonly passLine: string | null;
  readonly ties: readonly TieRule[];
  readonly blind: boolean;
}

export interface NoticeRule {
  readonly workingDays: number;
  readonly countFirstDay: boolean;
  readonly showJudges: boolean;
  readonly contact: { readonly phone: string; readonly email: string; readonly address: string };
}

export type TrancheGate = 'signed' | 'midterm_pass' | 'accepted' | 'accepted_and_audited';

export interface TranchePlan {
  readonly id: string;
  readonly name: Text;
  readonly on: TrancheGate;
  /** basis points of the grant; the plan adds up to 10,000, the last fen go by largest remainder */
  readonly bp: number;
  /** days from the gate's opening until the money is due, null where the programme does not say */
  readonly withinDays: number | null;
  /** the same in working days, where the programme counts so (Zhongshan: 15) */
  readonly withinWorkingDays?: number;
}

export interface GradeRule {
  readonly id: string;
  readonly name: Text;
  /** decimal string, inclusive; grades are listed from the best down */
  readonly minScore: string;
  readonly passes: boolean;
}

export interface EvaluationStage {
  readonly id: 'midterm' | 'final';
  readonly name: Text;
  readonly indexVersionId: string;
  /** date by which the report is due */
  readonly due: string;
  readonly grades: readonly GradeRule[];
  /** instants of the steps, where the programme names them */
  readonly windows?: Readonly<Partial<Record<'self' | 'check' | 'result', { readonly from: string; readonly to: string }>>>;
  /** a report that comes late without an excuse: accepted late (absent), or the evaluation is failed (Haishu) */
  readonly late?: 'accept' | 'fail_without_excuse';
  readonly verifyBy?: readonly ('phone' | 'extra_papers' | 'site_visit')[];
  readonly onFail?: readonly FailAction[];
}

/** What a failed evaluation or a serious deviation may lead to. */
export type FailAction = 'rectify' | 'public_criticism' | 'stop_payment' | 'recover' | 'terminate';

/** Consequences of a serious deviation; `excludeYears`: no application in so many years (Zhongshan: 3). */
export interface DeviationRule {
  readonly actions: readonly FailAction[];
  readonly excludeYears: number;
}

/** How many projects the round means to fund, and the share of those of some kind, basis points. Shown at the decision. */
export interface QuotaRule {
  readonly projects: { readonly min: number; readonly max: number };
  readonly shares: readonly { readonly id: string; readonly name: Text; readonly minBp: number }[];
}

export interface PrizeTier {
  readonly id: string;
  readonly name: Text;
  readonly quota: number;
  readonly amountFen: number;
}

export type AgreementParty = 'street' | 'undertaker' | 'organization' | 'service_centre' | 'community';

export interface RoundConfig {
  readonly tracks: readonly Track[];
  readonly needs: { readonly collectedFirst: boolean; readonly citeNeed: boolean; readonly pairingRequired: boolean };
  /** instants, ISO 8601 with offset */
  readonly calendar: {
    readonly needsOpenAt: string | null;
    readonly needsCloseAt: string | null;
    readonly openAt: string;
    readonly closeAt: string;
    readonly reviewFrom: string;
    readonly reviewTo: string;
    readonly noticeFrom: string;
    readonly signBy: string;
    readonly projectFrom: string;
    readonly projectTo: string;
  };
  readonly poolFen: number;
  readonly grant: GrantModel;
  readonly maxRequestFen: number | null;
  readonly overCap: OverCapPolicy;
  readonly budget: { readonly categories: readonly BudgetCategory[]; readonly caps: readonly BudgetCap[] };
  readonly eligibility: { readonly rules: readonly EligibilityRule[]; readonly correctionWorkingDays: number; readonly maxReturns: number };
  readonly review: ReviewRule;
  readonly notice: NoticeRule;
  readonly optimisation: { readonly lockedFields: readonly string[] };
  readonly agreement: { readonly parties: readonly AgreementParty[] };
  readonly tranches: readonly TranchePlan[];
  readonly progressReport: { readonly formVersionId: string };
  /** a running project is visited at least once in so many days, 1–366; null or absent: the programme does not say */
  readonly supervision?: { readonly visitEveryDays: number | null };
  readonly evaluation: readonly EvaluationStage[];
  readonly prizes: readonly PrizeTier[];
  /** papers a project must hand in before it is accepted */
  readonly closeDocuments: readonly { readonly id: string; readonly name: Text }[];
  /** `{street}-{community}-{year}-{seq}` */
  readonly numbering: string;
  readonly deviation?: DeviationRule;
  readonly quota?: QuotaRule;
  /** events that a project reports in writing at once (Binhai: major events) */
  readonly reportInWritingOn?: readonly { readonly id: string; readonly name: Text }[];
}
