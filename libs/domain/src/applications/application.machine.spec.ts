import { whyNot } from '@weichuang/kernel/machine';
import { type ApplicationEvent, type ApplicationFacts, type ApplicationState, applicationMachine, outsideReturn } from './application.machine';

const facts: ApplicationFacts = {
  now: new Date('2026-04-01T12:00:00+08:00'),
  window: { openAt: '2026-03-10T09:00:00+08:00', closeAt: '2026-04-10T17:00:00+08:00' },
  extension: null,
  problems: [],
  correctBy: null,
  returns: 0,
  maxReturns: 1,
  returnedFields: [],
  reason: null,
  screening: 'open',
  judgingBegun: false,
};
const end = new Date('2026-04-10T17:00:00+08:00');
const correctBy = '2026-04-16T00:00:00+08:00';

it.each<[string, ApplicationState, ApplicationEvent, Partial<ApplicationFacts>, string | null]>([
  ['hand in', 'draft', 'submit', {}, null],
  ['hand in to the last millisecond', 'draft', 'submit', { now: new Date(end.getTime() - 1) }, null],
  ['not after closing', 'draft', 'submit', { now: end }, 'CALL.CLOSED'],
  ['not before opening', 'draft', 'submit', { now: new Date('2026-03-10T08:00:00+08:00') }, 'CALL.NOT_OPEN'],
  ['with more time', 'draft', 'submit', { now: end, extension: { until: '2026-04-11T17:00:00+08:00', reason: '停电' } }, null],
  ['half written', 'draft', 'submit', { problems: [{ path: 'summary', code: 'FIELD.REQUIRED' }] }, 'APPLICATION.INCOMPLETE'],
  ['not twice', 'submitted', 'submit', {}, 'STATE.WRONG'],
  ['take back while open', 'submitted', 'reopen', {}, null],
  ['take back after closing', 'submitted', 'reopen', { now: end }, 'CALL.CLOSED'],
  ['take back once it was checked', 'submitted', 'reopen', { screening: 'passed' }, 'APPLICATION.SCREENED'],
  ['return', 'submitted', 'return', { returnedFields: ['budget'], reason: '单价有误' }, null],
  ['return without naming a field', 'submitted', 'return', { reason: '不好' }, 'APPLICATION.RETURN_NAMES_NO_FIELD'],
  ['return without a reason', 'submitted', 'return', { returnedFields: ['budget'] }, 'APPLICATION.REASON_MISSING'],
  ['return too often', 'submitted', 'return', { returns: 1, returnedFields: ['budget'], reason: 'x' }, 'APPLICATION.NO_RETURNS_LEFT'],
  ['correct after the call closed', 'returned', 'resubmit', { now: end, correctBy }, null],
  ['correct too late', 'returned', 'resubmit', { now: new Date(correctBy), correctBy }, 'APPLICATION.CORRECTION_CLOSED'],
  ['qualify', 'submitted', 'qualify', { screening: 'passed' }, null],
  ['qualify unchecked', 'submitted', 'qualify', {}, 'APPLICATION.SCREENING_NOT_PASSED'],
  ['disqualify', 'submitted', 'disqualify', { reason: '登记不满一年' }, null],
  ['disqualify without a reason', 'submitted', 'disqualify', {}, 'APPLICATION.REASON_MISSING'],
  ['check again', 'disqualified', 'rescreen', { reason: '材料已核实' }, null],
  ['check again once judged', 'qualified', 'rescreen', { reason: 'x', judgingBegun: true }, 'APPLICATION.JUDGING_BEGUN'],
  ['withdraw', 'qualified', 'withdraw', {}, null],
  ['withdraw while judged', 'qualified', 'withdraw', { judgingBegun: true }, 'APPLICATION.JUDGING_BEGUN'],
  ['a draft expires at the closing', 'draft', 'expire', { now: end }, null],
  ['a draft does not expire before', 'draft', 'expire', {}, 'CALL.STILL_OPEN'],
  ['nor within its own extension', 'draft', 'expire', { now: end, extension: { until: '2026-04-11T17:00:00+08:00', reason: 'x' } }, 'CALL.STILL_OPEN'],
  ['a return expires at its own end', 'returned', 'expire', { now: new Date(correctBy), correctBy }, null],
  ['a return outlives the call', 'returned', 'expire', { now: end, correctBy }, 'APPLICATION.CORRECTION_RUNNING'],
])('%s', (_rule, state, event, more, code) => expect(whyNot(applicationMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code));

it('opens only the named fields after a return', () => {
  expect(outsideReturn({ budget: [], goal: 'x' }, ['budget'])).toEqual([{ path: 'goal', code: 'APPLICATION.FIELD_NOT_RETURNED' }]);
});
