import { reviewStageMachine, type ReviewStageFacts } from '@weichuang/domain/judging/review-stage.machine';
import { stageAfter, stageBefore } from '@weichuang/domain/judging/shortlist';
import { actionsOf } from '@weichuang/kernel/machine';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import type { ReviewStageRow } from '@weichuang/persistence/judging/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { shown } from './actions';
import { numbersOf, settingsOf, stagesOf, type JudgedRound, type StageNumbers } from './stages.queries';

/** What staff have looked at and accepted with this very step. */
export interface Accepted {
  /** applications that go on with too few judges or sheets */
  readonly short?: readonly string[];
  /** open sheets that are missing for good */
  readonly without?: readonly string[];
  readonly reason?: string;
  readonly undecidedTie?: boolean;
}

/** What the stages around this one have to do with it. */
export function beside(stage: ReviewStageRow, round: JudgedRound, others: readonly ReviewStageRow[]): Pick<ReviewStageFacts, 'awaitsShortlist' | 'nextBegun'> {
  const rule = stage.rule ?? round.config.review;
  const after = stageAfter(rule, stage.stageKey);
  const next = others.find((one) => one.stageKey === after?.id);
  return {
    awaitsShortlist: stageBefore(rule, stage.stageKey) !== null && stage.entrants === null,
    // a stage that takes everybody goes its own way
    nextBegun: next !== undefined && next.entrants !== null && next.state !== 'forming',
  };
}

export function factsFrom(stage: ReviewStageRow, round: JudgedRound, numbers: StageNumbers, accepted: Accepted = {}, others: readonly ReviewStageRow[] = []): ReviewStageFacts {
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
    ...beside(stage, round, others),
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
  const others = await stagesOf(ctx.em, stage.roundId);
  const after = stageAfter(stage.rule ?? round.config.review, stage.stageKey);
  const size = settings.shortlist ?? null;
  const shortlists = size !== null && after !== null;
  const actions = actionsOf(reviewStageMachine, stage.state, factsFrom(stage, round, numbers, ASKED, others), ctx.may).filter((one) => one.event !== 'shortlist' || shortlists);
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
    shortlist: size !== null && after ? { size, next: after.name, count: others.find((one) => one.stageKey === after.id)?.entrants?.length ?? null, published: settings.publishShortlist === true } : null,
    sheets: numbers.sheets,
    actions: shown(ctx, actions.filter((action) => !ELSEWHERE.has(action.event))),
  };
}
