import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import type { ReviewStageState } from './review-stage.machine';

export interface ScorecardFacts {
  readonly stage: ReviewStageState;
  readonly actorId: string;
  readonly judgeId: string;
  /** set when staff type in a paper sheet: the second person who compared it, null while nobody has */
  readonly paper: { readonly comparedBy: string | null } | null;
  /** of `scoreTotal` over the answers that are being saved or locked */
  readonly missing: readonly string[];
  readonly problems: readonly FieldProblem[];
  readonly reason: string;
}

const notOpen = (f: ScorecardFacts): Refusal | null => refuseIf(f.stage !== 'scoring', 'REVIEW.NOT_OPEN', { stage: f.stage });
/** Only the judge writes a sheet, or staff from the judge's signed paper. */
const notYours = (f: ScorecardFacts): Refusal | null =>
  refuseIf(f.actorId !== f.judgeId && f.paper === null, 'SCORECARD.NOT_YOURS', undefined, 'forbidden');

function wrongValues(f: ScorecardFacts): Refusal | null {
  // a comment may still be written later; a wrong number is never stored
  const wrong = f.problems.filter((problem) => problem.code !== 'SCORE.COMMENT_REQUIRED');
  return wrong.length ? refuseFields('SCORECARD.INVALID', wrong) : null;
}

function incomplete(f: ScorecardFacts): Refusal | null {
  if (f.problems.length) return refuseFields('SCORECARD.INVALID', f.problems);
  return f.missing.length ? refuse('SCORECARD.INCOMPLETE', { fields: f.missing }, 'invalid') : null;
}

/** Paper sheets are typed by one person and compared by another. */
function notCompared(f: ScorecardFacts): Refusal | null {
  if (!f.paper) return null;
  if (f.paper.comparedBy === null) return refuse('SCORECARD.NOT_COMPARED');
  return refuseIf(f.paper.comparedBy === f.actorId, 'SCORECARD.SAME_PERSON', undefined, 'forbidden');
}

const decided = (f: ScorecardFacts): Refusal | null => refuseIf(f.stage === 'frozen', 'REVIEW.FROZEN');

/** One judge's score sheet for one application. Only locked sheets count. */
export const scorecardMachine = defineMachine<ScorecardFacts>()({
  name: 'scorecard',
  initial: 'assigned',
  states: ['assigned', 'in_progress', 'locked', 'recused', 'voided'],
  steps: {
    save: {
      from: ['assigned', 'in_progress'],
      to: 'in_progress',
      can: 'scorecard.save',
      unless: (f) => firstRefusal(notOpen(f), notYours(f), wrongValues(f)),
    },
    lock: {
      from: ['in_progress'],
      to: 'locked',
      can: 'scorecard.lock',
      unless: (f) => firstRefusal(notOpen(f), notYours(f), incomplete(f), notCompared(f)),
    },
    recuse: {
      from: ['assigned', 'in_progress'],
      to: 'recused',
      can: 'scorecard.recuse',
      unless: (f) => firstRefusal(decided(f), needReason(f.reason)),
    },
    reopen: {
      from: ['locked'],
      to: 'in_progress',
      can: 'scorecard.reopen',
      unless: (f) => firstRefusal(notOpen(f), needReason(f.reason)),
    },
    /** a conflict of interest came out late: the sheet is kept and no longer counts */
    void: {
      from: ['assigned', 'in_progress', 'locked'],
      to: 'voided',
      can: 'scorecard.void',
      unless: (f) => firstRefusal(decided(f), needReason(f.reason)),
    },
  },
});

export type ScorecardState = (typeof scorecardMachine)['states'][number];
