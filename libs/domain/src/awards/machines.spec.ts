import { workCalendar } from '@weichuang/kernel/calendar';
import { refuse } from '@weichuang/kernel/denial';
import { whyNot } from '@weichuang/kernel/machine';
import { type AwardFacts, type AwardState, awardMachine } from './award.machine';
import { type DecisionFacts, type DecisionState, decisionMachine } from './decision.machine';
import { type NoticeFacts, type NoticeState, noticeMachine, noticePeriod } from './notice.machine';
import { type ObjectionFacts, type ObjectionState, objectionMachine } from './objection.machine';

const award: AwardFacts = {
  decision: 'approved', notice: 'published', openObjections: 0, upheldObjections: 0, amountFen: 100, entitledFen: 100, freeFen: 100, signingOver: false, agreementSigned: false, reason: '',
};
it.each<[string, AwardState, keyof typeof awardMachine.steps, Partial<AwardFacts>, string | null]>([
  ['waitlist while the list is open', 'proposed', 'waitlist', { decision: 'draft', reason: '先观察' }, null],
  ['not afterwards', 'proposed', 'waitlist', { decision: 'submitted', reason: '先观察' }, 'DECISION.NOT_OPEN'],
  ['not without a reason', 'proposed', 'waitlist', { decision: 'draft' }, 'REASON.REQUIRED'],
  ['include', 'not_funded', 'include', { decision: 'returned', reason: '重点项目' }, null],
  ['not without one either', 'waitlisted', 'include', { decision: 'draft', reason: ' ' }, 'REASON.REQUIRED'],
  ['nobody the rule gives nothing', 'not_funded', 'include', { decision: 'draft', entitledFen: 0, reason: '重点项目' }, 'AWARD.NOT_ENTITLED'],
  ['nor on the waitlist', 'not_funded', 'waitlist', { decision: 'draft', entitledFen: 0, reason: '候补' }, 'AWARD.NOT_ENTITLED'],
  ['leave out', 'proposed', 'leave_out', { decision: 'draft', reason: '已获其他资助' }, null],
  ['leave out with a reason', 'proposed', 'leave_out', { decision: 'draft' }, 'REASON.REQUIRED'],
  ['not while it lies with the leader', 'proposed', 'leave_out', { decision: 'submitted', reason: '已获其他资助' }, 'DECISION.NOT_OPEN'],
  ['no promotion before the approval', 'waitlisted', 'promote', { decision: 'draft' }, 'DECISION.NOT_APPROVED'],
  ['promote', 'waitlisted', 'promote', {}, null],
  ['promote only what fits', 'waitlisted', 'promote', { freeFen: 99 }, 'AWARD.OVER_POOL'],
  ['promote nothing', 'waitlisted', 'promote', { amountFen: 0 }, 'AWARD.NO_AMOUNT'],
  ['approve', 'proposed', 'approve', {}, null],
  ['not before the decision', 'proposed', 'approve', { decision: 'submitted' }, 'DECISION.NOT_APPROVED'],
  ['not above the pool', 'proposed', 'approve', { freeFen: 99 }, 'AWARD.OVER_POOL'],
  ['notice', 'approved', 'notice', {}, null],
  ['not without the notice', 'approved', 'notice', { notice: null }, 'NOTICE.NOT_PUBLISHED'],
  ['not while the notice runs', 'noticed', 'grant', {}, 'NOTICE.RUNNING'],
  ['grant after a clean notice', 'noticed', 'grant', { notice: 'closed_clean' }, null],
  ['grant though others were objected to', 'noticed', 'grant', { notice: 'closed_with_objections' }, null],
  ['an open objection holds it', 'noticed', 'grant', { notice: 'closed_with_objections', openObjections: 1 }, 'AWARD.OBJECTION_OPEN'],
  ['an upheld one ends it', 'noticed', 'grant', { notice: 'closed_with_objections', upheldObjections: 1 }, 'AWARD.OBJECTION_UPHELD'],
  ['cancel', 'noticed', 'cancel', { upheldObjections: 1, reason: '材料不实' }, null],
  ['cancel only if upheld', 'noticed', 'cancel', { reason: '材料不实' }, 'AWARD.NO_UPHELD_OBJECTION'],
  ['cancel with a reason', 'noticed', 'cancel', { upheldObjections: 1 }, 'REASON.REQUIRED'],
  ['decline', 'granted', 'decline', {}, null],
  ['not once signed', 'granted', 'decline', { agreementSigned: true }, 'AGREEMENT.SIGNED'],
  ['expire after the signing day', 'granted', 'expire', { signingOver: true }, null],
  ['not before', 'granted', 'expire', {}, 'AWARD.SIGNING_OPEN'],
  ['no grant without a notice', 'approved', 'grant', { notice: 'closed_clean' }, 'STATE.WRONG'],
  ['cancelled is final', 'cancelled_by_objection', 'approve', {}, 'STATE.WRONG'],
])('award: %s', (_, state, event, facts, code) => {
  expect(whyNot(awardMachine, state, event, { ...award, ...facts })?.code ?? null).toBe(code);
});

const decision: DecisionFacts = { actorId: 'boss', submitterId: 'staff', funded: 3, allocatedFen: 10, poolFen: 10, reviewFrozen: true, problem: null, reason: '' };
it.each<[string, DecisionState, keyof typeof decisionMachine.steps, Partial<DecisionFacts>, string | null]>([
  ['submit', 'draft', 'submit', { submitterId: null }, null],
  ['submit again', 'returned', 'submit', {}, null],
  ['not before the scores are frozen', 'draft', 'submit', { reviewFrozen: false }, 'REVIEW.NOT_FROZEN'],
  ['not empty', 'draft', 'submit', { funded: 0 }, 'DECISION.EMPTY'],
  ['not above the pool', 'draft', 'submit', { allocatedFen: 11 }, 'DECISION.OVER_POOL'],
  ['not with an open tie', 'draft', 'submit', { problem: refuse('ALLOCATION.TIE_AT_LINE') }, 'ALLOCATION.TIE_AT_LINE'],
  ['return with a reason', 'submitted', 'return', {}, 'REASON.REQUIRED'],
  ['return', 'submitted', 'return', { reason: '重排' }, null],
  ['approve', 'submitted', 'approve', {}, null],
  ['by another person', 'submitted', 'approve', { actorId: 'staff' }, 'DECISION.SAME_PERSON'],
  ['the pool is asked again', 'submitted', 'approve', { poolFen: 9 }, 'DECISION.OVER_POOL'],
  ['publish', 'approved', 'publish', {}, null],
  ['not unapproved', 'submitted', 'publish', {}, 'STATE.WRONG'],
])('decision: %s', (_, state, event, facts, code) => {
  expect(whyNot(decisionMachine, state, event, { ...decision, ...facts })?.code ?? null).toBe(code);
});

const calendar = workCalendar();
const period = noticePeriod('2026-02-12', { workingDays: 5, countFirstDay: true }, calendar);

it('a notice ends with its last working day, over the Spring Festival and its make-up days', () => {
  expect(period).toEqual({ from: '2026-02-12', to: '2026-02-25', endsAt: new Date('2026-02-25T16:00:00Z'), certain: true });
  expect(noticePeriod('2027-03-01', { workingDays: 5, countFirstDay: true }, calendar).certain).toBe(false);
});

const notice: NoticeFacts = { now: new Date('2026-02-12T01:00:00Z'), decision: 'approved', period, daysConfirmed: false, contactComplete: true, objections: 0 };
const after = { now: period.endsAt };
it.each<[string, NoticeState, keyof typeof noticeMachine.steps, Partial<NoticeFacts>, string | null]>([
  ['publish', 'draft', 'publish', {}, null],
  ['an approved decision only', 'draft', 'publish', { decision: 'submitted' }, 'DECISION.NOT_APPROVED'],
  ['with a contact', 'draft', 'publish', { contactComplete: false }, 'NOTICE.NO_CONTACT'],
  ['uncertain days are confirmed', 'draft', 'publish', { period: { ...period, certain: false } }, 'NOTICE.DAYS_UNCERTAIN'],
  ['confirmed', 'draft', 'publish', { period: { ...period, certain: false }, daysConfirmed: true }, null],
  ['not backwards', 'draft', 'publish', after, 'NOTICE.IN_THE_PAST'],
  ['runs to the last millisecond', 'published', 'closeClean', { now: new Date(period.endsAt.getTime() - 1) }, 'NOTICE.RUNNING'],
  ['closes clean', 'published', 'closeClean', after, null],
  ['not clean with objections', 'published', 'closeClean', { ...after, objections: 1 }, 'NOTICE.HAS_OBJECTIONS'],
  ['closes with objections', 'published', 'closeWithObjections', { ...after, objections: 1 }, null],
  ['only if there are', 'published', 'closeWithObjections', after, 'NOTICE.NO_OBJECTIONS'],
  ['closed is closed', 'closed_clean', 'closeWithObjections', { ...after, objections: 1 }, 'STATE.WRONG'],
])('notice: %s', (_, state, event, facts, code) => {
  expect(whyNot(noticeMachine, state, event, { ...notice, ...facts })?.code ?? null).toBe(code);
});

const objection: ObjectionFacts = {
  actorId: 'handler', involvedIds: ['judge', 'boss'], named: true, contactGiven: true, concrete: true, inTime: true, findings: '', reply: '', reason: '',
};
it.each<[string, ObjectionState, keyof typeof objectionMachine.steps, Partial<ObjectionFacts>, string | null]>([
  ['admit', 'received', 'admit', {}, null],
  ['anonymous', 'received', 'admit', { named: false }, 'OBJECTION.ANONYMOUS'],
  ['no contact', 'received', 'admit', { contactGiven: false }, 'OBJECTION.NO_CONTACT'],
  ['vague', 'received', 'admit', { concrete: false }, 'OBJECTION.NOT_CONCRETE'],
  ['late', 'received', 'admit', { inTime: false }, 'OBJECTION.LATE'],
  ['not by somebody involved', 'received', 'admit', { actorId: 'judge' }, 'OBJECTION.HANDLER_INVOLVED'],
  ['dismiss with a reason', 'received', 'dismiss', {}, 'REASON.REQUIRED'],
  ['dismiss', 'received', 'dismiss', { reason: '匿名' }, null],
  ['investigate', 'admitted', 'investigate', {}, null],
  ['uphold with findings', 'investigating', 'uphold', {}, 'OBJECTION.NO_FINDINGS'],
  ['uphold', 'investigating', 'uphold', { findings: '属实' }, null],
  ['not by the boss who approved', 'investigating', 'reject', { findings: '不属实', actorId: 'boss' }, 'OBJECTION.HANDLER_INVOLVED'],
  ['reject', 'investigating', 'reject', { findings: '不属实' }, null],
  ['a dismissed one is answered too', 'dismissed', 'reply', { reply: '不予受理' }, null],
  ['with words', 'upheld', 'reply', { reply: ' ' }, 'OBJECTION.NO_REPLY'],
  ['no result without investigation', 'admitted', 'uphold', { findings: '属实' }, 'STATE.WRONG'],
])('objection: %s', (_, state, event, facts, code) => {
  expect(whyNot(objectionMachine, state, event, { ...objection, ...facts })?.code ?? null).toBe(code);
});
