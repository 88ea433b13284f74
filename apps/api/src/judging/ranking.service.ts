import { Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { whyNot } from '@weichuang/kernel/machine';
import type { Refusal } from '@weichuang/kernel/denial';
import { notATie, openTies } from '@weichuang/domain/judging/funder-order';
import { rankApplications } from '@weichuang/domain/judging/ranking';
import { reviewStageMachine } from '@weichuang/domain/judging/review-stage.machine';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';
import type { RankingView } from '@weichuang/contracts/judging/ranking';
import { RankingRow, ReviewStageRow, ScorecardRow, TieDecisionRow } from '@weichuang/persistence/judging/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { In } from 'typeorm';
import { RankingSource, type RankingState } from './ranking-source';
import { RankingViews } from './ranking-view';
import { factsFrom } from './stage-facts';
import { hashOf } from './stages.service';
import { numbersOf } from './stages.queries';

@Injectable()
export class RankingService {
  constructor(
    private readonly source: RankingSource,
    private readonly views: RankingViews,
  ) {}

  async view(ctx: Ctx, roundId: string): Promise<RankingView> {
    const state = await this.source.read(ctx, roundId);
    return this.views.of(ctx, state, await this.whyNotFreeze(ctx, state, []));
  }

  /** The funder puts equals in order, with its reason. @throws Refused RANKING.STAGES_OPEN, RANKING.FROZEN, RANKING.NOT_A_TIE */
  async breakTie(ctx: Ctx, roundId: string, applicationIds: readonly string[], reason: string): Promise<RankingView> {
    const state = await this.source.read(ctx, roundId);
    if (state.frozen) throw refused('RANKING.FROZEN');
    if (!state.made) throw refused('RANKING.STAGES_OPEN');
    // looked at without the funder's own order, so that a decision may be taken again before the freezing
    ensure(notATie(rankApplications(state.made.input, state.rule).rows, applicationIds));
    const id = newId();
    await ctx.em.insert(TieDecisionRow, { id, tenantId: tenantOf(ctx), roundId, applicationIds: [...applicationIds], reason, decidedBy: actorOf(ctx).userId, decidedAt: ctx.now });
    await emit(ctx, { kind: 'ranking.tie_decided', subject: { kind: 'round', id: roundId }, roundId, data: { applicationIds, reason } });
    return this.view(ctx, roundId);
  }

  /**
   * Stores the ranking with the rule and everything it was made from, under one hash. Sheets that were accepted as missing are
   * voided, so that nothing stays open. @throws Refused RANKING.STAGES_OPEN, RANKING.FROZEN and the stages' own reasons
   */
  async freeze(ctx: Ctx, roundId: string, short: readonly string[]): Promise<RankingView> {
    await ctx.em.query('SELECT id FROM review_stage WHERE round_id = $1 ORDER BY id FOR UPDATE', [roundId]);
    const state = await this.source.read(ctx, roundId);
    if (state.frozen) throw refused('RANKING.FROZEN');
    if (!state.made || state.ruleHash === null) throw refused('RANKING.STAGES_OPEN');
    const undecidedTie = openTies(state.made.ranking.rows).length > 0;
    await this.voidOpen(ctx, state);
    for (const stage of state.stages)
      await transition(ctx, ReviewStageRow, stage.id, reviewStageMachine, 'freeze', {
        facts: async (row) => factsFrom(row, state.round, await numbersOf(ctx.em, row), { short, undecidedTie }),
        data: () => ({ short }),
      });
    const { input, ranking, order } = state.made;
    const hash = rankingHash(roundId, { rule: state.rule, input, order, rows: ranking.rows });
    const id = newId();
    await ctx.em.insert(RankingRow, {
      id, tenantId: tenantOf(ctx), roundId, rule: state.rule, ruleHash: state.ruleHash, funderOrder: order, input, rows: ranking.rows, hash,
      frozenAt: ctx.now, frozenBy: actorOf(ctx).userId, supersededAt: null,
    });
    await emit(ctx, { kind: 'ranking.freeze', subject: { kind: 'ranking', id }, roundId, data: { hash, ruleHash: state.ruleHash, applications: ranking.rows.length } });
    return this.view(ctx, roundId);
  }

  private async voidOpen(ctx: Ctx, state: RankingState): Promise<void> {
    const open = await ctx.em.findBy(ScorecardRow, { roundId: state.round.id, state: In(['assigned', 'in_progress']) });
    const states = new Map(state.stages.map((stage) => [stage.id, stage.state]));
    for (const sheet of open)
      await transition(ctx.asSystem(), ScorecardRow, sheet.id, scorecardMachine, 'void', {
        facts: (row) => ({ stage: states.get(row.reviewStageId) ?? 'closed', actorId: actorOf(ctx).userId, judgeId: row.judgeId, paper: null, missing: [], problems: [], reason: 'review_stage.close' }),
        // the stage was closed without it
        apply: (row) => void (row.reason = 'review_stage.close'),
        data: (row) => ({ applicationId: row.applicationId, judgeId: row.judgeId }),
      });
  }

  private async whyNotFreeze(ctx: Ctx, state: RankingState, short: readonly string[]): Promise<Refusal | null> {
    if (!state.made || state.frozen) return null;
    const undecidedTie = openTies(state.made.ranking.rows).length > 0;
    for (const stage of state.stages) {
      const why = whyNot(reviewStageMachine, stage.state, 'freeze', factsFrom(stage, state.round, await numbersOf(ctx.em, stage), { short, undecidedTie }));
      if (why) return why;
    }
    return null;
  }
}

/** Over everything the ranking says and was made from: another sheet, part, rule, order or place gives another hash. */
export const rankingHash = (roundId: string, made: { readonly rule: unknown; readonly input: unknown; readonly order: unknown; readonly rows: unknown }): string =>
  hashOf({ roundId, rule: made.rule, input: made.input, funderOrder: made.order, rows: made.rows });
