import { isDate } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { compareDecimals, parseDecimal } from '@weichuang/kernel/decimal';
import type { FieldProblem, RefusalParams } from '@weichuang/kernel/denial';
import { isFen } from '@weichuang/kernel/money';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import { patternProblems } from './numbering';
import { formProblems, type PublishedForms, ROUND_FORM_CODES } from './round-forms-check';
import type { Text } from '../forms/definition';
import type { GradeRule, GrantModel, RoundConfig } from './round-config';

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

type Report = (path: string, code: RoundCode, params?: RefusalParams) => void;

/** Everything that keeps a round from being published, each with its place in the configuration. Empty: it may be. */
export function whatIsMissing(config: RoundConfig, facts: RoundCheckFacts): FieldProblem[] {
  const found: FieldProblem[] = [];
  const report: Report = (path, code, params) => void found.push(params ? { path, code, params } : { path, code });
  checkNames(config, report);
  checkTracks(config, facts, report);
  checkCalendar(config, report);
  checkMoney(config, report);
  checkBudget(config, report);
  checkRules(config, report);
  checkReview(config, facts, report);
  checkAfterwards(config, facts, report);
  return [...found, ...formProblems(config, facts.published), ...patternProblems(config.numbering)];
}

/** Everything that is shown by its name has one. */
function checkNames(config: RoundConfig, report: Report): void {
  const lists: readonly (readonly [string, readonly { readonly name: Text }[]])[] = [
    ['tracks', config.tracks],
    ['budget.categories', config.budget.categories],
    ['review.stages', config.review.stages],
    ['review.parts', config.review.parts],
    ['tranches', config.tranches],
    ['evaluation', config.evaluation],
    ['prizes', config.prizes],
    ['closeDocuments', config.closeDocuments],
  ];
  for (const [path, list] of lists) list.forEach(({ name }, i) => !name.zh.trim() && report(`${path}.${i}.name`, 'ROUND.NAME_MISSING'));
  config.eligibility.rules.forEach(({ title }, i) => !title.zh.trim() && report(`eligibility.rules.${i}.title`, 'ROUND.NAME_MISSING'));
}

function checkTracks(config: RoundConfig, { published }: RoundCheckFacts, report: Report): void {
  if (!config.tracks.length) report('tracks', 'ROUND.TRACKS_MISSING');
  repeated(config.tracks, (i, id) => report(`tracks.${i}.id`, 'ROUND.TRACK_REPEATED', { id }));
  config.tracks.forEach((track, i) => {
    if (!track.applicants.length) report(`tracks.${i}.applicants`, 'ROUND.TRACK_APPLICANTS_MISSING');
    // a group has no legal personality: somebody must sign and hold the money
    if (!track.hostRequired && track.applicants.some((kind) => kind !== 'registered')) report(`tracks.${i}.hostRequired`, 'ROUND.GROUP_WITHOUT_HOST');
    if (!published.has(track.applicationFormVersionId)) report(`tracks.${i}.applicationFormVersionId`, 'ROUND.FORM_MISSING');
    if (track.rubricVersionId !== null && !published.has(track.rubricVersionId)) report(`tracks.${i}.rubricVersionId`, 'ROUND.FORM_MISSING');
    if (track.progressReportFormVersionId !== undefined && !published.has(track.progressReportFormVersionId))
      report(`tracks.${i}.progressReportFormVersionId`, 'ROUND.FORM_MISSING');
  });
}

// each pair in the order of the cycle; projects may begin before the last agreement is signed, and needs may be collected
// until the call closes
const PAIRS: readonly (readonly [CalendarKey, CalendarKey])[] = [
  ['needsOpenAt', 'needsCloseAt'],
  ['needsOpenAt', 'openAt'],
  ['needsCloseAt', 'closeAt'],
  ['openAt', 'closeAt'],
  ['closeAt', 'reviewFrom'],
  ['reviewFrom', 'reviewTo'],
  ['reviewTo', 'noticeFrom'],
  ['noticeFrom', 'signBy'],
  ['noticeFrom', 'projectFrom'],
  ['projectFrom', 'projectTo'],
];
const WINDOWS: readonly CalendarKey[] = ['needsCloseAt', 'closeAt', 'projectTo'];
type CalendarKey = keyof RoundConfig['calendar'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const isInstant = (text: string): boolean => INSTANT.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));

function checkCalendar({ calendar, needs, evaluation }: RoundConfig, report: Report): void {
  for (const [key, value] of Object.entries(calendar)) {
    const mayBeEmpty = !needs.collectedFirst && key.startsWith('needs');
    if (value === null ? !mayBeEmpty : !isInstant(value)) report(`calendar.${key}`, 'ROUND.NOT_AN_INSTANT');
  }
  for (const [first, second] of PAIRS) {
    const [from, to] = [calendar[first], calendar[second]];
    if (from === null || to === null || !isInstant(from) || !isInstant(to)) continue;
    const ms = Date.parse(to) - Date.parse(from);
    // a window must have some length; one step may begin the moment the other ends
    if (ms < 0 || (ms === 0 && WINDOWS.includes(second))) report(`calendar.${second}`, 'ROUND.DATES_NOT_IN_ORDER', { before: first });
  }
  const midterm = evaluation.find((stage) => stage.id === 'midterm')?.due;
  evaluation.forEach((stage, i) => {
    const path = `evaluation.${i}`;
    if (stage.id === 'final' && midterm !== undefined && stage.due <= midterm) report(`${path}.due`, 'ROUND.DATES_NOT_IN_ORDER', { before: 'midterm' });
    if (!isDate(stage.due)) report(`${path}.due`, 'ROUND.NOT_A_DATE');
    else if (isInstant(calendar.projectFrom) && stage.due < dateInChina(new Date(calendar.projectFrom))) report(`${path}.due`, 'ROUND.DATES_NOT_IN_ORDER', { before: 'projectFrom' });
    for (const [name, window] of Object.entries(stage.windows ?? {}))
      if (!(Date.parse(window.from) < Date.parse(window.to))) report(`${path}.windows.${name}.to`, 'ROUND.DATES_NOT_IN_ORDER', { before: `${name}.from` });
  });
}

function checkMoney(config: RoundConfig, report: Report): void {
  if (!isFen(config.poolFen) || config.poolFen === 0) report('poolFen', 'ROUND.POOL_EMPTY');
  if (config.maxRequestFen !== null && !(isFen(config.maxRequestFen) && config.maxRequestFen > 0)) report('maxRequestFen', 'ROUND.NOT_AN_AMOUNT');
  const { grant } = config;
  if (grant.kind === 'tiered') {
    if (!grant.tiers.length) report('grant.tiers', 'ROUND.TIERS_MISSING');
    descending(grant.tiers.map((tier) => tier.minScore), (i) => report(`grant.tiers.${i}.minScore`, 'ROUND.TIERS_NOT_DESCENDING'), (i) => report(`grant.tiers.${i}.minScore`, 'ROUND.NOT_A_SCORE'));
    grant.tiers.forEach((tier, i) => {
      if (!isFen(tier.amountFen) || tier.amountFen === 0) report(`grant.tiers.${i}.amountFen`, 'ROUND.NOT_AN_AMOUNT');
    });
  } else {
    const [path, amount] = grant.kind === 'fixed' ? ['grant.amountFen', grant.amountFen] : ['grant.maxFen', grant.maxFen];
    if (amount !== null && !(isFen(amount) && amount > 0)) report(path as string, 'ROUND.NOT_AN_AMOUNT');
    if (grant.kind === 'matched' && !(Number.isSafeInteger(grant.perDonatedFenBp) && grant.perDonatedFenBp > 0)) report('grant.perDonatedFenBp', 'ROUND.NOT_AN_AMOUNT');
  }
  const one = smallestGrantFen(grant);
  if (one !== null && config.poolFen > 0 && config.poolFen < one) report('poolFen', 'ROUND.POOL_BELOW_ONE_GRANT', { grantFen: one });
}

/** The least that one award costs, where the model says it; null where anything may be asked. */
function smallestGrantFen(grant: GrantModel): number | null {
  if (grant.kind === 'fixed') return grant.amountFen;
  return grant.kind === 'tiered' && grant.tiers.length ? Math.min(...grant.tiers.map((tier) => tier.amountFen)) : null;
}

function checkBudget({ budget }: RoundConfig, report: Report): void {
  if (!budget.categories.length) report('budget.categories', 'ROUND.CATEGORIES_MISSING');
  repeated(budget.categories, (i, id) => report(`budget.categories.${i}.id`, 'ROUND.CATEGORY_REPEATED', { id }));
  repeated(budget.caps, (i, id) => report(`budget.caps.${i}.id`, 'ROUND.RULE_REPEATED', { id }));
  const known = new Set(budget.categories.map((category) => category.id));
  budget.caps.forEach((cap, i) => {
    const path = `budget.caps.${i}`;
    if (!cap.clause.trim()) report(`${path}.clause`, 'ROUND.CLAUSE_MISSING');
    if ('category' in cap && !known.has(cap.category)) report(`${path}.category`, 'ROUND.CAP_UNKNOWN_CATEGORY', { category: cap.category });
    const share = cap.kind === 'min_own_share' ? cap.minBp : 'maxBp' in cap ? cap.maxBp : null;
    // all of it from the applicant's own money would leave nothing to grant
    const most = cap.kind === 'min_own_share' ? WHOLE_BP - 1 : WHOLE_BP;
    if (share !== null && !(Number.isSafeInteger(share) && share >= 0 && share <= most)) report(path, 'ROUND.CAP_OUT_OF_RANGE');
    if ('maxFen' in cap && !isFen(cap.maxFen)) report(`${path}.maxFen`, 'ROUND.NOT_AN_AMOUNT');
  });
}

function checkRules({ eligibility }: RoundConfig, report: Report): void {
  repeated(eligibility.rules, (i, id) => report(`eligibility.rules.${i}.id`, 'ROUND.RULE_REPEATED', { id }));
  // a correction nobody has time for
  if (eligibility.maxReturns > 0 && !(Number.isInteger(eligibility.correctionWorkingDays) && eligibility.correctionWorkingDays >= 1)) report('eligibility.correctionWorkingDays', 'ROUND.CORRECTION_DAYS');
  eligibility.rules.forEach((rule, i) => {
    if (!rule.clause.trim()) report(`eligibility.rules.${i}.clause`, 'ROUND.CLAUSE_MISSING');
  });
}

function checkReview({ review, prizes }: RoundConfig, { published }: RoundCheckFacts, report: Report): void {
  if (!review.stages.length && !review.parts.length) report('review.stages', 'ROUND.STAGES_MISSING');
  repeated([...review.stages, ...review.parts], (i, id) => report(i < review.stages.length ? `review.stages.${i}.id` : `review.parts.${i - review.stages.length}.id`, 'ROUND.STAGE_REPEATED', { id }));
  review.stages.forEach((stage, i) => {
    const path = `review.stages.${i}`;
    if (!(stage.judgesPerApplication >= 1)) report(`${path}.judgesPerApplication`, 'ROUND.JUDGES_MISSING');
    if (!(stage.minSheets >= 1 && stage.minSheets <= stage.judgesPerApplication)) report(`${path}.minSheets`, 'ROUND.MIN_SHEETS', { judges: stage.judgesPerApplication });
    if (!published.has(stage.rubricVersionId)) report(`${path}.rubricVersionId`, 'ROUND.FORM_MISSING');
    // after the last stage nothing follows that a shortlist could be for
    if (typeof stage.shortlist === 'number' && !(Number.isInteger(stage.shortlist) && stage.shortlist >= 1 && i < review.stages.length - 1)) report(`${path}.shortlist`, 'ROUND.SHORTLIST');
    const { aggregate } = stage;
    if (aggregate.kind === 'trimmed_mean' && !(aggregate.drop >= 1 && aggregate.minSheets > 2 * aggregate.drop))
      report(`${path}.aggregate`, 'ROUND.TRIM_LEAVES_NOTHING', { needed: 2 * aggregate.drop + 1 });
    // as many or more judges would be needed than there are: nothing would ever be dropped
    else if (aggregate.kind === 'trimmed_mean' && aggregate.minSheets > stage.judgesPerApplication)
      report(`${path}.aggregate`, 'ROUND.TRIM_NEVER', { needed: aggregate.minSheets, judges: stage.judgesPerApplication });
    if (aggregate.kind === 'standard_score' && !((parseDecimal(aggregate.sd)?.units ?? 0n) > 0n && parseDecimal(aggregate.mean)))
      report(`${path}.aggregate`, 'ROUND.DEVIATION_NOT_POSITIVE');
  });
  review.parts.forEach((part, i) => {
    for (const score of [part.max, ...(part.allowed ?? [])])
      if (!((parseDecimal(score)?.units ?? -1n) >= 0n)) report(`review.parts.${i}.max`, 'ROUND.NOT_A_SCORE');
    const max = parseDecimal(part.max);
    for (const score of part.allowed ?? []) {
      const value = parseDecimal(score);
      if (max && value && compareDecimals(value, max) > 0) report(`review.parts.${i}.allowed`, 'ROUND.PART_ABOVE_MAX', { score });
    }
  });
  const sum = [...review.stages, ...review.parts].reduce((total, one) => total + one.weightBp, 0);
  if (review.total === 'weighted' && sum !== WHOLE_BP) report('review', 'ROUND.WEIGHTS_DO_NOT_ADD_UP', { sumBp: sum });
  if (!(Number.isInteger(review.decimals) && review.decimals >= 0 && review.decimals <= 6)) report('review.decimals', 'ROUND.DECIMALS');
  if (review.passLine !== null && !parseDecimal(review.passLine)) report('review.passLine', 'ROUND.NOT_A_SCORE');
  prizes.forEach((prize, i) => {
    if (!isFen(prize.amountFen)) report(`prizes.${i}.amountFen`, 'ROUND.NOT_AN_AMOUNT');
    if (!(Number.isInteger(prize.quota) && prize.quota >= 1)) report(`prizes.${i}.quota`, 'ROUND.PRIZE_QUOTA');
  });
}

function checkAfterwards(config: RoundConfig, { published }: RoundCheckFacts, report: Report): void {
  const { notice, agreement, tranches, evaluation, progressReport } = config;
  if (!(Number.isInteger(notice.workingDays) && notice.workingDays >= 1)) report('notice.workingDays', 'ROUND.NOTICE_DAYS');
  // an objection must be able to reach somebody
  if (!notice.contact.phone.trim() && !notice.contact.email.trim()) report('notice.contact', 'ROUND.CONTACT_MISSING');
  if (agreement.parties.length < 2) report('agreement.parties', 'ROUND.PARTIES_MISSING');
  // whoever gets the money is bound by it
  else if (!agreement.parties.includes('organization')) report('agreement.parties', 'ROUND.ORGANIZATION_NO_PARTY');
  if (new Set(agreement.parties).size < agreement.parties.length) report('agreement.parties', 'ROUND.PARTY_REPEATED');
  const { quota } = config;
  if (quota && !(quota.projects.max >= 1 && quota.projects.min <= quota.projects.max)) report('quota.projects', 'ROUND.QUOTA_REVERSED');
  if (!tranches.length) report('tranches', 'ROUND.TRANCHES_MISSING');
  repeated(tranches, (i, id) => report(`tranches.${i}.id`, 'ROUND.RULE_REPEATED', { id }));
  tranches.forEach((tranche, i) => {
    if (!(Number.isInteger(tranche.bp) && tranche.bp >= 1 && tranche.bp <= WHOLE_BP)) report(`tranches.${i}.bp`, 'ROUND.TRANCHE_SHARE');
  });
  const sum = tranches.reduce((total, tranche) => total + tranche.bp, 0);
  if (tranches.length && sum !== WHOLE_BP) report('tranches', 'ROUND.TRANCHES_DO_NOT_ADD_UP', { sumBp: sum });
  if (!published.has(progressReport.formVersionId)) report('progressReport.formVersionId', 'ROUND.FORM_MISSING');
  repeated(evaluation, (i, id) => report(`evaluation.${i}.id`, 'ROUND.EVALUATION_REPEATED', { id }));
  const stages = new Set(evaluation.map((stage) => stage.id));
  if (tranches.some((tranche) => tranche.on === 'midterm_pass') && !stages.has('midterm')) report('evaluation', 'ROUND.MIDTERM_EVALUATION_MISSING');
  if (tranches.some((tranche) => tranche.on.startsWith('accepted')) && !stages.has('final')) report('evaluation', 'ROUND.FINAL_EVALUATION_MISSING');
  evaluation.forEach((stage, i) => {
    if (!published.has(stage.indexVersionId)) report(`evaluation.${i}.indexVersionId`, 'ROUND.FORM_MISSING');
    checkGrades(stage.grades, `evaluation.${i}.grades`, report);
  });
}

/** From the best down, the last from 0, and no failing grade above a passing one. */
function checkGrades(grades: readonly GradeRule[], path: string, report: Report): void {
  if (!grades.length) return report(path, 'ROUND.GRADES_MISSING');
  descending(grades.map((grade) => grade.minScore), (i) => report(`${path}.${i}.minScore`, 'ROUND.GRADES_NOT_DESCENDING'), (i) => report(`${path}.${i}.minScore`, 'ROUND.NOT_A_SCORE'));
  const last = parseDecimal(grades.at(-1)?.minScore ?? '');
  if (last && last.units > 0n) report(`${path}.${grades.length - 1}.minScore`, 'ROUND.GRADES_LEAVE_A_GAP');
  grades.forEach((grade, i) => {
    if (grade.passes && grades[i - 1]?.passes === false) report(`${path}.${i}.passes`, 'ROUND.GRADES_PASS_ORDER');
  });
}

function descending(scores: readonly string[], notLower: (i: number) => void, notANumber: (i: number) => void): void {
  scores.forEach((score, i) => {
    const [value, before] = [parseDecimal(score), parseDecimal(scores[i - 1] ?? '')];
    if (!value) notANumber(i);
    else if (before && compareDecimals(value, before) >= 0) notLower(i);
  });
}

function repeated(list: readonly { readonly id: string }[], tell: (index: number, id: string) => void): void {
  const seen = new Set<string>();
  list.forEach(({ id }, i) => {
    if (seen.has(id)) tell(i, id);
    seen.add(id);
  });
}
