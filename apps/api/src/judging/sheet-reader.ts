import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { actionsOf } from '@weichuang/kernel/machine';
import type { JudgeTask, SheetBrief, SheetList, SheetView } from '@weichuang/contracts/judging/sheets';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';
import { scoreTotal } from '@weichuang/domain/judging/score-total';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { found, missing, refused } from '@weichuang/platform/http/refused';
import { FilesService } from '../files/files.service';
import { materialFor, type Material } from '../forms/material';
import { shown } from './actions';
import { declarationRows } from './declaration.queries';
import { judgeSeat } from './declaration.service';
import { Rubrics, type Rubric } from './rubrics';
import { sheetFacts } from './sheet-facts';
import { briefOf, inOrder, nextOf } from './sheet-order';
import { mySheets, namesFor, sheetRow, tasksOf, type SheetRow } from './sheets.queries';
import { roundOf, settingsOf, stageOf, type JudgedRound } from './stages.queries';

/** What a judge reads: its tasks, its sheets, and the material of one application. */
@Injectable()
export class SheetReader {
  constructor(
    private readonly rubrics: Rubrics,
    private readonly files: FilesService,
  ) {}

  async tasks(ctx: Ctx): Promise<{ tasks: JudgeTask[] }> {
    return { tasks: await tasksOf(ctx.em, actorOf(ctx).userId) };
  }

  async list(ctx: Ctx, stageId: string): Promise<SheetList> {
    const { stage, judge } = await judgeSeat(ctx, stageId);
    const round = await roundOf(ctx.em, stage.roundId);
    const declared = await declarationRows(ctx.em, stage, judge);
    const { blind } = round.config.review;
    return {
      stage: { id: stage.id, name: settingsOf(stage, round.config).name, state: stage.state, reviewTo: round.config.calendar.reviewTo },
      round: { id: round.id, title: round.title },
      blind,
      undeclared: stage.state === 'forming' ? 0 : declared.filter((one) => !one.declared).length,
      sheets: inOrder(await this.briefs(ctx, stageId, judge.userId, blind)),
    };
  }

  async view(ctx: Ctx, id: string): Promise<SheetView> {
    const { row, round, rubric, material } = await this.open(ctx, id);
    const stage = await stageOf(ctx.em, row.stageId);
    const { blind } = round.config.review;
    const actor = actorOf(ctx).userId;
    const briefs = await this.briefs(ctx, row.stageId, actor, blind);
    const files = await this.files.byIds(ctx, material.fileIds);
    return {
      id: row.id,
      state: row.state,
      revision: row.revision,
      stage: { id: stage.id, name: settingsOf(stage, round.config).name, state: stage.state, reviewTo: round.config.calendar.reviewTo },
      round: { id: round.id, title: round.title },
      blind,
      application: {
        id: row.applicationId,
        number: row.number,
        title: row.title,
        organization: blind ? null : row.organization,
        community: row.community,
        requestedFen: row.requestedFen,
        ownFen: row.ownFen,
        definition: material.definition,
        answers: material.answers,
        files: files.map(({ id: fileId, name, size, mediaType }, index) => ({ id: fileId, name: blind ? plainName(name, index) : name, size, mediaType })),
        ...(await namesFor(ctx.em, stage.tenantId, material.needIds)),
        categories: round.config.budget.categories.map((category) => ({ id: category.id, name: category.name })),
      },
      rubric: rubric.definition,
      fullMarks: rubric.fullMarks,
      items: row.items,
      comment: row.comment,
      total: row.total,
      lockedAt: row.lockedAt?.toISOString() ?? null,
      reason: row.reason,
      // a reason is asked for by the page before it sends one
      actions: shown(ctx, actionsOf(scorecardMachine, row.state, sheetFacts(row.stageState, actor, actor, scoreTotal(rubric.definition, row.items), '?'), ctx.may)),
      next: nextOf(briefs, id),
      progress: { locked: briefs.filter((one) => one.state === 'locked').length, all: briefs.filter((one) => one.state !== 'recused' && one.state !== 'voided').length },
    };
  }

  /** A file of the material, if the judge's view of it names this one. Blind, it comes without its own name. */
  async sendFile(ctx: Ctx, id: string, fileId: string, reply: FastifyReply, inline: boolean): Promise<void> {
    const { round, material } = await this.open(ctx, id);
    const index = material.fileIds.indexOf(fileId);
    if (index < 0) throw missing();
    if (!round.config.review.blind) return this.files.send(ctx, fileId, reply, inline);
    const { name, bytes, mediaType } = await this.files.read(ctx, fileId);
    await reply
      .headers({ 'content-type': mediaType, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(plainName(name, index))}`, 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store' })
      .send(bytes);
  }

  /**
   * The one door to an application's content for a judge.
   * @throws Refused NOT_FOUND, DECLARATION.MISSING, SCORECARD.CONFLICT, REVIEW.NOT_OPEN
   */
  async open(ctx: Ctx, id: string): Promise<{ row: SheetRow; round: JudgedRound; rubric: Rubric; material: Material }> {
    const row = found(await sheetRow(ctx.em, id, actorOf(ctx).userId));
    if (row.conflict || row.state === 'recused' || row.state === 'voided') throw refused('SCORECARD.CONFLICT', undefined, 'forbidden');
    if (!row.declared) throw refused('DECLARATION.MISSING', undefined, 'forbidden');
    if (row.stageState === 'forming' || row.stageState === 'declaring') throw refused('REVIEW.NOT_OPEN', { stage: row.stageState });
    const round = await roundOf(ctx.em, row.roundId);
    return { row, round, rubric: await this.rubrics.getForSheet(ctx.em, id), material: materialFor(row.definition, row.answers, round.config.review.blind) };
  }

  /** Where "save and next" leads from a sheet of this stage. */
  async next(ctx: Ctx, stageId: string, after: string): Promise<string | null> {
    return nextOf(await this.briefs(ctx, stageId, actorOf(ctx).userId, true), after);
  }

  private async briefs(ctx: Ctx, stageId: string, judgeId: string, blind: boolean): Promise<SheetBrief[]> {
    const briefs: SheetBrief[] = [];
    for (const row of await mySheets(ctx.em, stageId, judgeId)) briefs.push(briefOf(row, await this.rubrics.get(ctx.em, row.rubricVersionId), blind));
    return briefs;
  }
}

/** What an attachment is called where its own name could say whose it is. */
function plainName(name: string, index: number): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? '';
  return `附件${index + 1}${ending}`;
}
