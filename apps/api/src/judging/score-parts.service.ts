import { Injectable } from '@nestjs/common';
import { refuseFields } from '@weichuang/kernel/denial';
import { decimal, formatDecimal } from '@weichuang/kernel/decimal';
import { newId } from '@weichuang/kernel/id';
import { scorePartProblems } from '@weichuang/domain/judging/score-part';
import type { Output } from '@weichuang/contracts/http/route';
import type { exportScores, listScoreParts } from '@weichuang/contracts/judging/ranking';
import { ScorePartRow } from '@weichuang/persistence/judging/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { RankingSource } from './ranking-source';
import { enteredParts, peopleNamed, rankedApplications } from './ranking.queries';
import { Rubrics } from './rubrics';
import { JUDGED, roundOf, stagesOf } from './stages.queries';

@Injectable()
export class ScorePartsService {
  constructor(
    private readonly source: RankingSource,
    private readonly rubrics: Rubrics,
  ) {}

  async list(ctx: Ctx, roundId: string): Promise<Output<typeof listScoreParts>> {
    return { parts: await enteredParts(ctx.em, roundId) };
  }

  /** A donation, a vote, a bonus, with where the figure comes from. @throws Refused NOT_FOUND, RANKING.FROZEN, SCORE_PART.INVALID, REVISION.STALE */
  async enter(ctx: Ctx, applicationId: string, partKey: string, body: { revision: number; value: string; evidence: string }): Promise<{ revision: number; value: string; evidence: string }> {
    const roundId = ctx.scope.roundId ?? '';
    // parts and the freezing of the ranking wait for each other
    await ctx.em.query('SELECT id FROM review_stage WHERE round_id = $1 ORDER BY id FOR UPDATE', [roundId]);
    const judged: unknown[] = await ctx.em.query(`SELECT FROM application a WHERE a.id = $1 AND ${JUDGED}`, [applicationId]);
    if (!judged.length) throw missing();
    const stages = await stagesOf(ctx.em, roundId);
    const { review } = (await roundOf(ctx.em, roundId)).config;
    const part = found((stages.find((stage) => stage.rule)?.rule ?? review).parts.find((one) => one.id === partKey));
    if (stages.some((stage) => stage.state === 'frozen')) throw refused('RANKING.FROZEN');
    const problems = scorePartProblems(part, body.value, body.evidence);
    if (problems.length) ensure(refuseFields('SCORE_PART.INVALID', problems));
    const value = formatDecimal(decimal(body.value));
    const held = await ctx.em.findOneBy(ScorePartRow, { applicationId, partKey });
    const current = held?.revision ?? 0;
    if (current !== body.revision) throw refused('REVISION.STALE', { yours: body.revision, current }, 'stale');
    const revision = current + 1;
    const enteredBy = actorOf(ctx).userId;
    if (held) await ctx.em.update(ScorePartRow, held.id, { value, evidence: body.evidence, enteredBy, revision });
    else await ctx.em.insert(ScorePartRow, { id: newId(), tenantId: tenantOf(ctx), roundId, applicationId, partKey, value, evidence: body.evidence, enteredBy, revision });
    await emit(ctx, {
      kind: 'score_part.entered',
      subject: { kind: 'application', id: applicationId },
      roundId,
      data: { part: partKey, before: held && { value: held.value, evidence: held.evidence }, after: { value, evidence: body.evidence } },
    });
    return { revision, value, evidence: body.evidence };
  }

  /** The raw matrix for statistics. @throws Refused RANKING.STAGES_OPEN */
  async export(ctx: Ctx, roundId: string): Promise<Output<typeof exportScores>> {
    const { round, rule, made } = await this.source.read(ctx, roundId);
    if (!made) throw refused('RANKING.STAGES_OPEN');
    const stages = [];
    for (const stage of rule.stages) {
      const { items } = await this.rubrics.get(ctx.em, stage.rubricVersionId);
      stages.push({ key: stage.id, name: stage.name, criteria: items.map(({ field, spec }) => ({ id: field.id, max: spec.max, kind: spec.kind, label: field.label })) });
    }
    const sheets = made.input.flatMap((one) =>
      Object.entries(one.stageSheets).flatMap(([stageKey, own]) => own.map(({ judgeId, total, items }) => ({ stageKey, applicationId: one.id, judgeId, total, items: { ...items } }))),
    );
    return {
      round: { id: round.id, title: round.title },
      stages,
      applications: await rankedApplications(ctx.em, made.input.map((one) => one.id)),
      judges: await peopleNamed(ctx.em, [...new Set(sheets.map((sheet) => sheet.judgeId))]),
      sheets,
    };
  }
}
