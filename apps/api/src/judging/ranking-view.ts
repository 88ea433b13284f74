import { Injectable } from '@nestjs/common';
import type { Refusal } from '@weichuang/kernel/denial';
import type { TieRule } from '@weichuang/domain/calls/round-config';
import { openTies } from '@weichuang/domain/judging/funder-order';
import type { RankInput, RankRow } from '@weichuang/domain/judging/ranking';
import type { RankingRowView, RankingView } from '@weichuang/contracts/judging/ranking';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { whyOf } from './actions';
import type { RankingState } from './ranking-source';
import { peopleNamed, rankedApplications, tieDecisions } from './ranking.queries';
import { Rubrics, type Rubric } from './rubrics';

type TieView = RankingView['tieRules'][number];

/** The ranking as the page shows it: names beside ids, every judge's total beside the place. */
@Injectable()
export class RankingViews {
  constructor(private readonly rubrics: Rubrics) {}

  async of(ctx: Ctx, state: RankingState, whyNotFrozen: Refusal | null): Promise<RankingView> {
    const { round, rule, frozen } = state;
    const rows = state.made?.ranking.rows ?? [];
    const inputs = new Map(state.made?.input.map((one) => [one.id, one]));
    const applications = new Map((await rankedApplications(ctx.em, rows.map((row) => row.id))).map((one) => [one.id, one]));
    const judgeIds = [...inputs.values()].flatMap((one) => Object.values(one.stageSheets).flatMap((sheets) => sheets.map((sheet) => sheet.judgeId)));
    const named = await this.namer(ctx, state);
    const people = await peopleNamed(ctx.em, [...new Set([...judgeIds, ...(frozen ? [frozen.frozenBy] : [])])]);
    const judges = new Set(judgeIds);
    const mayChange = state.made !== null && !frozen;
    return {
      round: { id: round.id, title: round.title },
      status: frozen ? 'frozen' : state.made ? 'provisional' : 'waiting',
      stages: rule.stages.map(({ id, name, weightBp, minSheets, aggregate }) => ({ key: id, name, weightBp, minSheets, aggregate })),
      parts: rule.parts.map((part) => ({ id: part.id, name: part.name, max: part.max, weightBp: part.weightBp, ...(part.allowed ? { allowed: [...part.allowed] } : {}) })),
      total: rule.total,
      decimals: rule.decimals,
      rounding: rule.rounding,
      passLine: rule.passLine,
      tieRules: rule.ties.map(named),
      judges: people.filter((one) => judges.has(one.id)),
      rows: rows.map((row) => {
        const application = found(applications.get(row.id));
        return rowView(row, inputs.get(row.id), application, application.requestedFen, named);
      }),
      openTies: openTies(rows),
      decisions: await tieDecisions(ctx.em, round.id),
      thin: [...(state.made?.ranking.thin ?? [])],
      ruleHash: state.ruleHash,
      frozen: frozen && { id: frozen.id, hash: frozen.hash, at: frozen.frozenAt.toISOString(), by: people.find((one) => one.id === frozen.frozenBy)?.name ?? '' },
      mayBreakTie: mayChange && ctx.may('ranking.break_tie'),
      mayEnterParts: !frozen && rule.parts.length > 0 && ctx.may('score_part.enter'),
      mayFreeze: mayChange && ctx.may('review.freeze'),
      why: whyNotFrozen && whyOf(ctx, whyNotFrozen),
    };
  }

  /** Tie rules with the words of the criterion they name. */
  private async namer(ctx: Ctx, { rule, round }: RankingState): Promise<(rule: TieRule) => TieView> {
    const ids = [...rule.stages.map((stage) => stage.rubricVersionId), ...round.config.tracks.flatMap((track) => track.rubricVersionId ?? [])];
    const rubrics: Rubric[] = [];
    for (const id of new Set(ids)) rubrics.push(await this.rubrics.get(ctx.em, id));
    return (tie) => {
      if (tie.kind !== 'criterion') return { kind: tie.kind };
      const label = rubrics.flatMap((rubric) => rubric.items).find((item) => item.field.id === tie.fieldId)?.field.label;
      return { kind: tie.kind, fieldId: tie.fieldId, ...(label ? { label } : {}) };
    };
  }
}

function rowView(
  row: RankRow,
  input: RankInput | undefined,
  application: RankingRowView['application'],
  requestedFen: number,
  named: (rule: TieRule) => TieView,
): RankingRowView {
  return {
    id: row.id,
    application,
    requestedFen,
    rank: row.rank,
    score: row.score,
    standing: row.standing,
    tied: row.tied,
    tie: row.tie && { with: [...row.tie.with], decidedBy: row.tie.decidedBy && named(row.tie.decidedBy) },
    stages: Object.fromEntries(Object.entries(row.stages).map(([key, stage]) => [key, { ...stage, dropped: [...stage.dropped] }])),
    sheets: Object.entries(input?.stageSheets ?? {}).flatMap(([stageKey, sheets]) =>
      sheets.map(({ judgeId, total }) => ({ stageKey, judgeId, total, dropped: row.stages[stageKey]?.dropped.includes(judgeId) ?? false })),
    ),
    parts: { ...input?.parts },
    vetoes: row.vetoes.map((veto) => ({ ...veto, fieldIds: [...veto.fieldIds] })),
    insufficientStages: [...row.insufficientStages],
    missingParts: [...row.missingParts],
  };
}
