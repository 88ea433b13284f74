import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { extendCall } from '@weichuang/domain/calls/reschedule';
import { roundMachine, type RoundEvent } from '@weichuang/domain/calls/round.machine';
import { dayAndTime } from '@weichuang/domain/calls/deadline';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { refuse, refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { RoundAnnouncementRow, RoundRow } from '@weichuang/persistence/calls/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, Refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { RoundsService } from './rounds.service';

const hashOf = (config: RoundConfig): string => createHash('sha256').update(canonicalJson(config)).digest('hex');
const sayTime = (iso: string): string => {
  const { date, time } = dayAndTime(iso);
  return `${String(date)} ${String(time)}`;
};

/** A round's way from publication to the archive, and what all are told on it. */
@Injectable()
export class RoundMovesService {
  constructor(private readonly rounds: RoundsService) {}

  /** Fixes the rules by their hash. @throws Refused ROUND.INCOMPLETE with the places, ROUND.CLOSES_IN_THE_PAST, REVISION.STALE */
  async publish(ctx: Ctx, roundId: string, revision: number) {
    const row = await transition(ctx, RoundRow, roundId, roundMachine, 'publish', {
      revision,
      facts: (round) => this.rounds.facts(ctx, round, null),
      apply: (round) => {
        round.configHash = hashOf(round.config);
        round.publishedAt = ctx.now;
      },
      data: (round) => ({ configHash: round.configHash }),
    });
    return { state: row.state, revision: row.revision, configHash: row.configHash ?? '' };
  }

  /** @throws Refused ROUND.REASON_MISSING, STATE.WRONG, REVISION.STALE */
  async cancel(ctx: Ctx, roundId: string, revision: number, reason: string) {
    const row = await transition(ctx, RoundRow, roundId, roundMachine, 'cancel', {
      revision,
      facts: (round) => this.rounds.facts(ctx, round, reason),
      apply: (round) => {
        round.cancelledReason = reason;
      },
      data: () => ({ reason }),
    });
    if (row.publishedAt) await this.tell(ctx, row, { kind: 'cancellation', title: '本轮已取消', body: reason, data: {} });
    return { state: row.state, revision: row.revision };
  }

  /** Any other step; also for slices whose own act moves the round on (`judging`, `awards`), as the system. */
  async move(ctx: Ctx, roundId: string, event: RoundEvent, options: { revision?: number; reason?: string | null } = {}) {
    const reason = options.reason ?? null;
    const row = await transition(ctx, RoundRow, roundId, roundMachine, event, {
      ...(options.revision === undefined ? {} : { revision: options.revision }),
      facts: (round) => this.rounds.facts(ctx, round, reason),
      apply: (round) => {
        if (event !== 'unpublish') return;
        round.publishedAt = null;
        round.configHash = null;
      },
      data: () => (reason ? { reason } : {}),
    });
    return { state: row.state, revision: row.revision };
  }

  /**
   * More time for all, announced with its reason; a call that had closed opens again.
   * @throws Refused ROUND.EXTENSION_*, ROUND.INCOMPLETE when the dates are no longer in order, STATE.WRONG, REVISION.STALE
   */
  async extend(ctx: Ctx, roundId: string, body: { revision: number; closeAt: string; moveRest: boolean; reason: string }) {
    let row = await this.rounds.locked(ctx, roundId, body.revision);
    if (!['published', 'open', 'closed'].includes(row.state)) ensure(refuse('STATE.WRONG', { machine: 'round', state: row.state, event: 'extend' }));
    const before = row.config.calendar;
    const outcome = extendCall(row.config, body, ctx.now);
    if ('refusal' in outcome) throw new Refused(outcome.refusal);
    const problems = (await this.rounds.problems(ctx, outcome.config)).filter((problem) => problem.path.startsWith('calendar.'));
    if (problems.length) ensure(refuseFields('ROUND.INCOMPLETE', problems));
    row.config = outcome.config;
    row.configHash = hashOf(outcome.config);
    row.revision += 1;
    await ctx.em.save(RoundRow, row);
    const data = { before: before.closeAt, after: body.closeAt };
    await emit(ctx, { kind: 'round.extended', subject: { kind: 'round', id: roundId }, roundId, data: { ...data, calendarBefore: before, reason: body.reason, configHash: row.configHash } });
    await this.tell(ctx, row, { kind: 'extension', title: `申报截止时间延长至 ${sayTime(body.closeAt)}`, body: body.reason, data });
    if (row.state === 'closed')
      row = await transition(ctx, RoundRow, roundId, roundMachine, 'reopen', { facts: (round) => this.rounds.facts(ctx, round, body.reason), data: () => ({ reason: body.reason }) });
    return { state: row.state, revision: row.revision, closeAt: body.closeAt };
  }

  async announce(ctx: Ctx, roundId: string, body: { title: string; body: string }): Promise<string> {
    const row = await this.rounds.load(ctx, roundId);
    if (!row.publishedAt) ensure(refuse('STATE.WRONG', { machine: 'round', state: row.state, event: 'announce' }));
    return this.tell(ctx, row, { kind: 'notice', ...body, data: {} });
  }

  private async tell(ctx: Ctx, row: RoundRow, said: Pick<RoundAnnouncementRow, 'kind' | 'title' | 'body' | 'data'>): Promise<string> {
    const id = newId(ctx.now.getTime());
    await ctx.em.insert(RoundAnnouncementRow, { id, tenantId: row.tenantId, roundId: row.id, ...said, publishedAt: ctx.now, createdBy: ctx.actor?.userId ?? null });
    await emit(ctx, { kind: 'round.announced', subject: { kind: 'round', id: row.id }, roundId: row.id, data: { announcementId: id, kind: said.kind, title: said.title } });
    return id;
  }
}
