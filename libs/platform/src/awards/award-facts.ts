import type { AwardFacts } from '@weichuang/domain/awards/award.machine';
import { HOLDING } from '@weichuang/domain/awards/objection.machine';
import { isSigningOver } from '@weichuang/domain/awards/signing';
import { type AwardRow, DecisionRow, ObjectionRow, PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import type { Ctx } from '../context/ctx';
import { envelopeOf } from './envelope';
import { holdSigning } from './signing.queries';

/** What the award's machine asks; holds its agreement. `freeFen` counts the award's own money while it holds some. */
export async function awardFacts(ctx: Ctx, row: AwardRow, known: Partial<AwardFacts> = {}): Promise<AwardFacts> {
  const [decision, notice, objections, envelope, round, signing] = [
    await ctx.em.findOneBy(DecisionRow, { id: row.decisionId }),
    row.noticeId ? await ctx.em.findOneBy(PublicNoticeRow, { id: row.noticeId }) : null,
    await ctx.em.findBy(ObjectionRow, { awardId: row.id }),
    await envelopeOf(ctx, row.roundId),
    await ctx.em.findOneByOrFail(RoundRow, { id: row.roundId }),
    await holdSigning(ctx.em, row.id),
  ];
  return {
    decision: decision?.state ?? 'draft',
    notice: notice?.state ?? null,
    openObjections: objections.filter((one) => HOLDING.includes(one.state)).length,
    upheldObjections: objections.filter((one) => one.outcome === 'upheld').length,
    amountFen: row.amountFen,
    entitledFen: row.entitledFen,
    freeFen: (envelope?.poolFen ?? 0) - (envelope?.committedFen ?? 0) + (row.committed ? row.amountFen : 0),
    signingOver: isSigningOver(signing, round.config.calendar.signBy, ctx.now),
    agreementSigned: signing?.signed ?? false,
    reason: '',
    ...known,
  };
}
