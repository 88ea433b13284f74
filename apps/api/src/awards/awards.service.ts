import { Injectable } from '@nestjs/common';
import { type Allocation, nextFromWaitlist } from '@weichuang/domain/awards/allocation';
import { waitlistPlaces, whyNotPromote } from '@weichuang/domain/awards/adjust';
import { type AwardFacts, awardMachine } from '@weichuang/domain/awards/award.machine';
import { HOLDING } from '@weichuang/domain/awards/objection.machine';
import { actionsOf } from '@weichuang/kernel/machine';
import { AwardRow, DecisionRow, ObjectionRow, PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { ensure, found } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { In } from 'typeorm';
import { RoundsService } from '../calls/rounds.service';
import { actionsFor, ASKED } from './actions';
import { awardsOfOwner, linesOf, plannedFen } from './awards.queries';
import { commitFen, envelopeOf, releaseFen } from './envelope';

/** One award: its money, its place on the waitlist, and what becomes of it after the decision. */
@Injectable()
export class AwardsService {
  constructor(private readonly rounds: RoundsService) {}

  /** Takes the award's money out of the pool. @throws Refused AWARD.OVER_POOL, DECISION.NOT_APPROVED, REVISION.STALE */
  approve(ctx: Ctx, id: string, revision?: number) {
    return transition(ctx, AwardRow, id, awardMachine, 'approve', {
      ...(revision === undefined ? {} : { revision }),
      facts: (row) => this.facts(ctx, row),
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
    ensure(whyNotPromote(next?.id ?? null, id, reason));
    const row = await this.moveUp(ctx, id, next?.id === id ? next.amountFen : award.entitledFen, reason, revision);
    await this.renumber(ctx, award.decisionId);
    return row;
  }

  /** The next one on the waitlist moves up by rule, if the free money suffices for it. */
  async promoteNext(ctx: Ctx, decisionId: string): Promise<AwardRow | null> {
    const decision = await this.lockDecision(ctx, decisionId);
    const next = await this.next(ctx, decision);
    if (!next) return null;
    const row = await this.moveUp(ctx.asSystem(), next.id, next.amountFen, '');
    await this.renumber(ctx, decisionId);
    return row;
  }

  /** The organization does not want it, or the street was told so. @throws Refused AGREEMENT.SIGNED (by who keeps agreements), STATE.WRONG, REVISION.STALE */
  decline(ctx: Ctx, id: string, revision: number, reason: string) {
    return this.end(ctx, id, 'decline', revision, reason);
  }

  /** Not signed in time. @throws Refused AWARD.SIGNING_OPEN, STATE.WRONG, REVISION.STALE */
  expire(ctx: Ctx, id: string, revision: number, reason: string) {
    return this.end(ctx, id, 'expire', revision, reason);
  }

  /** An upheld objection ends it; its money goes back. The caller holds the objection. */
  cancel(ctx: Ctx, id: string, reason: string) {
    return transition(ctx, AwardRow, id, awardMachine, 'cancel', {
      facts: (row) => this.facts(ctx, row, { reason }),
      apply: (row) => this.giveBack(ctx, row),
      data: (row) => ({ reason, amountFen: row.amountFen, applicationId: row.applicationId }),
    });
  }

  /** What follows from a closed notice without an open objection: the grant stands. Listeners make its project in the same transaction. */
  grant(ctx: Ctx, id: string) {
    return transition(ctx.asSystem(), AwardRow, id, awardMachine, 'grant', {
      facts: (row) => this.facts(ctx, row),
      data: (row) => ({ applicationId: row.applicationId, organizationId: row.organizationId, amountFen: row.amountFen }),
    });
  }

  /** Grants the award if nothing holds it any more. */
  async grantIfFree(ctx: Ctx, award: AwardRow): Promise<boolean> {
    const facts = await this.facts(ctx, award);
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
        signingOver: Date.parse(row.signBy) <= ctx.now.getTime(), agreementSigned: false, reason: ASKED,
      };
      const actions = actionsOf(awardMachine, row.state, facts, (permission) => ctx.may(permission, scope)).filter((one) => one.event === 'decline');
      return { ...row, actions: actionsFor(ctx, actions) };
    });
  }

  /** `freeFen` counts the award's own money while it holds some. */
  async facts(ctx: Ctx, row: AwardRow, known: Partial<AwardFacts> = {}): Promise<AwardFacts> {
    const [decision, notice, objections, envelope, round] = [
      await ctx.em.findOneBy(DecisionRow, { id: row.decisionId }),
      row.noticeId ? await ctx.em.findOneBy(PublicNoticeRow, { id: row.noticeId }) : null,
      await ctx.em.findBy(ObjectionRow, { awardId: row.id }),
      await envelopeOf(ctx, row.roundId),
      await this.rounds.load(ctx, row.roundId),
    ];
    return {
      decision: decision?.state ?? 'draft',
      notice: notice?.state ?? null,
      openObjections: objections.filter((one) => HOLDING.includes(one.state)).length,
      upheldObjections: objections.filter((one) => one.outcome === 'upheld').length,
      amountFen: row.amountFen,
      entitledFen: row.entitledFen,
      freeFen: (envelope?.poolFen ?? 0) - (envelope?.committedFen ?? 0) + (row.committed ? row.amountFen : 0),
      signingOver: Date.parse(round.config.calendar.signBy) <= ctx.now.getTime(),
      // agreements are a higher slice: it refuses `award.decline` and `award.expire` itself, in the same transaction
      agreementSigned: false,
      reason: '',
      ...known,
    };
  }

  private async end(ctx: Ctx, id: string, event: 'decline' | 'expire', revision: number, reason: string) {
    const award = await transition(ctx, AwardRow, id, awardMachine, event, {
      revision,
      facts: (row) => this.facts(ctx, row, { reason }),
      apply: (row) => this.giveBack(ctx, row),
      data: (row) => ({ reason, amountFen: row.amountFen, applicationId: row.applicationId }),
    });
    await this.renumber(ctx, award.decisionId);
    return award;
  }

  private async giveBack(ctx: Ctx, row: AwardRow): Promise<void> {
    if (row.committed) await releaseFen(ctx, row.roundId, row.amountFen);
    row.committed = false;
    row.waitlist = null;
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

  private moveUp(ctx: Ctx, id: string, amountFen: number, reason: string, revision?: number) {
    return transition(ctx, AwardRow, id, awardMachine, 'promote', {
      ...(revision === undefined ? {} : { revision }),
      facts: async (row) => {
        const facts = await this.facts(ctx, row);
        return { ...facts, amountFen, freeFen: facts.freeFen - (await plannedFen(ctx.em, row.roundId)) };
      },
      apply: (row) => {
        row.amountFen = amountFen;
        row.waitlist = null;
        row.reason = 'ALLOCATION.PROMOTED';
        if (reason.trim()) row.note = reason.trim();
      },
      data: () => ({ amountFen, reason }),
    });
  }

  /** Places on the waitlist without gaps, by rank. */
  async renumber(ctx: Ctx, decisionId: string): Promise<void> {
    const lines = await linesOf(ctx.em, decisionId);
    const places = waitlistPlaces(lines);
    for (const line of lines) {
      const place = places.get(line.id) ?? null;
      if (place !== line.waitlist) await ctx.em.update(AwardRow, { id: line.id }, { waitlist: place });
    }
  }

  /** Awards of a notice that wait for it to close. */
  ofNotice(ctx: Ctx, noticeId: string) {
    return ctx.em.find(AwardRow, { where: { noticeId, state: In(['noticed']) }, order: { rank: 'ASC', id: 'ASC' } });
  }
}
