import type { Verification } from '../kit/boxes';
import type { Picture } from '../kit/pictures';

/**
 * What an evaluation report says. Every figure is given: the report computes nothing, so that it can never differ from the
 * record. Scores are decimal strings, money fen, rates basis points, dates `YYYY-MM-DD`.
 */
export interface EvaluationReport {
  readonly reportNo: string;
  /** 中期评估, 末期评估 */
  readonly stage: string;
  readonly programme: string;
  readonly round: string;
  readonly funder: string;
  readonly evaluatingBody: string;
  readonly date: string;
  /** the last day whose facts count: activities, spending, payments and visits after it are not in the report */
  readonly asOf: string;
  /** when the record was closed; the file's creation date */
  readonly createdAt: Date;
  readonly project: {
    readonly name: string;
    readonly no: string;
    readonly track: string;
    readonly community: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly grantFen: number;
    readonly beneficiaries: string;
    readonly summary: string;
  };
  readonly organization: { readonly name: string; readonly uscc: string; readonly leader: string; readonly phone: string };
  readonly grade: { readonly name: string; readonly score: string; readonly max: string; readonly passes: boolean };
  readonly basis: readonly string[];
  readonly method: string;
  readonly steps: readonly { readonly date: string; readonly what: string }[];
  readonly evaluators: readonly { readonly name: string; readonly body: string; readonly title: string; readonly role: string }[];
  readonly declaration: string;
  readonly dimensions: readonly EvaluatedDimension[];
  /** bonus (`+3`) and penalty (`-2`) items that count towards the total */
  readonly adjustments: readonly { readonly name: string; readonly score: string; readonly reason: string }[];
  readonly finance: {
    readonly categories: readonly FinanceLine[];
    readonly total: FinanceLine;
    readonly tranches: readonly { readonly name: string; readonly condition: string; readonly amountFen: number; readonly state: string; readonly paidOn: string | null }[];
    readonly remark: string;
  };
  readonly activities: {
    /** null where the plan names none */
    readonly plannedSessions: number | null;
    readonly heldSessions: number;
    /** 服务人次: attendances */
    readonly attendances: number;
    /** 服务人数: distinct persons */
    readonly persons: number;
    readonly volunteers: number;
    readonly volunteerHours: string;
    readonly remark: string;
    readonly held: readonly { readonly date: string; readonly title: string; readonly place: string; readonly attendances: number; readonly papers: string }[];
    readonly photos: readonly Picture[];
  };
  readonly supervision: {
    readonly remark: string;
    readonly findings: readonly { readonly date: string; readonly severity: string; readonly description: string; readonly rectifyBy: string; readonly state: string; readonly rectification: string }[];
  };
  readonly satisfaction: { readonly method: string; readonly answers: number; readonly rateBp: number | null };
  readonly strengths: readonly string[];
  readonly problems: readonly string[];
  readonly suggestions: readonly string[];
  readonly conclusion: string;
  /** whether, when and by whom the street confirmed it */
  readonly confirmation: string;
  readonly paymentAdvice: string;
  readonly annexes: readonly string[];
  readonly verification: Verification;
}

export interface EvaluatedDimension {
  readonly name: string;
  readonly max: string;
  readonly score: string;
  /** score ÷ max */
  readonly rateBp: number;
  readonly items: readonly { readonly name: string; readonly max: string; readonly score: string; readonly evidence: string; readonly comment: string }[];
}

/** `rateBp` is spent ÷ budget, null where nothing was budgeted. */
export interface FinanceLine {
  readonly name: string;
  readonly budgetFen: number;
  readonly spentFen: number;
  readonly rateBp: number | null;
}
