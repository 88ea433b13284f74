import fc from 'fast-check';
import { streetMicroTemplate } from '../calls/templates/street-micro';
import { buildRound, datesFrom } from '../calls/templates/template';
import { type AgreementSource, EMPTY_PARTY, conditionOf, contentProblem, draftAgreement, goalsOf, periodOf, reword } from './agreement-content';
import { projectLine } from './project-line';
import { planTranches } from './tranche-plan';

const ids = Object.fromEntries(Object.keys(streetMicroTemplate.forms).map((key) => [key, key]));
const config = buildRound(streetMicroTemplate, datesFrom(streetMicroTemplate, '2026-03-01'), ids);
const named = (name: string) => ({ ...EMPTY_PARTY, name });
const source = (grantFen = 2_000_000): AgreementSource => ({
  programme: '第九届', parties: [{ party: 'street', details: named('街道办') }, { party: 'organization', details: named('中心') }],
  project: { name: '晨光', no: 'QB-1', community: '春申', period: { from: '2026-05-01', to: '2026-11-30' }, goals: [] },
  grantFen, plan: config.tranches, amounts: planTranches(grantFen, config.tranches).map((one) => one.amountFen), account: { holder: '中心', bank: '江苏银行', number: '1' },
});

it.each([
  [{ on: 'signed' as const, withinDays: 30 }, '本协议签订后 30 日以内'],
  [{ on: 'midterm_pass' as const, withinDays: null, withinWorkingDays: 15 }, '中期评估合格后 15 个工作日以内'],
  [{ on: 'accepted' as const, withinDays: null }, '末期评估合格并通过结项验收后'],
])('says when a tranche falls due: %p', (plan, words) => expect(conditionOf(plan)).toBe(words));

it('names parties in the round’s order, and its tranches are the grant whatever it is', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000_000 }), (grantFen) => {
    const content = draftAgreement(source(grantFen));
    expect(content.tranches.reduce((sum, one) => sum + one.amountFen, 0)).toBe(grantFen);
    expect(content.parties.map((one) => [one.label, one.role])).toEqual([['甲方', '资助方'], ['乙方', '实施方']]);
  }));
});

it.each([
  ['complete', {}, null],
  ['a nameless party', { parties: [{ ...draftAgreement(source()).parties[0]!, name: ' ' }] }, 'AGREEMENT.PARTY_UNNAMED'],
  ['no account', { account: { holder: '中心', bank: '', number: '1' } }, 'AGREEMENT.ACCOUNT_MISSING'],
])('may be issued when it is complete: %s', (_rule, more, code) => expect(contentProblem({ ...draftAgreement(source()), ...more })?.code ?? null).toBe(code));

it('new words change no party, no money and no project', () => {
  const content = draftAgreement(source());
  const words = { ...content, goals: ['目标'], parties: content.parties.map((one) => ({ ...one, phone: '1' })), title: '新' };
  expect(reword(content, words)).toEqual({ ...content, title: '新', parties: content.parties.map((one) => ({ ...one, phone: '1' })), project: { ...content.project, goals: ['目标'] } });
  expect(reword(content, { ...words, parties: words.parties.slice(1) })).toMatchObject({ code: 'AGREEMENT.PARTIES_CHANGED' });
});

it.each([
  [{ sub_goals: [{ objective: '探访', indicator: '次数', target: '120', unit: '次' }] }, ['探访：次数 120次']],
  [{ goal: ' 减少独居 ' }, ['减少独居']],
  [{ sub_goals: 'x' }, []],
])('takes its goals from the plan %#', (answers, goals) => expect(goalsOf(answers)).toEqual(goals));

it.each([
  [{ period: { from: '2026-05-01', to: '2026-11-30' } }, { from: '2026-05-01', to: '2026-11-30' }],
  [{ period: { from: '2026-05-01', to: '2026-04-30' } }, null],
  [{}, null],
])('and its period %#', (answers, period) => expect(periodOf(answers)).toEqual(period));

it.each([
  ['contracted', false, 8, null], ['active', false, 9, null], ['active', true, 10, null], ['suspended', false, 9, null], ['accepted', false, 11, null],
  ['closed', false, null, 'closed'], ['terminated', false, null, 'terminated'],
] as const)('a project that is %s (evaluated: %s) stands at stage %s', (state, evaluating, step, ended) => {
  expect(projectLine(config, { state, evaluating, passed: false }, new Date('2026-06-01'))).toMatchObject({ step, ended });
});

it.each([[true, 'execution'], [false, 'agreement']])('ended with an agreement in effect (%s): the line stops at %s, and nothing after it was reached', (signed, stage) => {
  const { stages } = projectLine(config, { state: 'terminated', evaluating: false, passed: false }, new Date('2026-06-01'), signed);
  const at = stages.findIndex((one) => one.state === 'stopped');
  expect(stages[at]?.id).toBe(stage);
  expect(stages.slice(at + 1).every((one) => one.state === 'unreached' || one.state === 'skipped')).toBe(true);
});
