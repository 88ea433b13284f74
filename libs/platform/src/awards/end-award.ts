import { waitlistPlaces } from '@weichuang/domain/awards/adjust';
import { awardMachine } from '@weichuang/domain/awards/award.machine';
import { AwardRow } from '@weichuang/persistence/awards/entities';
import type { Ctx } from '../context/ctx';
import { transition } from '../transition/transition';
import { awardFacts } from './award-facts';
import { releaseFen } from './envelope';

/**
 * An award that is given up or not signed in time: its money goes back to the pool and the waitlist closes up. What it had led to,
 * a project and its agreement, ends in the same transaction.
 * @throws Refused AGREEMENT.SIGNED, AWARD.SIGNING_OPEN, STATE.WRONG, REVISION.STALE
 */
export async function endAward(ctx: Ctx, id: string, event: 'decline' | 'expire', reason: string, revision?: number): Promise<AwardRow> {
  const award = await transition(ctx, AwardRow, id, awardMachine, event, {
    ...(revision === undefined ? {} : { revision }),
    facts: (row) => awardFacts(ctx, row, { reason }),
    apply: (row) => giveBack(ctx, row),
    data: (row) => ({ reason, amountFen: row.amountFen, applicationId: row.applicationId }),
  });
  await renumberWaitlist(ctx, award.decisionId);
  return award;
}

/** The award's money goes back to the pool, once. */
export async function giveBack(ctx: Ctx, row: AwardRow): Promise<void> {
  if (row.committed) await releaseFen(ctx, row.roundId, row.amountFen);
  row.committed = false;
  row.waitlist = null;
}

/** Places on the waitlist without gaps, by rank. */
export async function renumberWaitlist(ctx: Ctx, decisionId: string): Promise<void> {
  const lines = await ctx.em.find(AwardRow, { where: { decisionId }, select: { id: true, state: true, rank: true, waitlist: true } });
  const places = waitlistPlaces(lines);
  for (const line of lines) {
    const place = places.get(line.id) ?? null;
    if (place !== line.waitlist) await ctx.em.update(AwardRow, { id: line.id }, { waitlist: place });
  }
}
