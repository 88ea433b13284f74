import { type ApplicationFacts, applicationMachine } from '@weichuang/domain/applications/application.machine';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { whyNot } from '@weichuang/kernel/machine';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import type { House } from '@weichuang/platform/house';
import { transition } from '@weichuang/platform/transition/transition';
import type { Timer } from '../timers/timers';

/** In one run; the next one goes on. */
const MOST = 500;

interface Due {
  readonly id: string;
  readonly tenant_id: string;
}

/**
 * Drafts whose call has closed, and returned applications whose correction has ended, expire: one transaction each, so one that cannot
 * holds up no other. Safe to run twice, and at the same time: each row is locked and asked again. Returns how many expired.
 */
export async function expireDrafts(house: House): Promise<number> {
  await house.clock.refresh();
  const due: Due[] = await house.source.query('SELECT id, tenant_id FROM due_applications($1, $2)', [house.clock.now(), MOST]);
  let expired = 0;
  for (const { id, tenant_id: tenantId } of due) {
    try {
      await house.asSystem(tenantId, async (ctx) => {
        const rows: { config: RoundConfig; state: ApplicationRow['state'] }[] = await ctx.em.query(
          'SELECT r.config, a.state FROM application a JOIN round r ON r.id = a.round_id WHERE a.id = $1 FOR UPDATE OF a', [id]);
        const row = rows[0];
        if (!row) return;
        const facts = (one: ApplicationRow): ApplicationFacts => ({
          now: ctx.now, window: row.config.calendar, extension: null, problems: [], correctBy: one.state === 'returned' ? (one.returnUntil?.toISOString() ?? null) : null,
          returns: one.returns, maxReturns: row.config.eligibility.maxReturns, returnedFields: [], reason: null, screening: 'open', judgingBegun: false,
        });
        const held = await ctx.em.findOneByOrFail(ApplicationRow, { id });
        // the call was extended, or the applicant has just handed in
        if (whyNot(applicationMachine, held.state, 'expire', facts(held))) return;
        await transition(ctx, ApplicationRow, id, applicationMachine, 'expire', { facts, data: (one) => ({ organizationId: one.organizationId, title: one.title }) });
        expired += 1;
      }, 'sweep:applications');
    } catch (err) {
      house.logger.error({ err, applicationId: id }, 'an application could not expire');
    }
  }
  return expired;
}

export const applicationsTimer: Timer = {
  name: 'applications',
  everyMs: 30_000,
  async run(house) {
    await expireDrafts(house);
  },
};
