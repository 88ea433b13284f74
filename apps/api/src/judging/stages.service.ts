import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { newId } from '@weichuang/kernel/id';
import type { ReviewRule } from '@weichuang/domain/calls/round-config';
import { stageAfter, stageBefore } from '@weichuang/domain/judging/shortlist';
import { reviewStageMachine } from '@weichuang/domain/judging/review-stage.machine';
import type { JudgingView } from '@weichuang/contracts/judging/panel';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import { RankingRow, ReviewStageRow } from '@weichuang/persistence/judging/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { IsNull } from 'typeorm';
import { factsFrom, stageView, type Accepted } from './stage-facts';
import { judgesWithOpenSheets, numbersOf, roundOf, stageOf, stagesOf } from './stages.queries';

export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** The stage that takes this one's shortlist. */
const takerOf = (rule: ReviewRule, stageKey: string): string | null => {
  const after = stageAfter(rule, stageKey);
  return after && stageBefore(rule, after.id) ? after.id : null;
};

/** Panels may be formed while the check of eligibility still runs. */
const MAY_FORM: ReadonlySet<string> = new Set(['closed', 'reviewing']);

@Injectable()
export class StagesService implements OnModuleInit {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  onModuleInit(): void {
    this.house.on('round.reopen_review', async (ctx, event) => this.unfreeze(ctx, event.subject.id, reasonIn(event.data)));
  }

  async judging(ctx: Ctx, roundId: string): Promise<JudgingView> {
    const round = await roundOf(ctx.em, roundId);
    const rows = await stagesOf(ctx.em, roundId);
    const { review, calendar } = round.config;
    const stages: StageView[] = [];
    for (const { id } of review.stages) {
      const row = rows.find((one) => one.stageKey === id);
      if (row) stages.push(await stageView(ctx, row, round));
    }
    const missing = review.stages.filter(({ id }) => !rows.some((row) => row.stageKey === id)).map(({ id, name }) => ({ key: id, name }));
    return {
      round: { id: round.id, title: round.title, state: round.state, reviewFrom: calendar.reviewFrom, reviewTo: calendar.reviewTo, blind: review.blind },
      stages,
      missing,
      mayStart: missing.length > 0 && MAY_FORM.has(round.state) && ctx.may('panel.manage'),
      mayManage: ctx.may('panel.manage'),
      mayRank: ctx.may('ranking.read'),
      mayExport: ctx.may('scores.export'),
    };
  }

  /** Makes the configured stages that are not there yet. @throws Refused REVIEW.TOO_EARLY */
  async start(ctx: Ctx, roundId: string): Promise<JudgingView> {
    const round = await roundOf(ctx.em, roundId);
    if (!MAY_FORM.has(round.state)) throw refused('REVIEW.TOO_EARLY');
    for (const { id: stageKey } of round.config.review.stages) {
      const id = newId();
      const made: unknown[] = await ctx.em.query(
        'INSERT INTO review_stage (id, tenant_id, round_id, stage_key) VALUES ($1, $2, $3, $4) ON CONFLICT (round_id, stage_key) DO NOTHING RETURNING id',
        [id, tenantOf(ctx), roundId, stageKey],
      );
      if (made.length) await emit(ctx, { kind: 'review_stage.made', subject: { kind: 'review_stage', id }, roundId, data: { stageKey } });
    }
    return this.judging(ctx, roundId);
  }

  declare = (ctx: Ctx, id: string, revision: number) => this.move(ctx, id, 'declare', revision);
  reform = (ctx: Ctx, id: string, revision: number) => this.move(ctx, id, 'reform', revision);

  /** Scoring opens with the rule as it is now; from here on nobody can change it. @throws Refused REVIEW.RULE_CHANGED and the machine's own */
  async open(ctx: Ctx, id: string, revision: number, short: readonly string[]): Promise<StageView> {
    const stage = await stageOf(ctx.em, id);
    const { config } = await roundOf(ctx.em, stage.roundId);
    const ruleHash = hashOf(config.review);
    const others = await stagesOf(ctx.em, stage.roundId);
    if (others.some((one) => one.id !== id && one.ruleHash !== null && one.ruleHash !== ruleHash)) throw refused('REVIEW.RULE_CHANGED');
    return this.move(ctx, id, 'open', revision, { short }, (row) => {
      row.rule = config.review;
      row.ruleHash = ruleHash;
      row.openedAt = ctx.now;
    });
  }

  async close(ctx: Ctx, id: string, revision: number, without: readonly string[]): Promise<StageView> {
    return this.move(ctx, id, 'close', revision, { without }, (row) => void (row.closedAt = ctx.now));
  }

  /**
   * Tells each judge with open sheets who was not told in the last 24 hours, by hand or by the calendar; who was is left in peace.
   * @throws Refused REVIEW.NOTHING_OPEN, REVIEW.REMINDED_TODAY when all of them were told
   */
  async remind(ctx: Ctx, id: string): Promise<{ judges: number; sheets: number; lately: number }> {
    // two at once: the second waits here and finds the first one's event
    const row = found(await ctx.em.findOne(ReviewStageRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const open = row.state === 'scoring' ? await judgesWithOpenSheets(ctx.em, id, ctx.now) : [];
    if (!open.length) throw refused('REVIEW.NOTHING_OPEN');
    const told = open.filter((judge) => !judge.lately);
    if (!told.length) throw refused('REVIEW.REMINDED_TODAY');
    const sheets = told.reduce((sum, judge) => sum + judge.sheets, 0);
    await emit(ctx, { kind: 'review_stage.reminded', subject: { kind: 'review_stage', id }, roundId: row.roundId, data: { sheets, judges: told.map((judge) => judge.id) } });
    return { judges: told.length, sheets, lately: open.length - told.length };
  }

  async reopen(ctx: Ctx, id: string, revision: number, reason: string): Promise<StageView> {
    const moved = await this.move(ctx, id, 'reopen', revision, { reason }, (row) => void (row.closedAt = null));
    // who goes on is decided anew
    const { roundId, stageKey, rule } = await stageOf(ctx.em, id);
    const next = takerOf(rule ?? (await roundOf(ctx.em, roundId)).config.review, stageKey);
    if (next) await ctx.em.update(ReviewStageRow, { roundId, stageKey: next }, { entrants: null });
    return moved;
  }

  private async move(
    ctx: Ctx,
    id: string,
    event: keyof typeof reviewStageMachine.steps,
    revision: number,
    accepted: Accepted = {},
    apply?: (row: ReviewStageRow) => void,
  ): Promise<StageView> {
    const { roundId } = await stageOf(ctx.em, id);
    const round = await roundOf(ctx.em, roundId);
    const row = await transition(ctx, ReviewStageRow, id, reviewStageMachine, event, {
      revision,
      facts: async (stage) => factsFrom(stage, round, await numbersOf(ctx.em, stage), accepted, await stagesOf(ctx.em, roundId)),
      apply,
      data: (stage) => ({ stageKey: stage.stageKey, ...(event === 'open' ? { ruleHash: stage.ruleHash } : {}), ...accepted }),
    });
    return stageView(ctx, row, round);
  }

  /** The round went back to judging: its ranking no longer counts, its stages are closed and may be reopened. */
  private async unfreeze(ctx: Ctx, roundId: string, reason: string): Promise<void> {
    const round = await roundOf(ctx.em, roundId);
    await ctx.em.update(RankingRow, { roundId, supersededAt: IsNull() }, { supersededAt: ctx.now });
    for (const stage of await stagesOf(ctx.em, roundId))
      if (stage.state === 'frozen')
        await transition(ctx, ReviewStageRow, stage.id, reviewStageMachine, 'unfreeze', {
          facts: async (row) => factsFrom(row, round, await numbersOf(ctx.em, row), { reason }),
          data: () => ({ reason }),
        });
  }
}

const reasonIn = (data: Readonly<Record<string, unknown>>): string => (typeof data['reason'] === 'string' && data['reason'].trim() ? data['reason'] : 'round.reopen_review');
