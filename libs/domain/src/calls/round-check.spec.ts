import type { RoundConfig } from './round-config';
import { titleProblems, whatIsMissing } from './round-check';
import { streetMicro, streetMicroTemplate } from './templates/street-micro';
import { datesFrom } from './templates/template';

const ids = Object.fromEntries(Object.keys(streetMicroTemplate.forms).map((key) => [key, key]));
const sound = streetMicro(datesFrom(streetMicroTemplate, '2026-03-10'), ids, { phone: '1', email: '', address: '' });
const published = new Map(Object.entries(streetMicroTemplate.forms).map(([key, { definition }]) => [key, definition]));
const missing = (config: RoundConfig) => whatIsMissing(config, { published }).map((one) => `${one.path} ${one.code}`);
const { calendar, review, tranches, evaluation, tracks } = sound;
const stage = review.stages[0]!;
const grades = evaluation[0]!.grades;
const withGrades = (list: typeof grades): Partial<RoundConfig> => ({ evaluation: [{ ...evaluation[0]!, grades: list }, evaluation[1]!] });
const withStage = (more: Partial<typeof stage>): Partial<RoundConfig> => ({ review: { ...review, stages: [{ ...stage, ...more }] } });

it.each<[string, Partial<RoundConfig>, string[]]>([
  ['sound', {}, []],
  ['no track', { tracks: [] }, ['tracks ROUND.TRACKS_MISSING']],
  ['a track twice', { tracks: [tracks[0]!, tracks[0]!] }, ['tracks.1.id ROUND.TRACK_REPEATED']],
  ['a group without a host', { tracks: [{ ...tracks[1]!, hostRequired: false }] }, ['tracks.0.hostRequired ROUND.GROUP_WITHOUT_HOST']],
  ['a form that is not published', { tracks: [{ ...tracks[0]!, applicationFormVersionId: 'draft' }] }, ['tracks.0.applicationFormVersionId ROUND.FORM_MISSING']],
  ['closing before opening', { calendar: { ...calendar, closeAt: calendar.openAt } }, ['calendar.closeAt ROUND.DATES_NOT_IN_ORDER']],
  ['reviewing before closing', { calendar: { ...calendar, reviewFrom: '2026-04-09T16:59:00+08:00' } }, ['calendar.reviewFrom ROUND.DATES_NOT_IN_ORDER']],
  ['reviewing from the closing on', { calendar: { ...calendar, reviewFrom: calendar.closeAt } }, []],
  ['no instant', { calendar: { ...calendar, signBy: '2026-05-01' } }, ['calendar.signBy ROUND.NOT_AN_INSTANT']],
  ['no such day', { calendar: { ...calendar, signBy: '2026-06-31T00:00:00+08:00' } }, ['calendar.signBy ROUND.NOT_AN_INSTANT']],
  ['needs without dates', { calendar: { ...calendar, needsOpenAt: null } }, ['calendar.needsOpenAt ROUND.NOT_AN_INSTANT']],
  ['no money', { poolFen: 0 }, ['poolFen ROUND.POOL_EMPTY']],
  ['money for less than one grant', { poolFen: 1_999_999 }, ['poolFen ROUND.POOL_BELOW_ONE_GRANT']],
  ['money for just one', { poolFen: 2_000_000 }, []],
  ['tiers upwards', { grant: { kind: 'tiered', tiers: [{ minScore: '60', amountFen: 1 }, { minScore: '80', amountFen: 2 }] } }, ['grant.tiers.1.minScore ROUND.TIERS_NOT_DESCENDING']],
  ['a cap on nothing', { budget: { ...sound.budget, caps: [{ id: 'x', clause: 'x', kind: 'forbidden', category: 'car' }] } }, ['budget.caps.0.category ROUND.CAP_UNKNOWN_CATEGORY']],
  ['a cap above all', { budget: { ...sound.budget, caps: [{ id: 'x', clause: '', kind: 'share_of_grant', category: 'tax', maxBp: 10_001 }] } }, ['budget.caps.0.clause ROUND.CLAUSE_MISSING', 'budget.caps.0 ROUND.CAP_OUT_OF_RANGE']],
  ['no stage', { review: { ...review, stages: [] } }, ['review.stages ROUND.STAGES_MISSING', 'review ROUND.WEIGHTS_DO_NOT_ADD_UP']],
  ['weights', withStage({ weightBp: 9999 }), ['review ROUND.WEIGHTS_DO_NOT_ADD_UP']],
  ['weights of a sum are not looked at', { review: { ...review, total: 'sum', stages: [{ ...stage, weightBp: 0 }] } }, []],
  ['more sheets than judges', withStage({ minSheets: 6 }), ['review.stages.0.minSheets ROUND.MIN_SHEETS']],
  ['trimming leaves nothing', withStage({ aggregate: { kind: 'trimmed_mean', drop: 1, minSheets: 2 } }), ['review.stages.0.aggregate ROUND.TRIM_LEAVES_NOTHING']],
  ['a deviation of zero', withStage({ aggregate: { kind: 'standard_score', mean: '70', sd: '0' } }), ['review.stages.0.aggregate ROUND.DEVIATION_NOT_POSITIVE']],
  ['no notice', { notice: { ...sound.notice, workingDays: 0 } }, ['notice.workingDays ROUND.NOTICE_DAYS']],
  ['tranches', { tranches: tranches.slice(0, 2) }, ['tranches ROUND.TRANCHES_DO_NOT_ADD_UP']],
  ['a tranche that waits for no evaluation', { evaluation: [evaluation[1]!] }, ['evaluation ROUND.MIDTERM_EVALUATION_MISSING']],
  ['no acceptance', { evaluation: [evaluation[0]!] }, ['evaluation ROUND.FINAL_EVALUATION_MISSING']],
  ['grades upwards', withGrades([...grades].reverse().map((grade) => ({ ...grade, passes: true }))), ['evaluation.0.grades.1.minScore ROUND.GRADES_NOT_DESCENDING', 'evaluation.0.grades.1.minScore ROUND.GRADES_LEAVE_A_GAP']],
  ['grades that end above zero', withGrades(grades.slice(0, 1)), ['evaluation.0.grades.0.minScore ROUND.GRADES_LEAVE_A_GAP']],
  ['a pass below a fail', withGrades(grades.map((grade) => ({ ...grade, passes: !grade.passes }))), ['evaluation.0.grades.1.passes ROUND.GRADES_PASS_ORDER']],
  ['the grantee no party', { agreement: { parties: ['street', 'undertaker'] } }, ['agreement.parties ROUND.ORGANIZATION_NO_PARTY']],
  ['a party twice', { agreement: { parties: ['street', 'organization', 'street'] } }, ['agreement.parties ROUND.PARTY_REPEATED']],
  ['a shortlist of the last stage', withStage({ shortlist: 3 }), ['review.stages.0.shortlist ROUND.SHORTLIST']],
  ['a shortlist for nobody', { review: { ...review, stages: [{ ...stage, shortlist: 0, weightBp: 5000 }, { ...stage, id: 'second', weightBp: 5000 }] } }, ['review.stages.0.shortlist ROUND.SHORTLIST']],
  ['a shortlist for the second stage', { review: { ...review, stages: [{ ...stage, shortlist: 3, weightBp: 5000 }, { ...stage, id: 'second', weightBp: 5000 }] } }, []],
  ['a trim that never comes', withStage({ judgesPerApplication: 3 }), ['review.stages.0.aggregate ROUND.TRIM_NEVER']],
  ['as many judges as the trim needs', withStage({ judgesPerApplication: 5 }), []],
  ['a tranche of nothing', { tranches: [...tranches.slice(0, 2), { ...tranches[2]!, bp: 0 }, { ...tranches[2]!, id: 'x' }] }, ['tranches.2.bp ROUND.TRANCHE_SHARE']],
  ['a share below nothing', { tranches: [{ ...tranches[0]!, bp: 11_000 }, { ...tranches[1]!, bp: -1000 }] }, ['tranches.0.bp ROUND.TRANCHE_SHARE', 'tranches.1.bp ROUND.TRANCHE_SHARE']],
  ['returns without time', { eligibility: { ...sound.eligibility, correctionWorkingDays: 0 } }, ['eligibility.correctionWorkingDays ROUND.CORRECTION_DAYS']],
  ['no returns, no time', { eligibility: { ...sound.eligibility, correctionWorkingDays: 0, maxReturns: 0 } }, []],
  ['a quota upside down', { quota: { projects: { min: 9, max: 5 }, shares: [] } }, ['quota.projects ROUND.QUOTA_REVERSED']],
  ['a prize for nobody', { prizes: [{ id: 'a', name: { zh: '一等奖' }, quota: 0, amountFen: 0 }] }, ['prizes.0.quota ROUND.PRIZE_QUOTA']],
  ['a part above its own maximum', { review: { ...review, parts: [{ id: 'b', name: { zh: '加分' }, max: '5', weightBp: 0, allowed: ['3', '6'] }] } }, ['review.parts.0.allowed ROUND.PART_ABOVE_MAX']],
  ['a final evaluation before the mid-term', { evaluation: [{ ...evaluation[0]!, due: evaluation[1]!.due }, evaluation[1]!] }, ['evaluation.1.due ROUND.DATES_NOT_IN_ORDER']],
  ['one party', { agreement: { parties: ['street'] } }, ['agreement.parties ROUND.PARTIES_MISSING']],
  ['numbers without a count', { numbering: '{year}' }, ['numbering ROUND.NUMBERING_WITHOUT_SEQ']],
])('%s', (_rule, more, expected) => expect(missing({ ...sound, ...more })).toEqual(expected));

it.each([['第三届公益大赛', []], ['', ['title ROUND.NAME_MISSING']], [' 　', ['title ROUND.NAME_MISSING']]])('asks for a title: %p', (title, expected) =>
  expect(titleProblems(title).map((one) => `${one.path} ${one.code}`)).toEqual(expected));
