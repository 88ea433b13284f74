import { extendCall, shiftRound } from './reschedule';
import { haishuTemplate } from './templates/haishu';
import { streetMicroTemplate } from './templates/street-micro';
import { buildRound, datesFrom, type RoundTemplate } from './templates/template';

const configOf = (template: RoundTemplate, openOn: string) =>
  buildRound(template, datesFrom(template, openOn), Object.fromEntries(Object.keys(template.forms).map((key) => [key, key])));

it('moves every date of last year’s round by whole days, and nothing else', () => {
  const [last, now] = [configOf(haishuTemplate, '2025-05-18'), configOf(haishuTemplate, '2026-05-18')];
  const shifted = shiftRound(last, 365);
  const instants = (config: typeof now) => JSON.parse(JSON.stringify(config), (_key, value: unknown) =>
    typeof value === 'string' && /T\d\d:/.test(value) ? new Date(value).toISOString() : value);
  expect(instants(shifted)).toEqual(instants(now));
});

it('leaves a date that is not filled in', () => {
  const config = configOf(streetMicroTemplate, '2026-03-10');
  const empty = { ...config, calendar: { ...config.calendar, signBy: '', needsOpenAt: null } };
  expect(shiftRound(empty, 10).calendar).toMatchObject({ signBy: '', needsOpenAt: null });
});

describe('more time for all', () => {
  const config = configOf(streetMicroTemplate, '2026-03-10'); // closes 2026-04-09 17:00, review from 2026-04-16 09:00
  const now = new Date('2026-04-01T00:00:00Z');
  it.each([
    ['not later', '2026-04-09T17:00:00+08:00', false, now, 'ROUND.EXTENSION_NOT_LATER'],
    ['earlier', '2026-04-08T17:00:00+08:00', false, now, 'ROUND.EXTENSION_NOT_LATER'],
    ['already over', '2026-04-12T17:00:00+08:00', false, new Date('2026-04-13T00:00:00Z'), 'ROUND.EXTENSION_IN_THE_PAST'],
    ['into the review', '2026-04-17T17:00:00+08:00', false, now, 'ROUND.EXTENSION_PAST_REVIEW'],
    ['until the review begins', '2026-04-16T09:00:00+08:00', false, now, null],
    ['with the review', '2026-04-17T17:00:00+08:00', true, now, null],
  ])('%s', (_rule, closeAt, moveRest, at, code) => {
    const outcome = extendCall(config, { closeAt, moveRest }, at);
    expect('refusal' in outcome ? outcome.refusal.code : null).toBe(code);
  });
  it('moves the rest by as much, or not at all', () => {
    const alone = extendCall(config, { closeAt: '2026-04-12T17:00:00+08:00', moveRest: false }, now);
    expect('config' in alone && alone.config.calendar).toEqual({ ...config.calendar, closeAt: '2026-04-12T17:00:00+08:00' });
    const all = extendCall(config, { closeAt: '2026-04-12T17:00:00+08:00', moveRest: true }, now);
    expect('config' in all && all.config.calendar.reviewFrom).toBe('2026-04-19T01:00:00.000Z');
    expect('config' in all && all.config.calendar.openAt).toBe(config.calendar.openAt);
  });
});
