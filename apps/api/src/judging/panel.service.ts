import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';
import type { PanelView } from '@weichuang/contracts/judging/panel';
import { PanelJudgeRow, ReviewStageRow, ScorecardRow } from '@weichuang/persistence/judging/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { missing, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { JudgeInvitations } from './judge-invitations';
import { conflictHints, panelJudges, recordedConflicts } from './panel.queries';
import { roundOf, stageOf } from './stages.queries';
import { stageView } from './stage-facts';

@Injectable()
export class PanelService {
  constructor(private readonly invitations: JudgeInvitations) {}

  async view(ctx: Ctx, stageId: string): Promise<PanelView> {
    const stage = await stageOf(ctx.em, stageId);
    const round = await roundOf(ctx.em, stage.roundId);
    return {
      stage: await stageView(ctx, stage, round),
      judges: await panelJudges(ctx.em, stage),
      conflicts: await recordedConflicts(ctx.em, stage),
      hints: await conflictHints(ctx.em, stage, ctx.now),
    };
  }

  /** Puts somebody on the panel; without an account an invitation goes out. @throws Refused PANEL.CLOSED, PANEL.NAME_MISSING, PANEL.ALREADY_THERE, PANEL.ACCOUNT_DISABLED */
  async add(ctx: Ctx, stageId: string, email: string, name: string): Promise<PanelView> {
    const stage = await this.forming(ctx.em, stageId);
    const user = await this.invitations.judge(ctx, stage.roundId, email, name);
    const held = await ctx.em.findOneBy(PanelJudgeRow, { reviewStageId: stageId, userId: user.id });
    if (held && !held.removedAt) throw refused('PANEL.ALREADY_THERE', { name: user.name });
    if (held) await ctx.em.update(PanelJudgeRow, held.id, { removedAt: null });
    else
      await ctx.em.insert(PanelJudgeRow, {
        id: newId(), tenantId: tenantOf(ctx), reviewStageId: stageId, roundId: stage.roundId, userId: user.id, declaredAt: null, declaredFor: [], removedAt: null,
      });
    await emit(ctx, { kind: 'panel.judge_added', subject: { kind: 'review_stage', id: stageId }, roundId: stage.roundId, data: { userId: user.id } });
    return this.view(ctx, stageId);
  }

  /**
   * Takes somebody off the panel. Sheets nobody has written on are taken back; begun ones are voided, so that they are kept.
   * @throws Refused PANEL.HAS_LOCKED_SHEETS, PANEL.CLOSED
   */
  async remove(ctx: Ctx, stageId: string, userId: string): Promise<PanelView> {
    const stage = await this.forming(ctx.em, stageId);
    const judge = await ctx.em.findOneBy(PanelJudgeRow, { reviewStageId: stageId, userId, removedAt: IsNull() });
    if (!judge) throw missing();
    const sheets = await ctx.em.findBy(ScorecardRow, { reviewStageId: stageId, judgeId: userId });
    if (sheets.some((sheet) => sheet.state === 'locked')) throw refused('PANEL.HAS_LOCKED_SHEETS');
    for (const sheet of sheets)
      if (sheet.state === 'in_progress') await this.void(ctx, stage, sheet, 'panel.judge_removed');
      else if (sheet.state === 'assigned') await ctx.em.delete(ScorecardRow, sheet.id);
    await ctx.em.update(PanelJudgeRow, judge.id, { removedAt: ctx.now });
    const others = await ctx.em.countBy(PanelJudgeRow, { roundId: stage.roundId, userId, removedAt: IsNull() });
    if (others === 0) await this.invitations.end(ctx, stage.roundId, userId);
    await emit(ctx, {
      kind: 'panel.judge_removed',
      subject: { kind: 'review_stage', id: stageId },
      roundId: stage.roundId,
      data: { userId, takenBack: sheets.filter((sheet) => sheet.state === 'assigned').map((sheet) => sheet.applicationId) },
    });
    return this.view(ctx, stageId);
  }

  /** A conflict that staff found. Whatever the judge has done for this application no longer counts. @throws Refused REVIEW.FROZEN */
  async recordConflict(ctx: Ctx, applicationId: string, userId: string, reason: string): Promise<number> {
    const roundId = ctx.scope.roundId ?? '';
    if (!(await ctx.em.existsBy(PanelJudgeRow, { roundId, userId }))) throw missing();
    await insertConflict(ctx, { roundId, applicationId, userId, source: 'found', reason });
    const sheets = await ctx.em.findBy(ScorecardRow, { applicationId, judgeId: userId });
    let voided = 0;
    for (const sheet of sheets) {
      if (sheet.state === 'recused' || sheet.state === 'voided') continue;
      await this.void(ctx, await stageOf(ctx.em, sheet.reviewStageId), sheet, reason);
      voided += 1;
    }
    return voided;
  }

  private async void(ctx: Ctx, stage: ReviewStageRow, sheet: ScorecardRow, reason: string): Promise<void> {
    await transition(ctx, ScorecardRow, sheet.id, scorecardMachine, 'void', {
      facts: (row) => ({ stage: stage.state, actorId: actorOf(ctx).userId, judgeId: row.judgeId, paper: null, missing: [], problems: [], reason }),
      apply: (row) => void (row.reason = reason),
      data: (row) => ({ reason, total: row.total, applicationId: row.applicationId, judgeId: row.judgeId }),
    });
  }

  private async forming(em: EntityManager, stageId: string): Promise<ReviewStageRow> {
    const stage = await stageOf(em, stageId, true);
    if (stage.state === 'closed' || stage.state === 'frozen') throw refused('PANEL.CLOSED');
    return stage;
  }
}

export interface NewConflict {
  readonly roundId: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly source: 'declared' | 'found';
  readonly reason: string;
}

/** Records a conflict once; the first reason stays. */
export async function insertConflict(ctx: Ctx, conflict: NewConflict): Promise<void> {
  const made: unknown[] = await ctx.em.query(
    `INSERT INTO conflict (id, tenant_id, round_id, application_id, user_id, source, reason, recorded_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (application_id, user_id) DO NOTHING RETURNING id`,
    [newId(), tenantOf(ctx), conflict.roundId, conflict.applicationId, conflict.userId, conflict.source, conflict.reason, actorOf(ctx).userId, ctx.now],
  );
  if (made.length)
    await emit(ctx, {
      kind: `conflict.${conflict.source}`,
      subject: { kind: 'application', id: conflict.applicationId },
      roundId: conflict.roundId,
      data: { userId: conflict.userId, reason: conflict.reason },
    });
}
