import { whyNot } from '@weichuang/kernel/machine';
import { type FindingEvent, type FindingFacts, type FindingState, findingMachine } from './finding.machine';
import { type ProgressReportEvent, type ProgressReportFacts, type ProgressReportState, lateConsequence, progressReportMachine } from './progress-report.machine';
import { type ProjectEvent, type ProjectFacts, type ProjectState, projectMachine } from '../agreements/project.machine';

const project: ProjectFacts = {
  agreementCurrent: true,
  hasMidterm: true,
  midtermPasses: true,
  finalPasses: true,
  openFindings: 0,
  missingDocuments: [],
  finalReportAccepted: true,
  settled: true,
  terminationReason: null,
  reason: null,
};
it.each<[string, ProjectState, ProjectEvent, Partial<ProjectFacts>, string | null]>([
  ['start', 'contracted', 'start', {}, null],
  ['start without an agreement', 'contracted', 'start', { agreementCurrent: false }, 'PROJECT.AGREEMENT_NOT_CURRENT'],
  ['mid-term', 'active', 'pass_midterm', {}, null],
  ['mid-term not decided', 'active', 'pass_midterm', { midtermPasses: null }, 'PROJECT.MIDTERM_OPEN'],
  ['mid-term failed', 'active', 'pass_midterm', { midtermPasses: false }, 'PROJECT.MIDTERM_FAILED'],
  ['mid-term with an open finding', 'active', 'pass_midterm', { openFindings: 1 }, 'PROJECT.FINDINGS_OPEN'],
  ['put right after a failed mid-term', 'active', 'fail_midterm', { midtermPasses: false }, null],
  ['put right though it passed', 'active', 'fail_midterm', {}, 'PROJECT.MIDTERM_NOT_FAILED'],
  ['second look', 'rectifying', 'pass_midterm', {}, null],
  ['accept', 'midterm_passed', 'accept', {}, null],
  ['accept before the final evaluation', 'midterm_passed', 'accept', { finalPasses: null }, 'PROJECT.FINAL_EVALUATION_OPEN'],
  ['accept a failed one', 'midterm_passed', 'accept', { finalPasses: false }, 'PROJECT.FINAL_EVALUATION_FAILED'],
  ['accept without the report', 'midterm_passed', 'accept', { finalReportAccepted: false }, 'PROJECT.FINAL_REPORT_OPEN'],
  ['accept without papers', 'midterm_passed', 'accept', { missingDocuments: ['photos'] }, 'PROJECT.DOCUMENTS_MISSING'],
  ['accept past a mid-term', 'active', 'accept_without_midterm', {}, 'PROJECT.MIDTERM_OPEN'],
  ['accept where there is none', 'active', 'accept_without_midterm', { hasMidterm: false, midtermPasses: null }, null],
  ['close unsettled', 'accepted', 'close', { settled: false }, 'PROJECT.SETTLEMENT_OPEN'],
  ['close', 'accepted', 'close', {}, null],
  ['suspend', 'midterm_passed', 'suspend', { reason: '疫情' }, null],
  ['resume to where it was', 'suspended', 'resume', { reason: 'x' }, 'PROJECT.MIDTERM_PASSED_ALREADY'],
  ['resume after the mid-term', 'suspended', 'resume_after_midterm', { reason: 'x' }, null],
  ['resume before the mid-term', 'suspended', 'resume', { reason: 'x', midtermPasses: null }, null],
  ['terminate without a code', 'active', 'terminate', { reason: 'x' }, 'PROJECT.TERMINATION_REASON_MISSING'],
  ['terminate', 'active', 'terminate', { reason: 'x', terminationReason: 'breach' }, null],
  ['terminate what is closed', 'closed', 'terminate', { reason: 'x', terminationReason: 'breach' }, 'STATE.WRONG'],
])('project: %s', (_rule, state, event, more, code) => expect(whyNot(projectMachine, state, event, { ...project, ...more })?.code ?? null).toBe(code));

const finding: FindingFacts = { today: '2026-08-10', dueOn: '2026-08-10', account: '已补签到表', proofs: 1, reason: null };
it.each<[string, FindingState, FindingEvent, Partial<FindingFacts>, string | null]>([
  ['begin', 'open', 'begin', {}, null],
  ['report', 'rectifying', 'report', {}, null],
  ['report without proof', 'rectifying', 'report', { proofs: 0 }, 'FINDING.PROOF_MISSING'],
  ['report without a word', 'rectifying', 'report', { account: ' ' }, 'FINDING.ACCOUNT_MISSING'],
  ['report late', 'overdue', 'report', { today: '2026-09-01' }, null],
  ['close', 'rectified', 'close', {}, null],
  ['close unproved', 'rectifying', 'close', {}, 'STATE.WRONG'],
  ['reject', 'rectified', 'reject', { reason: '照片不符' }, null],
  ['the last day is in time', 'open', 'fall_due', {}, 'FINDING.NOT_DUE'],
  ['the day after is not', 'open', 'fall_due', { today: '2026-08-11' }, null],
  ['more time', 'overdue', 'extend', { dueOn: '2026-08-20', reason: '住院' }, null],
  ['more time in the past', 'overdue', 'extend', { today: '2026-08-11', reason: 'x' }, 'FINDING.DUE_IN_THE_PAST'],
])('finding: %s', (_rule, state, event, more, code) => expect(whyNot(findingMachine, state, event, { ...finding, ...more })?.code ?? null).toBe(code));

const report: ProgressReportFacts = { now: new Date('2020-12-15T16:59:59+08:00'), dueAt: '2020-12-15T17:00:00+08:00', excusedUntil: null, failsWhenLate: true, problems: [], returnedFields: [], reason: null };
const late = new Date('2020-12-15T17:00:00+08:00');
it.each<[string, ProgressReportState, ProgressReportEvent, Partial<ProgressReportFacts>, string | null]>([
  ['begin', 'due', 'begin', {}, null],
  ['submit', 'draft', 'submit', {}, null],
  ['submit half written', 'draft', 'submit', { problems: [{ path: 'advance', code: 'FIELD.REQUIRED' }] }, 'PROGRESS.INCOMPLETE'],
  ['falls late at the minute', 'draft', 'fall_late', { now: late }, null],
  ['not before', 'draft', 'fall_late', {}, 'PROGRESS.NOT_LATE'],
  ['not while excused', 'draft', 'fall_late', { now: late, excusedUntil: '2020-12-20T17:00:00+08:00' }, 'PROGRESS.NOT_LATE'],
  ['still taken', 'late', 'submit_late', { now: late }, null],
  ['return without a field', 'submitted', 'return', { reason: 'x' }, 'PROGRESS.RETURN_NAMES_NO_FIELD'],
  ['return', 'submitted', 'return', { returnedFields: ['advance'], reason: 'x' }, null],
  ['accept', 'submitted', 'accept', {}, null],
])('progress report: %s', (_rule, state, event, more, code) => expect(whyNot(progressReportMachine, state, event, { ...report, ...more })?.code ?? null).toBe(code));

it('lateness fails where the round says so, and an excuse in time takes it away', () => {
  expect(lateConsequence(report)).toBe('none');
  expect(lateConsequence({ ...report, now: late })).toBe('fails');
  expect(lateConsequence({ ...report, now: late, failsWhenLate: false })).toBe('late');
  expect(lateConsequence({ ...report, now: late, excusedUntil: '2020-12-20T17:00:00+08:00' })).toBe('none');
});
