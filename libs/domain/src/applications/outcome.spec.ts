import type { RoundState } from '../calls/round.machine';
import type { LineConfig } from '../calls/stage-line';
import { outcomeLine, outcomeOf, type ProjectStand } from './outcome';

it.each<[string | null, RoundState, ReturnType<typeof outcomeOf>]>([
  [null, 'executing', null],
  ['approved', 'deciding', null],
  ['not_funded', 'deciding', null],
  ['approved', 'noticing', null],
  ['noticed', 'noticing', 'proposed'],
  // held back by an objection after the others became final
  ['noticed', 'executing', 'proposed'],
  ['granted', 'executing', 'funded'],
  ['granted', 'archived', 'funded'],
  ['waitlisted', 'deciding', null],
  ['waitlisted', 'noticing', 'waitlisted'],
  ['waitlisted', 'executing', 'waitlisted'],
  ['waitlisted', 'archived', 'not_funded'],
  ['not_funded', 'executing', 'not_funded'],
  ['cancelled_by_objection', 'noticing', 'not_funded'],
])('an award that is %s in a round that is %s: %s', (award, round, expected) => expect(outcomeOf(award, round)).toBe(expected));

const at = (day: string): string => `2026-${day}T09:00:00+08:00`;
const config: LineConfig = {
  calendar: { needsOpenAt: null, needsCloseAt: null, openAt: at('03-10'), closeAt: at('04-10'), reviewFrom: at('04-17'), reviewTo: at('04-24'), noticeFrom: at('04-28'), signBy: at('05-20'), projectFrom: at('05-10'), projectTo: at('12-10') },
  needs: { collectedFirst: false, citeNeed: false, pairingRequired: false },
  evaluation: [{ stage: 'final', weightBp: 10_000, due: '2026-12-20' } as unknown as LineConfig['evaluation'][number]], // only that there is one matters
};
it.each<[ProjectStand | null, boolean, boolean, 'funded' | 'not_funded', string | null, string | null]>([
  ['contracted', false, false, 'funded', 'agreement', null],
  ['active', false, false, 'funded', 'execution', null],
  ['active', true, false, 'funded', 'evaluation', null],
  ['midterm_passed', false, false, 'funded', 'execution', null],
  ['midterm_passed', true, false, 'funded', 'evaluation', null],
  ['midterm_passed', false, true, 'funded', 'closing', null],
  ['accepted', false, true, 'funded', 'closing', null],
  ['closed', false, true, 'funded', null, 'closed'],
  ['terminated', false, false, 'funded', null, 'terminated'],
  [null, false, false, 'not_funded', null, 'not_funded'],
])('a project that is %s (evaluating: %s, passed: %s), award %s: at %s, ended %s', (state, evaluating, passed, award, current, ended) => {
  const line = outcomeLine(config, new Date(at('06-01')), award, state && { state, evaluating, passed });
  expect([line?.stages.find((stage) => stage.state === 'current')?.id ?? null, line?.ended ?? null]).toEqual([current, ended]);
});
it.each([null, 'waitlisted', 'proposed'] as const)('leaves the line to the application while its award is %s', (award) => expect(outcomeLine(config, new Date(at('06-01')), award, null)).toBeNull());
