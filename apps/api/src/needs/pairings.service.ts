import { Injectable } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import type { requestPairing } from '@weichuang/contracts/needs/pairings';
import { pairingRequestRefusal } from '@weichuang/domain/needs/need-rules';
import { pairingMachine, type PairingEvent } from '@weichuang/domain/needs/pairing.machine';
import { refuse } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import { NOWHERE } from '@weichuang/domain/identity/access';
import { NeedRow, PairingRow } from '@weichuang/persistence/needs/entities';
import { ParticipationRow } from '@weichuang/persistence/organizations/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { RoundsService } from '../calls/rounds.service';
import { insertPairing, pairingsOf, partnersOf, type PairingListRow } from './needs.queries';

/** An organization asks a community to work with it; the community answers. */
@Injectable()
export class PairingsService {
  constructor(private readonly rounds: RoundsService) {}

  async list(ctx: Ctx, by: { roundId?: string; communityId?: string; organizationId?: string }) {
    return { rows: (await pairingsOf(ctx.em, by)).map((row) => this.view(ctx, row)) };
  }

  async partners(ctx: Ctx, roundId: string, organizationId: string) {
    const round = await this.rounds.load(ctx, roundId);
    if (round.state === 'draft') ensure(refuse('NOT_FOUND', undefined, 'missing'));
    const why = pairingRequestRefusal({ now: ctx.now, roundState: round.state, closeAt: round.config.calendar.closeAt, need: null, communityId: '', roundId });
    return {
      round: { id: round.id, title: round.title, closeAt: round.config.calendar.closeAt },
      rows: await partnersOf(ctx.em, roundId, organizationId),
      closed: why && textOf(ctx.locale, why.code, why.params ?? {}),
    };
  }

  /** @throws Refused PAIRING.ROUND_CLOSED, PAIRING.NEED_NOT_PUBLISHED, PAIRING.DUPLICATE */
  async request(ctx: Ctx, roundId: string, body: Input<typeof requestPairing>['body']): Promise<string> {
    await this.ensureOpen(ctx, { roundId, communityId: body.communityId, needId: body.needId });
    const tenantId = tenantOf(ctx);
    // an organization's first act in a street: from now on it takes part there
    await ctx.em.createQueryBuilder().insert().into(ParticipationRow).values({ organizationId: body.organizationId, tenantId }).orIgnore().execute();
    const id = await insertPairing(ctx.em, { id: newId(ctx.now.getTime()), tenantId, roundId, ...body, createdAt: ctx.now });
    if (!id) throw refused('PAIRING.DUPLICATE');
    await emit(ctx, { kind: 'pairing.request', subject: { kind: 'pairing', id }, roundId, data: { organizationId: body.organizationId, communityId: body.communityId, needId: body.needId } });
    return id;
  }

  /** @throws Refused STATE.WRONG, REVISION.STALE or the step's own reason */
  async move(ctx: Ctx, id: string, event: PairingEvent, revision: number, words: { reply?: string; message?: string } = {}) {
    if (event === 'request_again') {
      const pairing = found(await ctx.em.findOneBy(PairingRow, { id }));
      await this.ensureOpen(ctx, pairing);
    }
    const row = await transition(ctx, PairingRow, id, pairingMachine, event, {
      revision,
      facts: async () => {
        const view = found((await pairingsOf(ctx.em, { id }))[0]);
        return { reason: words.reply ?? null, applicationSubmitted: view.application_submitted, duplicate: view.duplicate };
      },
      apply: (pairing) => {
        if (words.message !== undefined) pairing.message = words.message;
        pairing.reply = event === 'accept' || event === 'decline' ? (words.reply ?? null) : pairing.reply;
      },
      data: (pairing) => ({ organizationId: pairing.organizationId, communityId: pairing.communityId, ...(words.reply && { reply: words.reply }) }),
    });
    return { state: row.state, revision: row.revision };
  }

  private async ensureOpen(ctx: Ctx, at: { roundId: string; communityId: string; needId: string | null }): Promise<void> {
    const round = await this.rounds.load(ctx, at.roundId);
    const need = at.needId ? found(await ctx.em.findOneBy(NeedRow, { id: at.needId })) : null;
    ensure(pairingRequestRefusal({ now: ctx.now, roundState: round.state, closeAt: round.config.calendar.closeAt, need, communityId: at.communityId, roundId: at.roundId }));
  }

  private view(ctx: Ctx, row: PairingListRow) {
    const scope = { ...NOWHERE, tenantId: row.tenant_id, roundId: row.round.id, communityId: row.community.id, organizationId: row.organization.id };
    const facts = { reason: 'given when acting', applicationSubmitted: row.application_submitted, duplicate: row.duplicate };
    const actions = actionsOf(pairingMachine, row.state, facts, (permission) => ctx.may(permission, scope)).map(({ event, allowed, why }) => ({
      event,
      allowed,
      ...(why && { why: { code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}) } }),
    }));
    return { ...row, actions };
  }
}
