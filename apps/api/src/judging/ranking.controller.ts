import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { breakTie, enterScorePart, exportScores, freezeRanking, getRanking, listScoreParts } from '@weichuang/contracts/judging/ranking';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { RankingService } from './ranking.service';
import { ScorePartsService } from './score-parts.service';

@Controller()
export class RankingController {
  constructor(
    private readonly rankings: RankingService,
    private readonly parts: ScorePartsService,
  ) {}

  @Route(getRanking)
  @Can('ranking.read', { round: 'roundId' })
  ranking(ctx: Ctx, { params }: Input<typeof getRanking>) {
    return this.rankings.view(ctx, params.roundId);
  }

  @Route(breakTie)
  @Can('ranking.break_tie', { round: 'roundId' })
  breakTie(ctx: Ctx, { params, body }: Input<typeof breakTie>) {
    return this.rankings.breakTie(ctx, params.roundId, body.applicationIds, body.reason);
  }

  @Route(freezeRanking)
  @Can('review.freeze', { round: 'roundId' })
  freeze(ctx: Ctx, { params, body }: Input<typeof freezeRanking>) {
    return this.rankings.freeze(ctx, params.roundId, body.acceptShort);
  }

  @Route(listScoreParts)
  @Can('panel.read', { round: 'roundId' })
  listParts(ctx: Ctx, { params }: Input<typeof listScoreParts>) {
    return this.parts.list(ctx, params.roundId);
  }

  @Route(enterScorePart)
  @Can('score_part.enter', { application: 'id' })
  enterPart(ctx: Ctx, { params, body }: Input<typeof enterScorePart>) {
    return this.parts.enter(ctx, params.id, params.part, body);
  }

  @Route(exportScores)
  @Can('scores.export', { round: 'roundId' })
  scores(ctx: Ctx, { params }: Input<typeof exportScores>) {
    return this.parts.export(ctx, params.roundId);
  }
}
