import { whyNot } from '@weichuang/kernel/machine';
import type { RuleResult } from './rules';
import { type Concluded, type ScreeningEvent, type ScreeningFacts, type ScreeningState, conclude, screeningMachine, verdictRefusal } from './screening.machine';

const result = (ruleId: string, outcome: RuleResult['outcome']): RuleResult => ({ ruleId, kind: 'manual', clause: '条款', outcome, evidence: { code: 'ELIGIBILITY.PERSON_LOOKS' } });
const results = [result('a', 'pass'), result('b', 'fail'), result('c', 'manual')];
const verdict = (ruleId: string, outcome: 'pass' | 'fail', reason = '') => ({ ruleId, outcome, reason, by: 'p' });

it('lets the last word of a person stand, and says which automatic outcome it turned', () => {
  expect(conclude(results, [verdict('b', 'pass', '系统登记日期有误'), verdict('c', 'fail', 'x'), verdict('c', 'pass')])).toEqual([
    { ruleId: 'a', outcome: 'pass', overridden: false },
    { ruleId: 'b', outcome: 'pass', overridden: true },
    { ruleId: 'c', outcome: 'pass', overridden: false },
  ]);
});

it.each([
  ['a manual rule is passed without a word', verdict('c', 'pass'), null],
  ['a manual rule is failed with one', verdict('c', 'fail'), 'ELIGIBILITY.REASON_MISSING'],
  ['an automatic outcome is turned with one', verdict('b', 'pass'), 'ELIGIBILITY.REASON_MISSING'],
  ['with the reason', verdict('b', 'pass', '已核实'), null],
  ['agreeing needs none', verdict('b', 'fail'), null],
  ['no such rule', verdict('z', 'pass'), 'ELIGIBILITY.RULE_UNKNOWN'],
])('%s', (_rule, given, code) => expect(verdictRefusal(results, given)?.code ?? null).toBe(code));

const one = (outcome: Concluded['outcome']): Concluded[] => [{ ruleId: 'a', outcome, overridden: false }];
const facts: ScreeningFacts = { concluded: one('pass'), reason: null, returnedFields: [], returns: 0, maxReturns: 1, judgingBegun: false };
it.each<[string, ScreeningState, ScreeningEvent, Partial<ScreeningFacts>, string | null]>([
  ['pass', 'open', 'pass', {}, null],
  ['pass what fails', 'open', 'pass', { concluded: one('fail') }, 'ELIGIBILITY.RULE_FAILS'],
  ['pass what nobody looked at', 'open', 'pass', { concluded: one('manual') }, 'ELIGIBILITY.CHECK_OPEN'],
  ['fail what passes', 'open', 'fail', { reason: 'x' }, 'ELIGIBILITY.NO_RULE_FAILS'],
  ['fail without a word', 'open', 'fail', { concluded: one('fail') }, 'ELIGIBILITY.REASON_MISSING'],
  ['fail', 'open', 'fail', { concluded: one('fail'), reason: '登记不满一年' }, null],
  ['send back', 'open', 'send_back', { returnedFields: ['budget'], reason: 'x' }, null],
  ['send back without a field', 'open', 'send_back', { reason: 'x' }, 'APPLICATION.RETURN_NAMES_NO_FIELD'],
  ['send back too often', 'open', 'send_back', { returns: 1, returnedFields: ['budget'], reason: 'x' }, 'APPLICATION.NO_RETURNS_LEFT'],
  ['resume', 'sent_back', 'resume', {}, null],
  ['reopen', 'failed', 'reopen', { reason: '复核' }, null],
  ['reopen once judged', 'passed', 'reopen', { reason: 'x', judgingBegun: true }, 'APPLICATION.JUDGING_BEGUN'],
])('%s', (_rule, state, event, more, code) => expect(whyNot(screeningMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code));
