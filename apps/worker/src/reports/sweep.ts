import { ReportBatchRow } from '@weichuang/persistence/reports/entities';
import { emit } from '@weichuang/platform/events/emit';
import type { House } from '@weichuang/platform/house';
import type { Timer } from '../timers/timers';

/** Many times what one report takes. */
const STALLED_AFTER_MS = 15 * 60_000;

/**
 * Batches in which nothing has ended for long get new jobs for what is left: the queue lost theirs, or the database was away when
 * the last try ended. A job that lives yet does no harm: a report that is made is not made again. Returns how many batches go on.
 */
export async function resumeBatches(house: House): Promise<number> {
  await house.clock.refresh();
  const since = new Date(house.clock.now().getTime() - STALLED_AFTER_MS);
  const stalled: { id: string; tenant_id: string }[] = await house.source.query('SELECT id, tenant_id FROM stalled_report_batches($1)', [since]);
  let resumed = 0;
  for (const { id, tenant_id: tenantId } of stalled)
    await house.asSystem(tenantId, async (ctx) => {
      const batch = await ctx.em.findOneOrFail(ReportBatchRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (batch.finishedAt || batch.movedAt >= since) return;
      await ctx.em.update(ReportBatchRow, { id }, { run: batch.run + 1, movedAt: ctx.now });
      await emit(ctx, { kind: 'report_batch.resumed', subject: { kind: 'report_batch', id }, roundId: batch.roundId, data: { left: batch.total - batch.done - batch.failed } });
      resumed += 1;
    }, 'sweep:reports');
  return resumed;
}

export const reportsTimer: Timer = {
  name: 'reports',
  everyMs: 60_000,
  async run(house) {
    await resumeBatches(house);
  },
};
