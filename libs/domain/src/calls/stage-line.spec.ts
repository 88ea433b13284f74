import type { RoundState } from './round.machine';
import { type RoundWork, STAGES, type StageWork, WORKED, lineAt, stageLine } from './stage-line';
import { binhaiTemplate } from './templates/binhai';
import { haishuTemplate } from './templates/haishu';
import { streetMicroTemplate } from './templates/street-micro';
import { type RoundTemplate, buildRound, datesFrom } from './templates/template';

const config = (template: RoundTemplate) => buildRound(template, datesFrom(template, '2026-03-10'), Object.fromEntries(Object.keys(template.forms).map((key) => [key, key])));
const street = config(streetMicroTemplate);
const NOTHING: StageWork = { left: 0, begun: false };
const work = (more: Partial<RoundWork>): RoundWork => ({ decision: NOTHING, notice: NOTHING, agreement: NOTHING, execution: NOTHING, evaluation: NOTHING, ...more });
const [SOME, ALL_DONE] = [{ left: 3, begun: true }, { left: 0, begun: true }];
/** three projects from their signing on: nothing of any stage is done */
const whole = work({ agreement: SOME, execution: { left: 3, begun: false }, evaluation: { left: 6, begun: false } });

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
  const line = stageLine(street, state, new Date(`${day}T12:00:00+08:00`), state === 'executing' ? whole : null);
  expect(line.stages.map((stage) => stage.id)).toEqual([...STAGES]);
  expect(line.stages.find((stage) => stage.state === 'current')?.id ?? null).toBe(current);
  expect(line.step).toBe(step);
});

it('says how long is left, who acts, and what is late', () => {
  const line = stageLine(street, 'open', new Date('2026-04-09T16:00:00+08:00'), null);
  expect(line.msLeft).toBe(3_600_000);
  expect(line.stages[2]).toMatchObject({ id: 'application', from: '2026-03-10T09:00:00+08:00', to: '2026-04-09T17:00:00+08:00', actors: ['applicant'], late: false });
  expect(stageLine(street, 'closed', new Date('2026-04-30T00:00:00+08:00'), null).stages[3]).toMatchObject({ state: 'current', late: true });
});

it('leaves out what the round does not have, and shows the end of it', () => {
  expect(stageLine(config(binhaiTemplate), 'open', new Date('2026-03-20T00:00:00Z'), null).stages[0]!.state).toBe('skipped');
  expect(stageLine(street, 'archived', new Date('2027-05-01T00:00:00Z'), null)).toMatchObject({ ended: 'archived', msLeft: null });
  expect(stageLine(street, 'archived', new Date('2027-05-01T00:00:00Z'), null).stages.every((stage) => stage.state === 'done')).toBe(true);
});

it('evaluating begins where the programme names its windows, and never with the end of a deadline', () => {
  const span = (of: RoundTemplate) => stageLine(config(of), 'open', new Date('2026-03-20T00:00:00Z'), null).stages[9];
  const named = config(haishuTemplate).evaluation[0]?.windows?.self?.from;
  expect(span(haishuTemplate)).toMatchObject({ id: 'evaluation', from: named });
  expect(named).toBeDefined();
  const [midterm, final] = street.evaluation;
  expect([midterm?.windows, midterm && final && midterm.due < final.due]).toEqual([undefined, true]);
  expect(span(streetMicroTemplate)).toMatchObject({ from: null, to: new Date(`${final?.due}T24:00:00+08:00`).toISOString() });
});

// the calendar: signing by 24 May, projects from 10 May to 31 January, evaluations until March
it.each<[string, string, Partial<RoundWork>, string, Record<string, string>]>([
  ['all signed before their beginning: at work', '2026-05-05', { agreement: ALL_DONE, execution: SOME, evaluation: { left: 6, begun: false } }, 'execution', { agreement: 'done', evaluation: 'coming' }],
  ['one still signs while the others work', '2026-05-15', { agreement: { left: 1, begun: true }, execution: SOME, evaluation: { left: 6, begun: false } }, 'execution', { agreement: 'open 1', evaluation: 'coming' }],
  ['and is late once the day is over', '2026-08-01', { agreement: { left: 1, begun: true }, execution: SOME, evaluation: { left: 6, begun: false } }, 'execution', { agreement: 'open 1 late', evaluation: 'coming' }],
  ['the first at work before the day', '2026-05-05', whole, 'agreement', { execution: 'coming', evaluation: 'coming' }],
  ['the same, one of them begun', '2026-05-05', { ...whole, execution: { left: 3, begun: true } }, 'agreement', { execution: 'open 3' }],
  ['mid-term evaluations go on beside the work', '2026-09-01', { agreement: ALL_DONE, execution: SOME, evaluation: { left: 5, begun: true } }, 'execution', { agreement: 'done', evaluation: 'open 5' }],
  ['all in their final evaluation before the end', '2026-12-01', { agreement: ALL_DONE, execution: ALL_DONE, evaluation: { left: 2, begun: true } }, 'evaluation', { execution: 'done' }],
  ['some still at work after their end', '2027-02-20', { agreement: ALL_DONE, execution: { left: 2, begun: true }, evaluation: { left: 4, begun: true } }, 'evaluation', { execution: 'open 2 late' }],
  ['one evaluation open after the last day', '2027-04-01', { agreement: ALL_DONE, execution: ALL_DONE, evaluation: { left: 1, begun: true } }, 'closing', { execution: 'done', evaluation: 'open 1 late' }],
  ['everything done early', '2026-12-01', { agreement: ALL_DONE, execution: ALL_DONE, evaluation: ALL_DONE }, 'closing', { execution: 'done', evaluation: 'done' }],
  ['an award moved up later and is on notice', '2026-08-01', { notice: { left: 1, begun: true }, agreement: ALL_DONE, execution: SOME }, 'execution', { decision: 'done', notice: 'open 1', agreement: 'done' }],
  ['nothing was funded', '2026-05-05', {}, 'closing', { agreement: 'done', execution: 'done', evaluation: 'done' }],
])('a round being carried out: %s', (_rule, day, more, current, others) => {
  const line = stageLine(street, 'executing', new Date(`${day}T12:00:00+08:00`), work(more));
  const said = (id: string) => line.stages.filter((stage) => stage.id === id).map((stage) => [stage.state, stage.left, stage.late && 'late'].filter(Boolean).join(' '))[0];
  expect(line.stages[(line.step ?? 0) - 1]).toMatchObject({ id: current, state: 'current' });
  expect(Object.fromEntries(Object.keys(others).map((id) => [id, said(id)]))).toEqual(others);
});

it('only a stage in which nothing is left is done', () => {
  for (const id of WORKED) expect(stageLine(street, 'executing', new Date('2027-04-01T00:00:00Z'), work({ [id]: SOME })).stages.find((stage) => stage.id === id)?.state).toBe('open');
});

it('does not promise what will not come', () => {
  const states = lineAt(street, null, new Date('2026-06-01T00:00:00Z'), 'disqualified', false, 'eligibility').stages.map((stage) => stage.state);
  expect(states).toEqual(['done', 'done', 'done', 'stopped', ...Array<string>(7).fill('unreached')]);
});
