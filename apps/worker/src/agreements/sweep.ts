import { awardMachine } from '@weichuang/domain/awards/award.machine';
import { dateInChina } from '@weichuang/kernel/clock';
import { whyNot } from '@weichuang/kernel/machine';
import { AgreementRow, ProjectRow } from '@weichuang/persistence/agreements/entities';
import { AwardRow } from '@weichuang/persistence/awards/entities';
import { awardFacts } from '@weichuang/platform/awards/award-facts';
import { endAward } from '@weichuang/platform/awards/end-award';
import type { Ctx } from '@weichuang/platform/context/ctx';
import type { House } from '@weichuang/platform/house';
import type { Timer } from '../timers/timers';

interface Due {
  readonly tenant_id: string;
  readonly agreement_id: string;
}

/**
 * Agreements that nobody signed by their last day: the award expires, and with it its project and its agreement; its money goes back
 * to the pool. One transaction each, so one that cannot holds up no other. Safe to run twice and side by side. Whether a scan comes in
 * time never depends on this, only on the clock.
 * @returns how many expired
 */
export async function expireAgreements(house: House): Promise<number> {
  await house.clock.refresh();
  const due: Due[] = await house.source.query('SELECT * FROM agreements_due($1)', [dateInChina(house.clock.now())]);
  let expired = 0;
  for (const { tenant_id: tenantId, agreement_id: id } of due) {
    try {
      if (await house.asSystem(tenantId, (ctx) => expireUnsigned(ctx, id), 'sweep:agreements')) expired += 1;
    } catch (err) {
      house.logger.error({ err, agreementId: id }, 'an agreement could not expire');
    }
  }
  return expired;
}

async function expireUnsigned(ctx: Ctx, agreementId: string): Promise<boolean> {
  const agreement = await ctx.em.findOneBy(AgreementRow, { id: agreementId });
  const project = agreement && (await ctx.em.findOneBy(ProjectRow, { id: agreement.projectId }));
  const award = project && (await ctx.em.findOne(AwardRow, { where: { id: project.awardId }, lock: { mode: 'pessimistic_write' } }));
  if (!award || whyNot(awardMachine, award.state, 'expire', await awardFacts(ctx, award))) return false;
  await endAward(ctx, award.id, 'expire', '逾期未签订协议');
  return true;
}

export const agreementsTimer: Timer = {
  name: 'agreements',
  everyMs: 60_000,
  async run(house) {
    await expireAgreements(house);
  },
};
