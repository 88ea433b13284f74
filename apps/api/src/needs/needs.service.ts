import { Injectable } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import type { createNeed, saveNeed } from '@weichuang/contracts/needs/needs';
import { needMachine, type NeedEvent, type NeedFacts } from '@weichuang/domain/needs/need.machine';
import { collectionRefusal, missingOfNeed, needEditRefusal } from '@weichuang/domain/needs/need-rules';
import { refuse } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import { NeedRow } from '@weichuang/persistence/needs/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { RoundsService } from '../calls/rounds.service';
import { citationsOf, collectingRounds, needsOf } from './needs.queries';

/** What communities need, from the first note to the published list that applications answer. */
@Injectable()
export class NeedsService {
  constructor(private readonly rounds: RoundsService) {}

  async ofCommunity(ctx: Ctx, communityId: string, roundId: string | undefined) {
    return {
      rows: await needsOf(ctx.em, { communityId, drafts: true, ...(roundId && { roundId }) }),
      collecting: await collectingRounds(ctx.em, communityId, ctx.now),
    };
  }

  async detail(ctx: Ctx, id: string) {
    const row = found(await ctx.em.findOneBy(NeedRow, { id }));
    const view = found((await needsOf(ctx.em, { id, drafts: true }))[0]);
    // the reason of a return is asked for when acting
    const facts = await this.facts(ctx, row, 'given when acting');
    const actions = actionsOf(needMachine, row.state, facts, ctx.may).map(({ event, allowed, why }) => ({
      event,
      allowed,
      ...(why && { why: { code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}) } }),
    }));
    return { ...view, missing: missingOfNeed(row), editable: ctx.may('need.file') && needEditRefusal(row.state) === null, actions };
  }

  /** @throws Refused NEED.ROUND_NOT_COLLECTING, NEED.COLLECTION_NOT_OPEN, NEED.COLLECTION_CLOSED */
  async create(ctx: Ctx, roundId: string, body: Input<typeof createNeed>['body']): Promise<string> {
    const round = await this.rounds.load(ctx, roundId);
    ensure(collectionRefusal({ state: round.state, ...round.config.calendar }, ctx.now));
    const id = newId(ctx.now.getTime());
    const need = {
      id,
      tenantId: tenantOf(ctx),
      roundId,
      communityId: body.communityId,
      title: body.title,
      description: body.description ?? '',
      category: body.category ?? null,
      surveyCount: body.surveyCount ?? null,
      beneficiaries: body.beneficiaries ?? null,
      state: 'draft' as const,
      revision: 1,
      createdAt: ctx.now,
    };
    await ctx.em.insert(NeedRow, need);
    await emit(ctx, { kind: 'need.created', subject: { kind: 'need', id }, roundId, data: { communityId: body.communityId, title: body.title } });
    return id;
  }

  /** @throws Refused NEED.NOT_EDITABLE, REVISION.STALE */
  async save(ctx: Ctx, id: string, { revision, ...patch }: Input<typeof saveNeed>['body']) {
    const row = found(await ctx.em.findOne(NeedRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (revision !== row.revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    ensure(needEditRefusal(row.state));
    const before = { title: row.title, description: row.description, category: row.category, surveyCount: row.surveyCount, beneficiaries: row.beneficiaries };
    Object.assign(row, patch, { revision: row.revision + 1 });
    await ctx.em.save(NeedRow, row);
    await emit(ctx, { kind: 'need.saved', subject: { kind: 'need', id }, roundId: row.roundId, data: { before, after: patch } });
    return { revision: row.revision, savedAt: ctx.now };
  }

  /** @throws Refused STATE.WRONG, REVISION.STALE or the step's own reason */
  async move(ctx: Ctx, id: string, event: NeedEvent, revision: number, reason: string | null = null) {
    const row = await transition(ctx, NeedRow, id, needMachine, event, {
      revision,
      facts: (need) => this.facts(ctx, need, reason),
      apply: (need) => {
        need.returnReason = event === 'return' ? reason : event === 'file' ? null : need.returnReason;
      },
      data: (need) => ({ communityId: need.communityId, title: need.title, ...(reason && { reason }) }),
    });
    return { state: row.state, revision: row.revision };
  }

  private async facts(ctx: Ctx, row: NeedRow, reason: string | null): Promise<NeedFacts> {
    const round = await this.rounds.load(ctx, row.roundId);
    return { now: ctx.now, needsCloseAt: round.config.calendar.needsCloseAt, missing: missingOfNeed(row).length, reason, citedBy: await citationsOf(ctx.em, row.id) };
  }
}
