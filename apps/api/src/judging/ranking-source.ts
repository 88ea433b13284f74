import { Injectable } from '@nestjs/common';
import type { ReviewRule } from '@weichuang/domain/calls/round-config';
import { funderOrder } from '@weichuang/domain/judging/funder-order';
import { rankApplications, type RankInput, type Ranking } from '@weichuang/domain/judging/ranking';
import { RankingRow, type ReviewStageRow } from '@weichuang/persistence/judging/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { IsNull } from 'typeorm';
import { rankInput, tieDecisions } from './ranking.queries';
import { Rubrics } from './rubrics';
import { roundOf, stagesOf, type JudgedRound } from './stages.queries';

export interface RankingState {
  readonly round: JudgedRound;
  readonly rule: ReviewRule;
  readonly ruleHash: string | null;
  readonly stages: readonly ReviewStageRow[];
  /** null while a stage runs: no score is seen before all are closed */
  readonly made: { readonly input: readonly RankInput[]; readonly ranking: Ranking; readonly order: readonly string[] } | null;
  readonly frozen: RankingRow | null;
}

/** The ranking as it stands: frozen, or made anew from what is locked now. */
@Injectable()
export class RankingSource {
  constructor(private readonly rubrics: Rubrics) {}

  async read(ctx: Ctx, roundId: string): Promise<RankingState> {
    const round = await roundOf(ctx.em, roundId);
    const stages = await stagesOf(ctx.em, roundId);
    const frozen = await ctx.em.findOneBy(RankingRow, { roundId, supersededAt: IsNull() });
    if (frozen) {
      const order = frozen.funderOrder;
      return { round, rule: frozen.rule, ruleHash: frozen.ruleHash, stages, frozen, made: { input: frozen.input, order, ranking: { rows: frozen.rows, undecided: false, thin: [] } } };
    }
    const ruled = stages.find((stage) => stage.rule !== null);
    const rule = ruled?.rule ?? round.config.review;
    const ready = rule.stages.every(({ id }) => stages.some((stage) => stage.stageKey === id && (stage.state === 'closed' || stage.state === 'frozen')));
    if (!ready) return { round, rule, ruleHash: ruled?.ruleHash ?? null, stages, frozen: null, made: null };
    const input = await rankInput(ctx.em, roundId, rule, this.rubrics);
    const order = funderOrder((await tieDecisions(ctx.em, roundId)).map((decision) => decision.applicationIds));
    return { round, rule, ruleHash: ruled?.ruleHash ?? null, stages, frozen: null, made: { input, order, ranking: rankApplications(input, rule, order) } };
  }
}
