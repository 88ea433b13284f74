import { agreementMachine, type AgreementFacts } from '@weichuang/domain/agreements/agreement.machine';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';
import { whyNot } from '@weichuang/kernel/machine';
import { AgreementRow } from '@weichuang/persistence/agreements/entities';
import { endProject } from '@weichuang/platform/agreements/end-project';
import type { House } from '@weichuang/platform/house';
import { transition } from '@weichuang/platform/transition/transition';
import type { Timer } from '../timers/timers';

interface Due {
  readonly tenant_id: string;
  readonly agreement_id: string;
}

/** Expiring asks the clock alone. */
const factsOf = (row: AgreementRow, now: Date): AgreementFacts => ({
  now, signBy: endOfDayInChina(row.signBy).toISOString(), optimisationApproved: false, noticeOver: true, objectionOpen: false, parties: [], signedBy: [],
  scanStored: false, contentProblem: null, reason: null,
});

/**
 * Agreements that nobody signed by their last day expire, and their projects end: one transaction each, so one that cannot holds up
 * no other. Safe to run twice and side by side. Whether a scan comes in time never depends on this, only on the clock.
 * @returns how many expired
 */
export async function expireAgreements(house: House): Promise<number> {
  await house.clock.refresh();
  const due: Due[] = await house.source.query('SELECT * FROM agreements_due($1)', [dateInChina(house.clock.now())]);
  let expired = 0;
  for (const { tenant_id: tenantId, agreement_id: id } of due) {
    try {
      await house.asSystem(tenantId, async (ctx) => {
        const held = await ctx.em.findOne(AgreementRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (!held || whyNot(agreementMachine, held.state, 'expire', factsOf(held, ctx.now))) return;
        await transition(ctx, AgreementRow, id, agreementMachine, 'expire', { facts: (row) => factsOf(row, ctx.now), data: (row) => ({ projectId: row.projectId, signBy: row.signBy }) });
        await endProject(ctx, held.projectId, 'not_signed', '逾期未签订协议');
        expired += 1;
      }, 'sweep:agreements');
    } catch (err) {
      house.logger.error({ err, agreementId: id }, 'an agreement could not expire');
    }
  }
  return expired;
}

export const agreementsTimer: Timer = {
  name: 'agreements',
  everyMs: 60_000,
  async run(house) {
    await expireAgreements(house);
  },
};
