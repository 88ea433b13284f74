import type { RoundState } from '../calls/round.machine';
import { binhaiTemplate } from '../calls/templates/binhai';
import { haishuTemplate } from '../calls/templates/haishu';
import { streetMicroTemplate } from '../calls/templates/street-micro';
import { type RoundTemplate, buildRound, datesFrom } from '../calls/templates/template';
import { type ApplicationProgress, STAGES, applicationStageLine, stageLine } from './stage-line';

const config = (template: RoundTemplate) => buildRound(template, datesFrom(template, '2026-03-10'), Object.fromEntries(Object.keys(template.forms).map((key) => [key, key])));
const street = config(streetMicroTemplate);

it.each<[string, RoundState, string, string | null, number | null]>([
  ['needs first', 'draft', '2026-02-10', 'needs', 1],
  ['then the call', 'published', '2026-03-05', 'call', 2],
  ['application', 'open', '2026-03-20', 'application', 3],
  ['eligibility', 'closed', '2026-04-12', 'eligibility', 4],
  ['judging', 'reviewing', '2026-04-20', 'judging', 5],
  ['decision', 'deciding', '2026-04-25', 'decision', 6],
  ['notice', 'noticing', '2026-04-28', 'notice', 7],
  ['agreement', 'executing', '2026-05-05', 'agreement', 8],
  ['execution', 'executing', '2026-08-01', 'execution', 9],
  ['evaluation after the end', 'executing', '2027-02-20', 'evaluation', 10],
  ['closing', 'executing', '2027-04-01', 'closing', 11],
  ['archived', 'archived', '2027-05-01', null, null],
  ['cancelled', 'cancelled', '2026-05-01', null, null],
])('round: %s', (_rule, state, day, current, step) => {
  const line = stageLine(street, state, new Date(`${day}T12:00:00+08:00`));
  expect(line.stages.map((stage) => stage.id)).toEqual([...STAGES]);
  expect(line.stages.find((stage) => stage.state === 'current')?.id ?? null).toBe(current);
  expect(line.step).toBe(step);
});

it('says how long is left, who acts, and what is late', () => {
  const line = stageLine(street, 'open', new Date('2026-04-09T16:00:00+08:00'));
  expect(line.msLeft).toBe(3_600_000);
  expect(line.stages[2]).toMatchObject({ id: 'application', from: '2026-03-10T09:00:00+08:00', to: '2026-04-09T17:00:00+08:00', actors: ['applicant'], late: false });
  expect(stageLine(street, 'closed', new Date('2026-04-30T00:00:00+08:00')).stages[3]).toMatchObject({ state: 'current', late: true });
});

it('leaves out what the round does not have, and shows the end of it', () => {
  expect(stageLine(config(binhaiTemplate), 'open', new Date('2026-03-20T00:00:00Z')).stages[0]!.state).toBe('skipped');
  expect(stageLine(street, 'archived', new Date('2027-05-01T00:00:00Z'))).toMatchObject({ ended: 'archived', msLeft: null });
  expect(stageLine(street, 'archived', new Date('2027-05-01T00:00:00Z')).stages.every((stage) => stage.state === 'done')).toBe(true);
});

it('evaluating begins where the programme names its windows, and never with the end of a deadline', () => {
  const span = (of: RoundTemplate) => stageLine(config(of), 'open', new Date('2026-03-20T00:00:00Z')).stages[9];
  const named = config(haishuTemplate).evaluation[0]?.windows?.self?.from;
  expect(span(haishuTemplate)).toMatchObject({ id: 'evaluation', from: named });
  expect(named).toBeDefined();
  const [midterm, final] = street.evaluation;
  expect([midterm?.windows, midterm && final && midterm.due < final.due]).toEqual([undefined, true]);
  expect(span(streetMicroTemplate)).toMatchObject({ from: null, to: new Date(`${final?.due}T24:00:00+08:00`).toISOString() });
});

const own: ApplicationProgress = { state: 'qualified', award: null, project: null, evaluating: false };
it.each<[string, Partial<ApplicationProgress>, RoundState, string | null, string | null]>([
  ['a draft', { state: 'draft' }, 'open', 'application', null],
  ['handed in while others still write', { state: 'submitted' }, 'open', 'eligibility', null],
  ['given back', { state: 'returned' }, 'closed', 'eligibility', null],
  ['qualified', {}, 'reviewing', 'judging', null],
  ['being decided', {}, 'deciding', 'decision', null],
  ['on notice', { award: 'funded' }, 'noticing', 'notice', null],
  ['optimising', { award: 'funded' }, 'executing', 'agreement', null],
  ['signed', { award: 'funded', project: 'contracted' }, 'executing', 'agreement', null],
  ['at work', { award: 'funded', project: 'active' }, 'executing', 'execution', null],
  ['being evaluated', { award: 'funded', project: 'active', evaluating: true }, 'executing', 'evaluation', null],
  ['accepted', { award: 'funded', project: 'accepted' }, 'executing', 'closing', null],
  ['closed', { award: 'funded', project: 'closed' }, 'executing', null, 'closed'],
  ['not funded', { award: 'not_funded' }, 'executing', null, 'not_funded'],
  ['disqualified', { state: 'disqualified' }, 'closed', null, 'disqualified'],
  ['terminated', { award: 'funded', project: 'terminated' }, 'executing', null, 'terminated'],
])('application: %s', (_rule, more, roundState, current, ended) => {
  const line = applicationStageLine(street, roundState, new Date('2026-06-01T00:00:00Z'), { ...own, ...more });
  expect(line.stages.find((stage) => stage.state === 'current')?.id ?? null).toBe(current);
  expect(line.ended).toBe(ended);
});

it('does not promise what will not come', () => {
  const states = applicationStageLine(street, 'closed', new Date('2026-06-01T00:00:00Z'), { ...own, state: 'disqualified' }).stages.map((stage) => stage.state);
  expect(states).toEqual(['done', 'done', 'done', 'stopped', ...Array<string>(7).fill('unreached')]);
});
