import { isDate } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import type { FieldProblem } from '@weichuang/kernel/denial';
import { isFen } from '@weichuang/kernel/money';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import { patternProblems } from './numbering';
import { checkAfterwards } from './round-afterwards-check';
import type { GrantModel, RoundConfig } from './round-config';
import { descending, repeated, type Report, type RoundCheckFacts } from './round-findings';
import { formProblems } from './round-forms-check';
import { checkReview } from './round-review-check';
import type { Text } from '../forms/definition';

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

/** A call is announced under its round's title, which stands beside the configuration: not published without one. */
export const titleProblems = (title: string): FieldProblem[] => (title.trim() ? [] : [{ path: 'title', code: 'ROUND.NAME_MISSING' }]);

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
