import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Input } from '@weichuang/contracts/http/route';
import type { declareConflicts, DeclarationView } from '@weichuang/contracts/judging/sheets';
import { refuse, type Refusal } from '@weichuang/kernel/denial';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';
import { PanelJudgeRow, ScorecardRow, type ReviewStageRow } from '@weichuang/persistence/judging/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { whyOf } from './actions';
import { declarationRows, communitiesOf } from './declaration.queries';
import { insertConflict } from './panel.service';
import { roundOf, settingsOf, stageOf } from './stages.queries';

/** Names are shown from the moment the judges are asked, and stay open for those who join later. */
function notNow(stage: ReviewStageRow): Refusal | null {
  if (stage.state === 'forming') return refuse('DECLARATION.NOT_YET');
  return stage.state === 'declaring' || stage.state === 'scoring' ? null : refuse('DECLARATION.OVER');
}

@Injectable()
export class DeclarationService {
  /** @throws Refused NOT_FOUND for whoever is not on the panel */
  async view(ctx: Ctx, stageId: string): Promise<DeclarationView> {
    const { stage, judge } = await judgeSeat(ctx, stageId);
    const round = await roundOf(ctx.em, stage.roundId);
    const why = notNow(stage);
    return {
      stage: { id: stage.id, name: settingsOf(stage, round.config).name, state: stage.state },
      round: { id: round.id, title: round.title },
      communities: await communitiesOf(ctx.em, stage.tenantId),
      declaredAt: judge.declaredAt?.toISOString() ?? null,
      applications: stage.state === 'forming' ? [] : await declarationRows(ctx.em, stage, judge),
      why: why && whyOf(ctx, why),
    };
  }

  /**
   * The judge says with which applications it is connected, and that there are no others. Only then does any content open.
   * @throws Refused NOT_FOUND, DECLARATION.NOT_YET, DECLARATION.OVER, DECLARATION.UNKNOWN_APPLICATION
   */
  async declare(ctx: Ctx, stageId: string, body: Input<typeof declareConflicts>['body']): Promise<DeclarationView> {
    const { stage, judge } = await judgeSeat(ctx, stageId, true);
    ensure(notNow(stage));
    const rows = await declarationRows(ctx.em, stage, judge);
    const known = new Set(rows.map((row) => row.id));
    if ([...body.seen, ...body.conflicts.map((one) => one.applicationId)].some((id) => !known.has(id))) throw refused('DECLARATION.UNKNOWN_APPLICATION', undefined, 'invalid');
    const declaredFor = [...new Set([...judge.declaredFor, ...body.seen, ...body.conflicts.map((one) => one.applicationId)])];
    await ctx.em.update(PanelJudgeRow, judge.id, { declaredAt: ctx.now, declaredFor });
    for (const { applicationId, reason } of body.conflicts) {
      await insertConflict(ctx, { roundId: stage.roundId, applicationId, userId: judge.userId, source: 'declared', reason });
      await this.recuse(ctx, stage, applicationId, judge.userId, reason);
    }
    await emit(ctx, {
      kind: 'panel.declared',
      subject: { kind: 'review_stage', id: stageId },
      roundId: stage.roundId,
      data: { userId: judge.userId, seen: body.seen.length, conflicts: body.conflicts.map((one) => one.applicationId) },
    });
    return this.view(ctx, stageId);
  }

  /** Open sheets of an application with which the judge is connected after all. A locked one is for staff to void. */
  private async recuse(ctx: Ctx, stage: ReviewStageRow, applicationId: string, judgeId: string, reason: string): Promise<void> {
    for (const sheet of await ctx.em.findBy(ScorecardRow, { roundId: stage.roundId, applicationId, judgeId }))
      if (sheet.state === 'assigned' || sheet.state === 'in_progress')
        await transition(ctx.asSystem(), ScorecardRow, sheet.id, scorecardMachine, 'recuse', {
          facts: async (row) => ({ stage: (await stageOf(ctx.em, row.reviewStageId)).state, actorId: judgeId, judgeId: row.judgeId, paper: null, missing: [], problems: [], reason }),
          apply: (row) => void (row.reason = reason),
          data: () => ({ reason, applicationId, judgeId }),
        });
  }
}

/** A person's place on a stage's panel. @throws Refused NOT_FOUND for whoever has none */
export async function judgeSeat(ctx: Ctx, stageId: string, lock = false): Promise<{ stage: ReviewStageRow; judge: PanelJudgeRow }> {
  const where = { reviewStageId: stageId, userId: actorOf(ctx).userId, removedAt: IsNull() };
  const judge = found(await ctx.em.findOne(PanelJudgeRow, { where, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) }));
  return { stage: await stageOf(ctx.em, stageId), judge };
}
