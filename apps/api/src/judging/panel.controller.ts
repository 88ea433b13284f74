import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  addJudge, assignSheets, closeScoring, drawShortlist, getJudging, getPanel, getProgress, openScoring, recordConflict, reformPanel, remindJudges, removeJudge, reopenScoring, reopenSheet, startDeclaring, startJudging,
} from '@weichuang/contracts/judging/panel';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { AssignmentService } from './assignment.service';
import { PanelService } from './panel.service';
import { SheetsService } from './sheets.service';
import { ShortlistService } from './shortlist.service';
import { StagesService } from './stages.service';

/** What staff do with a round's judging up to the closing of scores. */
@Controller()
export class PanelController {
  constructor(
    private readonly stages: StagesService,
    private readonly panels: PanelService,
    private readonly assignments: AssignmentService,
    private readonly sheets: SheetsService,
    private readonly shortlists: ShortlistService,
  ) {}

  @Route(getJudging)
  @Can('panel.read', { round: 'roundId' })
  judging(ctx: Ctx, { params }: Input<typeof getJudging>) {
    return this.stages.judging(ctx, params.roundId);
  }

  @Route(startJudging)
  @Can('panel.manage', { round: 'roundId' })
  start(ctx: Ctx, { params }: Input<typeof startJudging>) {
    return this.stages.start(ctx, params.roundId);
  }

  @Route(getPanel)
  @Can('panel.read', { review_stage: 'stageId' })
  panel(ctx: Ctx, { params }: Input<typeof getPanel>) {
    return this.panels.view(ctx, params.stageId);
  }

  @Route(addJudge)
  @Can('panel.manage', { review_stage: 'stageId' })
  add(ctx: Ctx, { params, body }: Input<typeof addJudge>) {
    return this.panels.add(ctx, params.stageId, body.email, body.name);
  }

  @Route(removeJudge)
  @Can('panel.manage', { review_stage: 'stageId' })
  remove(ctx: Ctx, { params }: Input<typeof removeJudge>) {
    return this.panels.remove(ctx, params.stageId, params.userId);
  }

  @Route(recordConflict)
  @Can('conflict.record', { application: 'id' })
  async conflict(ctx: Ctx, { params, body }: Input<typeof recordConflict>) {
    return { voided: await this.panels.recordConflict(ctx, params.id, body.userId, body.reason) };
  }

  @Route(startDeclaring)
  @Can('panel.manage', { review_stage: 'stageId' })
  declare(ctx: Ctx, { params, body }: Input<typeof startDeclaring>) {
    return this.stages.declare(ctx, params.stageId, body.revision);
  }

  @Route(reformPanel)
  @Can('panel.manage', { review_stage: 'stageId' })
  reform(ctx: Ctx, { params, body }: Input<typeof reformPanel>) {
    return this.stages.reform(ctx, params.stageId, body.revision);
  }

  @Route(remindJudges)
  @Can('panel.manage', { review_stage: 'stageId' })
  remind(ctx: Ctx, { params }: Input<typeof remindJudges>) {
    return this.stages.remind(ctx, params.stageId);
  }

  @Route(assignSheets)
  @Can('panel.manage', { review_stage: 'stageId' })
  assign(ctx: Ctx, { params, body }: Input<typeof assignSheets>) {
    return this.assignments.assign(ctx, params.stageId, body);
  }

  @Route(openScoring)
  @Can('review.open', { review_stage: 'stageId' })
  open(ctx: Ctx, { params, body }: Input<typeof openScoring>) {
    return this.stages.open(ctx, params.stageId, body.revision, body.acceptShort);
  }

  @Route(closeScoring)
  @Can('review.close', { review_stage: 'stageId' })
  close(ctx: Ctx, { params, body }: Input<typeof closeScoring>) {
    return this.stages.close(ctx, params.stageId, body.revision, body.without);
  }

  @Route(drawShortlist)
  @Can('review.close', { review_stage: 'stageId' })
  shortlist(ctx: Ctx, { params, body }: Input<typeof drawShortlist>) {
    return this.shortlists.draw(ctx, params.stageId, body.revision, body.acceptShort);
  }

  @Route(reopenScoring)
  @Can('review.close', { review_stage: 'stageId' })
  reopen(ctx: Ctx, { params, body }: Input<typeof reopenScoring>) {
    return this.stages.reopen(ctx, params.stageId, body.revision, body.reason);
  }

  @Route(getProgress)
  @Can('panel.read', { review_stage: 'stageId' })
  progress(ctx: Ctx, { params }: Input<typeof getProgress>) {
    return this.assignments.progress(ctx, params.stageId);
  }

  @Route(reopenSheet)
  @Can('scorecard.reopen', { scorecard: 'id' })
  reopenSheet(ctx: Ctx, { params, body }: Input<typeof reopenSheet>) {
    return this.sheets.reopen(ctx, params.id, body.revision, body.reason);
  }
}
