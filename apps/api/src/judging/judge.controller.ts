import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { declareConflicts, getDeclaration, getSheet, getSheetFile, listMySheets, listMyTasks, lockSheet, recuseSheet, saveSheet } from '@weichuang/contracts/judging/sheets';
import { Can, OwnTransaction, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { DeclarationService } from './declaration.service';
import { SheetReader } from './sheet-reader';
import { SheetsService } from './sheets.service';

/** What a judge does. A judge never meets another judge's sheet: each is its judge's own. */
@Controller()
export class JudgeController {
  constructor(
    private readonly declarations: DeclarationService,
    private readonly reader: SheetReader,
    private readonly sheets: SheetsService,
  ) {}

  @Route(listMyTasks)
  @Self()
  tasks(ctx: Ctx) {
    return this.reader.tasks(ctx);
  }

  @Route(getDeclaration)
  @Can('review.judge', { review_stage: 'stageId' })
  declaration(ctx: Ctx, { params }: Input<typeof getDeclaration>) {
    return this.declarations.view(ctx, params.stageId);
  }

  @Route(declareConflicts)
  @Can('review.judge', { review_stage: 'stageId' })
  declare(ctx: Ctx, { params, body }: Input<typeof declareConflicts>) {
    return this.declarations.declare(ctx, params.stageId, body);
  }

  @Route(listMySheets)
  @Can('review.judge', { review_stage: 'stageId' })
  list(ctx: Ctx, { params }: Input<typeof listMySheets>) {
    return this.reader.list(ctx, params.stageId);
  }

  @Route(getSheet)
  @Can('scorecard.read', { scorecard: 'id' })
  sheet(ctx: Ctx, { params }: Input<typeof getSheet>) {
    return this.reader.view(ctx, params.id);
  }

  // a hall of judges saves at once: one statement does tenancy, checks, change and audit, so a transaction around it would
  // only add two round trips
  @Route(saveSheet)
  @Can('scorecard.save', { scorecard: 'id' })
  @OwnTransaction()
  save(ctx: Ctx, { params, body }: Input<typeof saveSheet>) {
    return this.sheets.save(ctx, params.id, body);
  }

  @Route(lockSheet)
  @Can('scorecard.lock', { scorecard: 'id' })
  lock(ctx: Ctx, { params, body }: Input<typeof lockSheet>) {
    return this.sheets.lock(ctx, params.id, body.revision, body.total);
  }

  @Route(recuseSheet)
  @Can('scorecard.recuse', { scorecard: 'id' })
  recuse(ctx: Ctx, { params, body }: Input<typeof recuseSheet>) {
    return this.sheets.recuse(ctx, params.id, body.revision, body.reason);
  }

  @Route(getSheetFile)
  @Can('scorecard.read', { scorecard: 'id' })
  file(ctx: Ctx, { params, query }: Input<typeof getSheetFile>, reply: FastifyReply) {
    return this.reader.sendFile(ctx, params.id, params.fileId, reply, query.inline === '1');
  }
}
