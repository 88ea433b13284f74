import { whyNot } from '@weichuang/kernel/machine';
import { type AgreementEvent, type AgreementFacts, type AgreementState, agreementMachine } from './agreement.machine';
import { type OptimisationEvent, type OptimisationFacts, type OptimisationState, optimisationMachine } from './optimisation.machine';

const plan: OptimisationFacts = { problems: [], openThreads: 0, reason: null };
const locked = [{ path: 'goal', code: 'OPTIMISATION.FIELD_LOCKED' }];
it.each<[string, OptimisationState, OptimisationEvent, Partial<OptimisationFacts>, string | null]>([
  ['submit', 'drafting', 'submit', {}, null],
  ['submit with a locked field changed', 'drafting', 'submit', { problems: locked }, 'OPTIMISATION.INCOMPLETE'],
  ['coach approves', 'submitted', 'coach_approve', {}, null],
  ['coach approves over open threads', 'submitted', 'coach_approve', { openThreads: 1 }, 'OPTIMISATION.THREADS_OPEN'],
  ['coach returns without a word', 'submitted', 'coach_return', {}, 'OPTIMISATION.REASON_MISSING'],
  ['submit again', 'returned', 'submit', {}, null],
  ['funder approves', 'coach_approved', 'approve', {}, null],
  ['funder approves past the coach', 'submitted', 'approve', {}, 'STATE.WRONG'],
  ['funder returns', 'coach_approved', 'return', { reason: '预算' }, null],
])('optimisation: %s', (_rule, state, event, more, code) => expect(whyNot(optimisationMachine, state, event, { ...plan, ...more })?.code ?? null).toBe(code));

const paper: AgreementFacts = {
  now: new Date('2026-05-01T00:00:00Z'),
  signBy: '2026-05-24T23:59:59+08:00',
  optimisationApproved: true,
  noticeOver: true,
  objectionOpen: false,
  parties: ['street', 'undertaker', 'organization'],
  signedBy: ['street', 'undertaker', 'organization'],
  scanStored: true,
  contentProblem: null,
  reason: null,
};
const late = new Date('2026-05-25T00:00:00+08:00');
it.each<[string, AgreementState, AgreementEvent, Partial<AgreementFacts>, string | null]>([
  ['issue', 'draft', 'issue', {}, null],
  ['issue during the notice', 'draft', 'issue', { noticeOver: false }, 'AGREEMENT.NOTICE_RUNNING'],
  ['issue under an objection', 'draft', 'issue', { objectionOpen: true }, 'AGREEMENT.OBJECTION_OPEN'],
  ['issue before the plan is approved', 'draft', 'issue', { optimisationApproved: false }, 'AGREEMENT.OPTIMISATION_OPEN'],
  ['issue a paper without its account', 'draft', 'issue', { contentProblem: { code: 'AGREEMENT.ACCOUNT_MISSING', kind: 'state' } }, 'AGREEMENT.ACCOUNT_MISSING'],
  ['sign', 'issued', 'sign', {}, null],
  ['sign without a scan', 'issued', 'sign', { scanStored: false }, 'AGREEMENT.SCAN_MISSING'],
  ['sign too late', 'issued', 'sign', { now: late }, 'AGREEMENT.TOO_LATE'],
  ['confirm', 'signed', 'confirm', {}, null],
  ['confirm with a seal missing', 'signed', 'confirm', { signedBy: ['street', 'organization'] }, 'AGREEMENT.PARTIES_MISSING'],
  ['confirm what nobody signed', 'issued', 'confirm', {}, 'STATE.WRONG'],
  ['reject the scan', 'signed', 'reject_scan', { reason: '缺页' }, null],
  ['expire too early', 'issued', 'expire', {}, 'AGREEMENT.STILL_OPEN'],
  ['expire', 'issued', 'expire', { now: late }, null],
  ['what is signed in time does not expire', 'signed', 'expire', { now: late }, 'STATE.WRONG'],
  ['end', 'current', 'end', { reason: '项目结项' }, null],
])('agreement: %s', (_rule, state, event, more, code) => expect(whyNot(agreementMachine, state, event, { ...paper, ...more })?.code ?? null).toBe(code));
