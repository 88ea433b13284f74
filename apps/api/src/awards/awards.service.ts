import { Injectable } from '@nestjs/common';
import { type Allocation, nextFromWaitlist } from '@weichuang/domain/awards/allocation';
import { whyNotPromote } from '@weichuang/domain/awards/adjust';
import { type AwardFacts, awardMachine } from '@weichuang/domain/awards/award.machine';
import { isSigningOver } from '@weichuang/domain/awards/signing';
import type { Refusal } from '@weichuang/kernel/denial';
import { actionsOf } from '@weichuang/kernel/machine';
import { AwardRow, DecisionRow } from '@weichuang/persistence/awards/entities';
import { awardFacts } from '@weichuang/platform/awards/award-facts';
import { endAward, giveBack, renumberWaitlist } from '@weichuang/platform/awards/end-award';
import { commitFen, envelopeOf } from '@weichuang/platform/awards/envelope';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { ensure, found } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { In } from 'typeorm';
import { actionsFor, ASKED } from './actions';
import { awardsOfOwner, linesOf, plannedFen } from './awards.queries';

/** One award: its money, its place on the waitlist, and what becomes of it after the decision. */
@Injectable()
export class AwardsService {
  /** Takes the award's money out of the pool. @throws Refused AWARD.OVER_POOL, DECISION.NOT_APPROVED, REVISION.STALE */
  approve(ctx: Ctx, id: string, revision?: number) {
    return transition(ctx, AwardRow, id, awardMachine, 'approve', {
      ...(revision === undefined ? {} : { revision }),
      facts: (row) => awardFacts(ctx, row),
      apply: async (row) => {
        await commitFen(ctx, row.roundId, row.amountFen);
        row.committed = true;
      },
      data: (row) => ({ amountFen: row.amountFen, applicationId: row.applicationId }),
    });
  }

  /** The next one on the waitlist moves up; another one only with a reason. @throws Refused REASON.REQUIRED, AWARD.OVER_POOL, REVISION.STALE */
  async promote(ctx: Ctx, id: string, revision: number, reason: string) {
    const award = found(await ctx.em.findOneBy(AwardRow, { id }));
    const decision = await this.lockDecision(ctx, award.decisionId);
    const next = await this.next(ctx, decision);
    // what has changed meanwhile, or is not to be had, is said before a reason is asked for
    const row = await this.moveUp(ctx, id, next?.id === id ? next.amountFen : award.entitledFen, reason, { revision, unless: whyNotPromote(next?.id ?? null, id, reason) });
    await renumberWaitlist(ctx, award.decisionId);
    return row;
  }

  /** The next one on the waitlist moves up by rule, if the free money suffices for it. */
  async promoteNext(ctx: Ctx, decisionId: string): Promise<AwardRow | null> {
    const decision = await this.lockDecision(ctx, decisionId);
    const next = await this.next(ctx, decision);
    if (!next) return null;
    const row = await this.moveUp(ctx.asSystem(), next.id, next.amountFen, '');
    await renumberWaitlist(ctx, decisionId);
    return row;
  }

  /** The organization does not want it, or the street was told so. @throws Refused AGREEMENT.SIGNED, STATE.WRONG, REVISION.STALE */
  decline(ctx: Ctx, id: string, revision: number, reason: string) {
    return endAward(ctx, id, 'decline', reason, revision);
  }

  /** Not signed in time. @throws Refused AWARD.SIGNING_OPEN, AGREEMENT.SIGNED, STATE.WRONG, REVISION.STALE */
  expire(ctx: Ctx, id: string, revision: number, reason: string) {
    return endAward(ctx, id, 'expire', reason, revision);
  }

  /** An upheld objection ends it; its money goes back. The caller holds the objection. */
  cancel(ctx: Ctx, id: string, reason: string) {
    return transition(ctx, AwardRow, id, awardMachine, 'cancel', {
      facts: (row) => awardFacts(ctx, row, { reason }),
      apply: (row) => giveBack(ctx, row),
      data: (row) => ({ reason, amountFen: row.amountFen, applicationId: row.applicationId }),
    });
  }

  /** What follows from a closed notice without an open objection: the grant stands. Listeners make its project in the same transaction. */
  grant(ctx: Ctx, id: string) {
    return transition(ctx.asSystem(), AwardRow, id, awardMachine, 'grant', {
      facts: (row) => awardFacts(ctx, row),
      data: (row) => ({ applicationId: row.applicationId, organizationId: row.organizationId, amountFen: row.amountFen }),
    });
  }

  /** Grants the award if nothing holds it any more. */
  async grantIfFree(ctx: Ctx, award: AwardRow): Promise<boolean> {
    const facts = await awardFacts(ctx, award);
    const free = actionsOf(awardMachine, award.state, facts, () => true).some((one) => one.event === 'grant' && one.allowed);
    if (free) await this.grant(ctx, award.id);
    return free;
  }

  async mine(ctx: Ctx) {
    const rows = await awardsOfOwner(ctx.em, actorOf(ctx).userId);
    return rows.map((row) => {
      const scope = { tenantId: row.tenantId, roundId: row.roundId, organizationId: row.organizationId, communityId: null, userId: null };
      const facts: AwardFacts = {
        decision: 'published', notice: null, openObjections: 0, upheldObjections: 0, amountFen: row.amountFen, entitledFen: row.entitledFen, freeFen: 0,
        signingOver: isSigningOver(row.signing, row.signBy, ctx.now), agreementSigned: row.signing?.signed ?? false, reason: ASKED,
      };
      const actions = actionsOf(awardMachine, row.state, facts, (permission) => ctx.may(permission, scope)).filter((one) => one.event === 'decline');
      return { ...row, actions: actionsFor(ctx, actions) };
    });
  }

  private lockDecision(ctx: Ctx, id: string): Promise<DecisionRow> {
    return ctx.em.findOneOrFail(DecisionRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async next(ctx: Ctx, decision: DecisionRow) {
    const envelope = await envelopeOf(ctx, decision.roundId);
    const freeFen = (envelope?.poolFen ?? 0) - (envelope?.committedFen ?? 0) - (await plannedFen(ctx.em, decision.roundId));
    const lines = (await linesOf(ctx.em, decision.id))
      .filter((line) => line.state === 'waitlisted')
      .map((line): Allocation['lines'][number] => ({
        id: line.id, rank: line.rank, outcome: 'waitlisted', amountFen: 0, entitledFen: line.entitledFen, waitlistPlace: line.waitlist, reason: 'ALLOCATION.POOL_EXHAUSTED', remainingFen: freeFen,
      }));
    return nextFromWaitlist({ lines }, freeFen, decision.rule);
  }

  private moveUp(ctx: Ctx, id: string, amountFen: number, reason: string, asked: { readonly revision?: number; readonly unless?: Refusal | null } = {}) {
    return transition(ctx, AwardRow, id, awardMachine, 'promote', {
      ...(asked.revision === undefined ? {} : { revision: asked.revision }),
      facts: async (row) => {
        const facts = await awardFacts(ctx, row);
        return { ...facts, amountFen, freeFen: facts.freeFen - (await plannedFen(ctx.em, row.roundId)) };
      },
      apply: (row) => {
        ensure(asked.unless ?? null);
        row.amountFen = amountFen;
        row.waitlist = null;
        row.reason = 'ALLOCATION.PROMOTED';
        if (reason.trim()) row.note = reason.trim();
      },
      data: () => ({ amountFen, reason }),
    });
  }

  /** Awards of a notice that wait for it to close. */
  ofNotice(ctx: Ctx, noticeId: string) {
    return ctx.em.find(AwardRow, { where: { noticeId, state: In(['noticed']) }, order: { rank: 'ASC', id: 'ASC' } });
  }
}
