import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import { dayAndTime, instantMs } from './deadline';

/** What the moves of a round depend on. Counts are of this round. Instants are ISO 8601. */
export interface RoundFacts {
  readonly now: Date;
  readonly openAt: string;
  readonly closeAt: string;
  /** `whatIsMissing` of the configuration */
  readonly missing: readonly FieldProblem[];
  /** submitted applications without a decision on their eligibility */
  readonly unscreened: number;
  readonly qualified: number;
  /** score sheets that are assigned and not handed in, recused ones left out */
  readonly openSheets: number;
  /** applications ranked without a decision: funded, reserve or not */
  readonly undecided: number;
  /** the notice has run its working days */
  readonly noticeOver: boolean;
  readonly openObjections: number;
  /** projects neither closed nor terminated */
  readonly openProjects: number;
  /** for moves that need one: what the person wrote */
  readonly reason: string | null;
}

const before = (now: Date, iso: string): boolean => now.getTime() < instantMs(iso);
const reasonMissing = (facts: RoundFacts): Refusal | null => (facts.reason?.trim() ? null : refuse('ROUND.REASON_MISSING', undefined, 'invalid'));

export const ROUND_STATES = ['draft', 'published', 'open', 'closed', 'reviewing', 'deciding', 'noticing', 'executing', 'archived', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/**
 * A round from its set-up to the archive. `open` and `close` follow the clock (the sweep asks for them, permission `round.sweep`);
 * applications are accepted by the clock itself (`windowRefusal`), not by this state, so a late sweep costs nobody a minute.
 */
export const roundMachine = defineMachine<RoundFacts>()({
  name: 'round',
  initial: 'draft',
  states: ROUND_STATES,
  steps: {
    publish: {
      from: ['draft'],
      to: 'published',
      can: 'round.publish',
      unless: (f) =>
        f.missing.length
          ? refuseFields('ROUND.INCOMPLETE', f.missing)
          : before(f.now, f.closeAt)
            ? null
            : refuse('ROUND.CLOSES_IN_THE_PAST', { closeAt: f.closeAt }, 'invalid'),
    },
    unpublish: {
      from: ['published'],
      to: 'draft',
      can: 'round.publish',
      unless: (f) => (before(f.now, f.openAt) ? null : refuse('ROUND.ALREADY_OPEN', { openAt: f.openAt })),
    },
    open: {
      from: ['published'],
      to: 'open',
      can: 'round.sweep',
      unless: (f) => (before(f.now, f.openAt) ? refuse('CALL.NOT_OPEN', { openAt: f.openAt, ...dayAndTime(f.openAt) }) : null),
    },
    close: {
      from: ['open'],
      to: 'closed',
      can: 'round.sweep',
      unless: (f) => (before(f.now, f.closeAt) ? refuse('ROUND.STILL_OPEN', { closeAt: f.closeAt, ...dayAndTime(f.closeAt) }) : null),
    },
    /** the calendar was extended for all after the end: the new end is announced, with its reason */
    reopen: {
      from: ['closed'],
      to: 'open',
      can: 'round.extend',
      unless: (f) => (before(f.now, f.closeAt) ? reasonMissing(f) : refuse('ROUND.CLOSES_IN_THE_PAST', { closeAt: f.closeAt }, 'invalid')),
    },
    start_review: {
      from: ['closed'],
      to: 'reviewing',
      can: 'round.review',
      unless: (f) =>
        f.unscreened ? refuse('ROUND.SCREENING_OPEN', { count: f.unscreened }) : f.qualified ? null : refuse('ROUND.NOTHING_TO_JUDGE'),
    },
    start_deciding: {
      from: ['reviewing'],
      to: 'deciding',
      can: 'round.decide',
      unless: (f) => (f.openSheets ? refuse('ROUND.SHEETS_OPEN', { count: f.openSheets }) : null),
    },
    reopen_review: { from: ['deciding', 'noticing'], to: 'reviewing', can: 'round.review', unless: reasonMissing },
    start_notice: {
      from: ['deciding'],
      to: 'noticing',
      can: 'round.notice',
      unless: (f) => (f.undecided ? refuse('ROUND.DECISION_OPEN', { count: f.undecided }) : null),
    },
    /** an objection was upheld: decide again, with a new notice */
    decide_again: { from: ['noticing'], to: 'deciding', can: 'round.decide', unless: reasonMissing },
    execute: {
      from: ['noticing'],
      to: 'executing',
      can: 'round.execute',
      unless: (f) =>
        !f.noticeOver ? refuse('ROUND.NOTICE_RUNNING') : f.openObjections ? refuse('ROUND.OBJECTIONS_OPEN', { count: f.openObjections }) : null,
    },
    archive: {
      from: ['executing'],
      to: 'archived',
      can: 'round.archive',
      unless: (f) => (f.openProjects ? refuse('ROUND.PROJECTS_OPEN', { count: f.openProjects }) : null),
    },
    cancel: {
      from: ['draft', 'published', 'open', 'closed', 'reviewing', 'deciding', 'noticing'],
      to: 'cancelled',
      can: 'round.cancel',
      unless: reasonMissing,
    },
  },
});
export type RoundEvent = keyof typeof roundMachine.steps;

/** The move the clock asks for, or null. The sweep calls it for rounds that are published or open. */
export function dueMove(state: RoundState, times: { readonly now: Date; readonly openAt: string; readonly closeAt: string }): 'open' | 'close' | null {
  if (state === 'published' && !before(times.now, times.openAt)) return 'open';
  if (state === 'open' && !before(times.now, times.closeAt)) return 'close';
  return null;
}
