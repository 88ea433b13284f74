import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { decisionOpen, openTie, type LineState, moveTo, whyNotAmount } from '@weichuang/domain/awards/adjust';
import { allocate } from '@weichuang/domain/awards/allocation';
import { allocationRule } from '@weichuang/domain/awards/allocation-rule';
import { awardMachine, type AwardState } from '@weichuang/domain/awards/award.machine';
import { type DecisionFacts, decisionMachine } from '@weichuang/domain/awards/decision.machine';
import { newId } from '@weichuang/kernel/id';
import { refuse } from '@weichuang/kernel/denial';
import { AwardRow, DecisionRow } from '@weichuang/persistence/awards/entities';
import { renumberWaitlist } from '@weichuang/platform/awards/end-award';
import { type Envelope, envelopeOf, openEnvelope } from '@weichuang/platform/awards/envelope';
import { awardFacts } from '@weichuang/platform/awards/award-facts';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { RoundMovesService } from '../calls/round-moves.service';
import { RoundsService } from '../calls/rounds.service';
import { AwardsService } from './awards.service';
import { allocationInput, currentRanking, type LineRow, linesOf } from './awards.queries';

const OUTCOME: Readonly<Record<'funded' | 'partial' | 'waitlisted' | 'not_funded', LineState>> = { funded: 'proposed', partial: 'proposed', waitlisted: 'waitlisted', not_funded: 'not_funded' };

/** A round's list of awards, from the allocation along the ranking to the leader's approval. */
@Injectable()
export class DecisionsService implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly rounds: RoundsService,
    private readonly moves: RoundMovesService,
    private readonly awards: AwardsService,
  ) {}

  onModuleInit(): void {
    // what has been decided and committed stands on its ranking
    this.house.on('round.reopen_review', async (ctx, event) => {
      const decision = await ctx.em.findOneBy(DecisionRow, { roundId: event.subject.id });
      if (decision && (decision.state === 'approved' || decision.state === 'published')) throw refused('DECISION.FINAL');
    });
  }

  /** Allocates along the frozen ranking. @throws Refused REVIEW.NOT_FROZEN, DECISION.EXISTS, DECISION.ROUND_NOT_DECIDING */
  async open(ctx: Ctx, roundId: string) {
    const round = await this.rounds.load(ctx, roundId);
    const ranking = await currentRanking(ctx.em, roundId);
    if (!ranking) throw refused('REVIEW.NOT_FROZEN');
    if (await ctx.em.existsBy(DecisionRow, { roundId })) throw refused('DECISION.EXISTS');
    if (round.state === 'reviewing') await this.moves.move(ctx.asSystem(), roundId, 'start_deciding');
    else if (round.state !== 'deciding') throw refused('DECISION.ROUND_NOT_DECIDING');
    await openEnvelope(ctx, round.tenantId, roundId, round.config.poolFen);
    const decision: Omit<DecisionRow, 'createdAt'> = {
      id: newId(ctx.now.getTime()), tenantId: round.tenantId, roundId, rankingId: ranking.id, state: 'draft', rule: allocationRule(round.config), note: '',
      submittedBy: null, submittedAt: null, approvedBy: null, approvedAt: null, returnReason: null, revision: 1,
    };
    const made = await ctx.em
      .createQueryBuilder().insert().into(DecisionRow).values(decision as object).orIgnore().returning('id').execute(); // a row without its generated column
    if (!(made.raw as unknown[]).length) throw refused('DECISION.EXISTS');
    const sums = await this.allocateInto(ctx, decision);
    await emit(ctx, { kind: 'decision.opened', subject: { kind: 'decision', id: decision.id }, roundId, data: { rankingId: ranking.id, ...sums } });
    return decision;
  }

  /** Does the allocation anew along the ranking as it is now; what people changed by hand is given up. @throws Refused DECISION.NOT_OPEN, REVIEW.NOT_FROZEN, REVISION.STALE */
  async reallocate(ctx: Ctx, id: string, revision: number) {
    const decision = await this.locked(ctx, id, revision);
    if (!decisionOpen(decision.state)) throw refused('DECISION.NOT_OPEN', { decision: decision.state });
    const ranking = await currentRanking(ctx.em, decision.roundId);
    if (!ranking) throw refused('REVIEW.NOT_FROZEN');
    const before = (await linesOf(ctx.em, id)).map(({ applicationId, state, amountFen, note }) => ({ applicationId, state, amountFen, note }));
    await ctx.em.delete(AwardRow, { decisionId: id });
    decision.rankingId = ranking.id;
    decision.revision += 1;
    await ctx.em.save(DecisionRow, decision);
    const sums = await this.allocateInto(ctx, decision);
    await emit(ctx, { kind: 'decision.reallocated', subject: { kind: 'decision', id }, roundId: decision.roundId, data: { before, rankingId: ranking.id, ...sums } });
    return decision;
  }

  /**
   * Sets a line's amount within its entitlement, or moves it in, out or onto the waitlist with a written reason.
   * @throws Refused DECISION.NOT_OPEN, AWARD.NO_AMOUNT, AWARD.OVER_ENTITLEMENT, AWARD.NOT_ENTITLED, REASON.REQUIRED, STATE.WRONG, REVISION.STALE
   */
  async adjust(ctx: Ctx, awardId: string, body: { revision: number; state?: LineState | undefined; amountFen?: number | undefined; reason: string }) {
    const seen = found(await ctx.em.findOneBy(AwardRow, { id: awardId }));
    // the decision first, then its lines: the same order as an approval, so that they wait for each other and never lock up
    const decision = await this.locked(ctx, seen.decisionId);
    let award = found(await ctx.em.findOne(AwardRow, { where: { id: awardId }, lock: { mode: 'pessimistic_write' } }));
    if (award.revision !== body.revision) ensure(refuse('REVISION.STALE', { yours: body.revision, current: award.revision }, 'stale'));
    if (!decisionOpen(decision.state)) throw refused('DECISION.NOT_OPEN', { decision: decision.state });
    const event = body.state ? moveTo(award.state, body.state) : null;
    if (event) {
      const before = { state: award.state, amountFen: award.amountFen };
      award = await transition(ctx, AwardRow, awardId, awardMachine, event, {
        facts: (row) => awardFacts(ctx, row, { decision: decision.state, reason: body.reason }),
        apply: (row) => {
          row.note = body.reason.trim();
          row.amountFen = row.state === 'proposed' ? row.entitledFen : 0;
        },
        data: (row) => ({ before, after: { state: row.state, amountFen: row.amountFen }, reason: body.reason }),
      });
    }
    if (body.amountFen !== undefined && body.amountFen !== award.amountFen) {
      ensure(whyNotAmount(decision.state, award, body.amountFen));
      const before = award.amountFen;
      award.amountFen = body.amountFen;
      award.revision += event ? 0 : 1;
      if (body.reason.trim()) award.note = body.reason.trim();
      await ctx.em.save(AwardRow, award);
      await emit(ctx, { kind: 'award.amount_changed', subject: { kind: 'award', id: awardId }, roundId: award.roundId, data: { before, after: award.amountFen, reason: body.reason } });
    }
    await renumberWaitlist(ctx, decision.id);
    return award;
  }

  /** @throws Refused DECISION.EMPTY, DECISION.OVER_POOL, REVIEW.NOT_FROZEN, ALLOCATION.TIE_AT_LINE, STATE.WRONG, REVISION.STALE */
  submit(ctx: Ctx, id: string, revision: number, note: string) {
    return transition(ctx, DecisionRow, id, decisionMachine, 'submit', {
      revision,
      facts: (row) => this.facts(ctx, row, ''),
      apply: (row) => {
        Object.assign(row, { note, submittedBy: actorOf(ctx).userId, submittedAt: ctx.now, returnReason: null });
      },
      data: () => ({ note }),
    });
  }

  /** @throws Refused REASON.REQUIRED, STATE.WRONG, REVISION.STALE */
  sendBack(ctx: Ctx, id: string, revision: number, reason: string) {
    return transition(ctx, DecisionRow, id, decisionMachine, 'return', {
      revision,
      facts: (row) => this.facts(ctx, row, reason),
      apply: (row) => {
        row.returnReason = reason.trim();
      },
      data: () => ({ reason }),
    });
  }

  /** Approves and takes the money of every proposed line out of the pool. @throws Refused DECISION.SAME_PERSON, DECISION.OVER_POOL, AWARD.OVER_POOL, REVISION.STALE */
  async approve(ctx: Ctx, id: string, revision: number) {
    const decision = await transition(ctx, DecisionRow, id, decisionMachine, 'approve', {
      revision,
      facts: (row) => this.facts(ctx, row, ''),
      apply: (row) => {
        Object.assign(row, { approvedBy: actorOf(ctx).userId, approvedAt: ctx.now });
      },
      data: (row) => ({ submittedBy: row.submittedBy }),
    });
    for (const line of await linesOf(ctx.em, id)) if (line.state === 'proposed') await this.awards.approve(ctx, line.id);
    return decision;
  }

  /** @param known what the caller has read in this transaction already */
  async facts(ctx: Ctx, row: Pick<DecisionRow, 'id' | 'roundId' | 'rankingId' | 'submittedBy'>, reason: string, known?: { readonly lines: readonly LineRow[]; readonly envelope: Envelope; readonly rankingId: string | null }): Promise<DecisionFacts> {
    const lines = known?.lines ?? (await linesOf(ctx.em, row.id));
    const proposed = lines.filter((line) => line.state === 'proposed');
    const envelope = known?.envelope ?? (await envelopeOf(ctx, row.roundId));
    const rankingId = known ? known.rankingId : ((await currentRanking(ctx.em, row.roundId))?.id ?? null);
    return {
      actorId: ctx.actor?.userId ?? '',
      submitterId: row.submittedBy,
      funded: proposed.length,
      allocatedFen: proposed.reduce((sum, line) => sum + line.amountFen, 0),
      poolFen: (envelope?.poolFen ?? 0) - (envelope?.committedFen ?? 0),
      reviewFrozen: rankingId === row.rankingId,
      problem: openTie(lines),
      reason,
    };
  }

  private async locked(ctx: Ctx, id: string, revision?: number): Promise<DecisionRow> {
    const row = found(await ctx.em.findOne(DecisionRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (revision !== undefined && revision !== row.revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    return row;
  }

  private async allocateInto(ctx: Ctx, decision: Pick<DecisionRow, 'id' | 'tenantId' | 'roundId' | 'rule'>) {
    const ranking = await currentRanking(ctx.em, decision.roundId);
    if (!ranking) throw refused('REVIEW.NOT_FROZEN');
    const input = await allocationInput(ctx.em, ranking);
    const { lines, allocatedFen, remainingFen } = allocate(input, decision.rule);
    const of = new Map(input.map((row) => [row.id, row]));
    const rows = lines.map((line) => {
      const state: AwardState = OUTCOME[line.outcome];
      const from = of.get(line.id);
      return {
        id: newId(ctx.now.getTime()), tenantId: tenantOf(ctx), roundId: decision.roundId, decisionId: decision.id, applicationId: line.id, organizationId: from?.organizationId,
        rank: line.rank, score: from?.score ?? null, requestedFen: from?.requestedFen ?? 0, entitledFen: line.entitledFen, amountFen: line.amountFen, waitlist: line.waitlistPlace, reason: line.reason, state,
      };
    });
    // a list of some hundred rows in one statement
    if (rows.length) await ctx.em.insert(AwardRow, rows as object[]); // rows without their defaulted columns
    return { funded: rows.filter((row) => row.state === 'proposed').length, allocatedFen, remainingFen };
  }
}
