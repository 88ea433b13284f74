import { reviewStageMachine, type ReviewStageFacts } from '@weichuang/domain/judging/review-stage.machine';
import { actionsOf } from '@weichuang/kernel/machine';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import type { ReviewStageRow } from '@weichuang/persistence/judging/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { shown } from './actions';
import { numbersOf, settingsOf, type JudgedRound, type StageNumbers } from './stages.queries';

/** What staff have looked at and accepted with this very step. */
export interface Accepted {
  /** applications that go on with too few judges or sheets */
  readonly short?: readonly string[];
  /** open sheets that are missing for good */
  readonly without?: readonly string[];
  readonly reason?: string;
  readonly undecidedTie?: boolean;
}

export function factsFrom(stage: ReviewStageRow, round: JudgedRound, numbers: StageNumbers, accepted: Accepted = {}): ReviewStageFacts {
  const settings = settingsOf(stage, round.config);
  const short = new Set(accepted.short);
  const without = new Set(accepted.without);
  const under = (count: 'assigned' | 'locked') => numbers.perApplication.filter((one) => one[count] < settings.minSheets && !short.has(one.id)).map((one) => one.label);
  return {
    roundReviewing: round.state === 'reviewing',
    judges: numbers.judges,
    judgesPerApplication: settings.judgesPerApplication,
    undeclared: numbers.undeclared,
    underAssigned: under('assigned'),
    // opening freezes the rule in the same act
    ruleFrozen: true,
    openScorecards: numbers.open.filter((one) => !without.has(one.id)).length,
    shortOfSheets: under('locked'),
    undecidedTie: accepted.undecidedTie ?? false,
    reason: accepted.reason ?? '',
  };
}

/** Freezing belongs to the ranking of the whole round, not to a stage. */
const ELSEWHERE = new Set(['freeze', 'unfreeze']);
/** The page asks for a reason, or for what is accepted, before it sends these. */
const ASKED: Accepted = { reason: '?' };

export async function stageView(ctx: Ctx, stage: ReviewStageRow, round: JudgedRound): Promise<StageView> {
  const numbers = await numbersOf(ctx.em, stage);
  const settings = settingsOf(stage, round.config);
  const actions = actionsOf(reviewStageMachine, stage.state, factsFrom(stage, round, numbers, ASKED), ctx.may);
  return {
    id: stage.id,
    key: stage.stageKey,
    name: settings.name,
    state: stage.state,
    revision: stage.revision,
    judgesPerApplication: settings.judgesPerApplication,
    minSheets: settings.minSheets,
    weightBp: settings.weightBp,
    aggregate: settings.aggregate,
    panel: settings.panel ?? 'expert',
    ruleHash: stage.ruleHash,
    openedAt: stage.openedAt?.toISOString() ?? null,
    closedAt: stage.closedAt?.toISOString() ?? null,
    judges: numbers.judges,
    declared: numbers.judges - numbers.undeclared.length,
    applications: numbers.applications,
    sheets: numbers.sheets,
    actions: shown(ctx, actions.filter((action) => !ELSEWHERE.has(action.event))),
  };
}
