import { Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { findOutliers } from '@weichuang/domain/judging/outlier';
import { assignJudges } from '@weichuang/domain/judging/assignment';
import { mark } from '@weichuang/domain/judging/aggregate';
import { meanFraction, roundFraction } from '@weichuang/kernel/fraction';
import { formatDecimal } from '@weichuang/kernel/decimal';
import type { AssignmentResult, ProgressView } from '@weichuang/contracts/judging/panel';
import { ScorecardRow } from '@weichuang/persistence/judging/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { found, refused } from '@weichuang/platform/http/refused';
import { assignmentGround, progressCells, type ProgressCell } from './panel.queries';
import { judgedApplications, roundOf, settingsOf, stageOf } from './stages.queries';

@Injectable()
export class AssignmentService {
  /**
   * Gives the applications their judges; sheets that exist stay. May be run again, for applications that lost one.
   * @throws Refused ASSIGNMENT.NOT_NOW, ASSIGNMENT.NO_JUDGES
   */
  async assign(ctx: Ctx, stageId: string, options: { readonly maxPerJudge: number | null; readonly seed: string }): Promise<AssignmentResult> {
    const stage = await stageOf(ctx.em, stageId, true);
    if (stage.state !== 'declaring' && stage.state !== 'scoring') throw refused('ASSIGNMENT.NOT_NOW');
    const { config } = await roundOf(ctx.em, stage.roundId);
    const settings = settingsOf(stage, config);
    const applications = await judgedApplications(ctx.em, stage);
    const { judges, forbidden, kept } = await assignmentGround(ctx.em, stage);
    if (judges.length === 0) throw refused('ASSIGNMENT.NO_JUDGES');
    const seed = options.seed || stageId;
    const result = assignJudges({
      applications: applications.map(({ id }) => id), judges, perApplication: settings.judgesPerApplication, maxPerJudge: options.maxPerJudge, forbidden, kept, seed,
    });
    const byId = new Map(applications.map((one) => [one.id, one]));
    const rubricOf = (trackId: string): string => config.tracks.find((track) => track.id === trackId)?.rubricVersionId ?? settings.rubricVersionId;
    await ctx.em.insert(
      ScorecardRow,
      result.added.map(({ applicationId, judgeId }) => ({
        id: newId(), tenantId: tenantOf(ctx), roundId: stage.roundId, reviewStageId: stageId, applicationId, judgeId,
        rubricVersionId: rubricOf(byId.get(applicationId)?.trackId ?? ''), state: 'assigned' as const, items: {}, comment: '', total: null, lockedAt: null, reason: null, revision: 1,
      })),
    );
    await emit(ctx, {
      kind: 'review_stage.assigned',
      subject: { kind: 'review_stage', id: stageId },
      roundId: stage.roundId,
      data: { seed, maxPerJudge: options.maxPerJudge, added: result.added, kept: kept.length, unserved: result.unserved },
    });
    return {
      added: result.added.length,
      kept: kept.length,
      unserved: result.unserved.map(({ applicationId, missing, eligible }) => ({ application: found(byId.get(applicationId)), missing, eligible })),
    };
  }

  /** Who has done what; points show once the stage is closed, so that nobody is led by them. */
  async progress(ctx: Ctx, stageId: string): Promise<ProgressView> {
    const stage = await stageOf(ctx.em, stageId);
    const { config } = await roundOf(ctx.em, stage.roundId);
    const { minSheets } = settingsOf(stage, config);
    const closed = stage.state === 'closed' || stage.state === 'frozen';
    const cells = await progressCells(ctx.em, stageId);
    const judges = new Map(cells.map((cell) => [cell.judgeId, cell.judge]));
    const of = new Map<string, ProgressCell[]>();
    for (const cell of cells) of.set(cell.applicationId, [...(of.get(cell.applicationId) ?? []), cell]);
    const applications = await judgedApplications(ctx.em, stage);
    return {
      stageId,
      state: stage.state,
      judges: [...judges].map(([id, name]) => ({ id, name })),
      applications: applications.map((application) => {
        const own = of.get(application.id) ?? [];
        const locked = own.flatMap(({ state, judgeId, total }) => (state === 'locked' && total !== null ? [{ judgeId, total }] : []));
        return {
          ...application,
          cells: own.map(({ sheetId, judgeId, state, total, reason, revision }) => ({ sheetId, judgeId, state, total: closed ? total : null, reason, revision })),
          locked: locked.length,
          short: locked.length < minSheets,
          mean: closed && locked.length ? meanOf(locked.map((one) => one.total)) : null,
          // while scoring runs only that a sheet lies far off is said, so that staff can ask the judge to look again
          outliers: findOutliers(locked).map(({ judgeId, direction, total, offBp, by }) => ({ judgeId, direction, total: closed ? total : null, offBp: closed ? offBp : null, by: [...by] })),
        };
      }),
      mayReopen: ctx.may('scorecard.reopen') && stage.state === 'scoring',
    };
  }
}

const meanOf = (totals: readonly string[]): string => formatDecimal(roundFraction(meanFraction(totals.map((total) => mark('', total).value)), 2, 'half_up'), 2);
