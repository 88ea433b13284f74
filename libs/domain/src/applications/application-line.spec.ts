import type { RoundState } from '../calls/round.machine';
import type { LineConfig } from '../calls/stage-line';
import { applicationLine } from './application-line';
import type { ApplicationState } from './application.machine';

const at = (day: string): string => `2026-${day}T09:00:00+08:00`;
const config: LineConfig = {
  calendar: { needsOpenAt: null, needsCloseAt: null, openAt: at('03-10'), closeAt: at('04-10'), reviewFrom: at('04-17'), reviewTo: at('04-24'), noticeFrom: at('04-28'), signBy: at('05-20'), projectFrom: at('05-10'), projectTo: at('12-10') },
  needs: { collectedFirst: false, citeNeed: false, pairingRequired: false },
  evaluation: [],
};

it.each<[ApplicationState, RoundState, string | null, string | null]>([
  ['draft', 'open', 'application', null],
  ['submitted', 'open', 'eligibility', null],
  ['returned', 'closed', 'eligibility', null],
  ['qualified', 'closed', 'judging', null],
  ['qualified', 'reviewing', 'judging', null],
  ['qualified', 'deciding', 'decision', null],
  ['qualified', 'executing', 'notice', null],
  ['disqualified', 'closed', null, 'disqualified'],
  ['withdrawn', 'open', null, 'withdrawn'],
  ['expired', 'closed', null, 'expired'],
])('%s in a round that is %s', (state, roundState, current, ended) => {
  const line = applicationLine(config, state, roundState, new Date(at('04-01')));
  expect([line.stages.find((stage) => stage.state === 'current')?.id ?? null, line.ended]).toEqual([current, ended]);
});

it.each<[ApplicationState, readonly string[]]>([['submitted', ['undertaker']], ['returned', ['applicant']]])('%s: it is the turn of %p', (state, actors) =>
  expect(applicationLine(config, state, 'closed', new Date(at('04-12'))).stages.find((stage) => stage.state === 'current')?.actors).toEqual(actors));
