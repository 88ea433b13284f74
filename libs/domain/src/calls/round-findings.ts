import { compareDecimals, parseDecimal } from '@weichuang/kernel/decimal';
import type { RefusalParams } from '@weichuang/kernel/denial';
import { type PublishedForms, ROUND_FORM_CODES } from './round-forms-check';

/** Every code `whatIsMissing` can give. */
export const ROUND_CODES = [
  'ROUND.NOT_AN_INSTANT',
  'ROUND.NOT_A_DATE',
  'ROUND.DATES_NOT_IN_ORDER',
  'ROUND.NAME_MISSING',
  'ROUND.TRACKS_MISSING',
  'ROUND.TRACK_REPEATED',
  'ROUND.TRACK_APPLICANTS_MISSING',
  'ROUND.GROUP_WITHOUT_HOST',
  'ROUND.FORM_MISSING',
  'ROUND.POOL_EMPTY',
  'ROUND.POOL_BELOW_ONE_GRANT',
  'ROUND.NOT_AN_AMOUNT',
  'ROUND.TIERS_MISSING',
  'ROUND.TIERS_NOT_DESCENDING',
  'ROUND.CATEGORIES_MISSING',
  'ROUND.CATEGORY_REPEATED',
  'ROUND.CAP_UNKNOWN_CATEGORY',
  'ROUND.CAP_OUT_OF_RANGE',
  'ROUND.CLAUSE_MISSING',
  'ROUND.RULE_REPEATED',
  'ROUND.STAGES_MISSING',
  'ROUND.STAGE_REPEATED',
  'ROUND.JUDGES_MISSING',
  'ROUND.MIN_SHEETS',
  'ROUND.TRIM_LEAVES_NOTHING',
  'ROUND.TRIM_NEVER',
  'ROUND.SHORTLIST',
  'ROUND.DEVIATION_NOT_POSITIVE',
  'ROUND.WEIGHTS_DO_NOT_ADD_UP',
  'ROUND.DECIMALS',
  'ROUND.NOT_A_SCORE',
  'ROUND.NOTICE_DAYS',
  'ROUND.CONTACT_MISSING',
  'ROUND.CORRECTION_DAYS',
  'ROUND.PARTIES_MISSING',
  'ROUND.PARTY_REPEATED',
  'ROUND.ORGANIZATION_NO_PARTY',
  'ROUND.TRANCHES_MISSING',
  'ROUND.TRANCHES_DO_NOT_ADD_UP',
  'ROUND.TRANCHE_SHARE',
  'ROUND.QUOTA_REVERSED',
  'ROUND.PRIZE_QUOTA',
  'ROUND.PART_ABOVE_MAX',
  'ROUND.GRADES_MISSING',
  'ROUND.GRADES_NOT_DESCENDING',
  'ROUND.GRADES_LEAVE_A_GAP',
  'ROUND.GRADES_PASS_ORDER',
  'ROUND.EVALUATION_REPEATED',
  'ROUND.MIDTERM_EVALUATION_MISSING',
  'ROUND.FINAL_EVALUATION_MISSING',
  'ROUND.NUMBERING_WITHOUT_SEQ',
  'ROUND.NUMBERING_UNKNOWN_PART',
  ...ROUND_FORM_CODES,
] as const;
export type RoundCode = (typeof ROUND_CODES)[number];

/** What is known besides the configuration itself. */
export interface RoundCheckFacts {
  /** forms, rubrics and indexes that are published, by version id */
  readonly published: PublishedForms;
}

/** Says one finding, at its place in the configuration. */
export type Report = (path: string, code: RoundCode, params?: RefusalParams) => void;

/** Scores from the best down: `notLower` for one that is not below the one before, `notANumber` for none. */
export function descending(scores: readonly string[], notLower: (i: number) => void, notANumber: (i: number) => void): void {
  scores.forEach((score, i) => {
    const [value, before] = [parseDecimal(score), parseDecimal(scores[i - 1] ?? '')];
    if (!value) notANumber(i);
    else if (before && compareDecimals(value, before) >= 0) notLower(i);
  });
}

/** Each that has the id of one before it. */
export function repeated(list: readonly { readonly id: string }[], tell: (index: number, id: string) => void): void {
  const seen = new Set<string>();
  list.forEach(({ id }, i) => {
    if (seen.has(id)) tell(i, id);
    seen.add(id);
  });
}
