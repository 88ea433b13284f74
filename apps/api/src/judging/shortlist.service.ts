import { Injectable } from '@nestjs/common';
import type { Output } from '@weichuang/contracts/http/route';
import type { drawShortlist } from '@weichuang/contracts/judging/panel';
import { rankApplications, stageRule } from '@weichuang/domain/judging/ranking';
import { reviewStageMachine } from '@weichuang/domain/judging/review-stage.machine';
import { shortlisted, stageAfter, toTell } from '@weichuang/domain/judging/shortlist';
import { ReviewStageRow } from '@weichuang/persistence/judging/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { found, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { rankedApplications, rankInput } from './ranking.queries';
import { shortlistsTold } from './shortlist.queries';
import { Rubrics } from './rubrics';
import { factsFrom, stageView } from './stage-facts';
import { judgedApplications, numbersOf, roundOf, settingsOf, stageOf, stagesOf } from './stages.queries';

/** Who goes on from one stage of judging to the next. */
@Injectable()
export class ShortlistService {
  constructor(private readonly rubrics: Rubrics) {}

  /**
   * Ranks a closed stage alone and gives the first of it to the next stage, which judges nobody else.
   * @throws Refused REVIEW.NO_SHORTLIST, REVIEW.NEXT_STAGE_BEGUN, REVIEW.TOO_FEW_SHEETS, STATE.WRONG, REVISION.STALE
   */
  async draw(ctx: Ctx, id: string, revision: number, short: readonly string[]): Promise<Output<typeof drawShortlist>> {
    const stage = await stageOf(ctx.em, id);
    const round = await roundOf(ctx.em, stage.roundId);
    // all stages are held, in one order: the next one does not begin meanwhile
    await ctx.em.query('SELECT id FROM review_stage WHERE round_id = $1 ORDER BY id FOR UPDATE', [stage.roundId]);
    const rule = stage.rule ?? round.config.review;
    const settings = settingsOf(stage, round.config);
    const size = settings.shortlist ?? null;
    const after = stageAfter(rule, stage.stageKey);
    const next = after && (await stagesOf(ctx.em, stage.roundId)).find((one) => one.stageKey === after.id);
    if (size === null || !next) throw refused('REVIEW.NO_SHORTLIST');
    const judged = new Set((await judgedApplications(ctx.em, stage)).map((one) => one.id));
    const input = (await rankInput(ctx.em, stage.roundId, { stages: [] }, this.rubrics)).filter((one) => judged.has(one.id));
    const { rows } = rankApplications(input, stageRule(rule, stage.stageKey));
    const ids = shortlisted(rows, size);
    const moved = await transition(ctx, ReviewStageRow, id, reviewStageMachine, 'shortlist', {
      revision,
      facts: async (row) => factsFrom(row, round, await numbersOf(ctx.em, row), { short }, await stagesOf(ctx.em, stage.roundId)),
      data: (row) => ({ stageKey: row.stageKey, next: next.stageKey, size, entrants: ids, ranking: rows.map(({ id: applicationId, rank, score }) => ({ applicationId, rank, score })), short }),
    });
    await ctx.em.update(ReviewStageRow, { id: next.id }, { entrants: ids });
    if (settings.publishShortlist) await this.publish(ctx, stage, rows.map((row) => row.id), ids);
    const names = new Map((await rankedApplications(ctx.em, rows.map((row) => row.id))).map((one) => [one.id, one.title]));
    const on = new Set(ids);
    return { stage: await stageView(ctx, moved, round), rows: rows.map((row) => ({ id: row.id, title: found(names.get(row.id)), rank: row.rank, score: row.score, goesOn: on.has(row.id) })) };
  }
  /** An event each, in the application's own history: whoever listens tells the applicant. */
  private async publish(ctx: Ctx, stage: ReviewStageRow, judged: readonly string[], entrants: readonly string[]): Promise<void> {
    for (const { id, goesOn } of toTell(judged, entrants, await shortlistsTold(ctx.em, stage.stageKey, judged)))
      await emit(ctx, { kind: goesOn ? 'application.shortlisted' : 'application.not_shortlisted', subject: { kind: 'application', id }, roundId: stage.roundId, data: { stageKey: stage.stageKey } });
  }
}
