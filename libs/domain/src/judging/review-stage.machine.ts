import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { defineMachine } from '@weichuang/kernel/machine';

export interface ReviewStageFacts {
  /** the round itself is being judged; panels may be formed before */
  readonly roundReviewing: boolean;
  readonly judges: number;
  readonly judgesPerApplication: number;
  /** judges on the panel who have not declared their conflicts of interest */
  readonly undeclared: readonly string[];
  /** applications with fewer assigned judges than the stage's `minSheets`, those left out that staff have accepted so */
  readonly underAssigned: readonly string[];
  /** the review rule is stored with its hash: nobody can change it once scores exist */
  readonly ruleFrozen: boolean;
  /** score sheets neither locked, nor recused, nor void, those left out that staff have accepted as missing */
  readonly openScorecards: number;
  /** applications with fewer locked sheets than `minSheets`, those left out that staff have accepted to stay without a rank */
  readonly shortOfSheets: readonly string[];
  readonly undecidedTie: boolean;
  /** this stage takes a shortlist that is not drawn up yet */
  readonly awaitsShortlist: boolean;
  /** the stage that takes this one's shortlist has gone beyond forming its panel */
  readonly nextBegun: boolean;
  readonly reason: string;
}

/** A stage of judging: the panel is formed, declares its conflicts, scores, and the result is closed and frozen. */
export const reviewStageMachine = defineMachine<ReviewStageFacts>()({
  name: 'review_stage',
  initial: 'forming',
  states: ['forming', 'declaring', 'scoring', 'closed', 'frozen'],
  steps: {
    declare: {
      from: ['forming'],
      to: 'declaring',
      can: 'panel.manage',
      unless: (f) =>
        firstRefusal(
          refuseIf(f.awaitsShortlist, 'REVIEW.SHORTLIST_OPEN'),
          refuseIf(f.judges < f.judgesPerApplication, 'PANEL.TOO_FEW_JUDGES', { judges: f.judges, needed: f.judgesPerApplication }),
        ),
    },
    reform: { from: ['declaring'], to: 'forming', can: 'panel.manage' },
    open: {
      from: ['declaring'],
      to: 'scoring',
      can: 'review.open',
      unless: (f) =>
        firstRefusal(
          refuseIf(!f.roundReviewing, 'REVIEW.ROUND_NOT_REVIEWING'),
          refuseIf(!f.ruleFrozen, 'REVIEW.RULE_NOT_FROZEN'),
          refuseIf(f.undeclared.length > 0, 'PANEL.UNDECLARED', { judges: f.undeclared }),
          refuseIf(f.underAssigned.length > 0, 'PANEL.UNDER_ASSIGNED', { applications: f.underAssigned }),
        ),
    },
    close: {
      from: ['scoring'],
      to: 'closed',
      can: 'review.close',
      unless: (f) => refuseIf(f.openScorecards > 0, 'REVIEW.OPEN_SCORECARDS', { count: f.openScorecards }),
    },
    reopen: { from: ['closed'], to: 'scoring', can: 'review.close', unless: (f) => firstRefusal(refuseIf(f.nextBegun, 'REVIEW.NEXT_STAGE_BEGUN'), needReason(f.reason)) },
    /** draws up who goes on to the next stage, again as long as that one has not begun */
    shortlist: {
      from: ['closed'],
      to: 'closed',
      can: 'review.close',
      unless: (f) =>
        firstRefusal(refuseIf(f.nextBegun, 'REVIEW.NEXT_STAGE_BEGUN'), refuseIf(f.shortOfSheets.length > 0, 'REVIEW.TOO_FEW_SHEETS', { applications: f.shortOfSheets })),
    },
    /** the round went back to judging, after an objection for example: its ranking no longer counts */
    unfreeze: { from: ['frozen'], to: 'closed', can: 'review.freeze', unless: (f) => needReason(f.reason) },
    freeze: {
      from: ['closed'],
      to: 'frozen',
      can: 'review.freeze',
      unless: (f) =>
        firstRefusal(
          refuseIf(f.shortOfSheets.length > 0, 'REVIEW.TOO_FEW_SHEETS', { applications: f.shortOfSheets }),
          refuseIf(f.undecidedTie, 'RANKING.TIE_UNDECIDED'),
        ),
    },
  },
});

export type ReviewStageState = (typeof reviewStageMachine)['states'][number];
