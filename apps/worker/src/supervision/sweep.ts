import { findingMachine, type FindingFacts } from '@weichuang/domain/supervision/finding.machine';
import { progressReportMachine, type ProgressReportFacts } from '@weichuang/domain/supervision/progress-report.machine';
import { dateInChina } from '@weichuang/kernel/clock';
import { whyNot } from '@weichuang/kernel/machine';
import { FindingRow, ProgressReportRow } from '@weichuang/persistence/supervision/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import type { House } from '@weichuang/platform/house';
import { transition } from '@weichuang/platform/transition/transition';
import type { Timer } from '../timers/timers';

interface Due {
  readonly tenant_id: string;
  readonly kind: 'finding' | 'progress_report';
  readonly id: string;
}

/** Falling due asks the clock alone. */
const findingFacts = (row: FindingRow, now: Date): FindingFacts => ({ today: dateInChina(now), dueOn: row.rectifyBy, account: null, proofs: 0, reason: null });
const reportFacts = (row: ProgressReportRow, now: Date): ProgressReportFacts => ({
  now, dueAt: row.dueAt.toISOString(), excusedUntil: null, failsWhenLate: false, problems: [], returnedFields: [], reason: null,
});

async function fallDue(ctx: Ctx, id: string): Promise<boolean> {
  const held = await ctx.em.findOne(FindingRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!held || whyNot(findingMachine, held.state, 'fall_due', findingFacts(held, ctx.now))) return false;
  await transition(ctx, FindingRow, id, findingMachine, 'fall_due', { facts: (row) => findingFacts(row, ctx.now), data: (row) => ({ projectId: row.projectId, rectifyBy: row.rectifyBy }) });
  return true;
}

async function fallLate(ctx: Ctx, id: string): Promise<boolean> {
  const held = await ctx.em.findOne(ProgressReportRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!held || whyNot(progressReportMachine, held.state, 'fall_late', reportFacts(held, ctx.now))) return false;
  await transition(ctx, ProgressReportRow, id, progressReportMachine, 'fall_late', { facts: (row) => reportFacts(row, ctx.now), data: (row) => ({ projectId: row.projectId, stage: row.stage }) });
  return true;
}

/**
 * Findings not put right by their day become overdue, reports not handed in by their instant late: one transaction each, so one
 * that cannot holds up no other. Safe to run twice and side by side.
 * @returns how many moved
 */
export async function sweepDelivery(house: House): Promise<number> {
  await house.clock.refresh();
  const now = house.clock.now();
  const due: Due[] = await house.source.query('SELECT * FROM delivery_due($1, $2)', [now, dateInChina(now)]);
  let moved = 0;
  for (const { tenant_id: tenantId, kind, id } of due) {
    try {
      if (await house.asSystem(tenantId, (ctx) => (kind === 'finding' ? fallDue(ctx, id) : fallLate(ctx, id)), 'sweep:delivery')) moved += 1;
    } catch (err) {
      house.logger.error({ err, kind, id }, 'could not fall due');
    }
  }
  return moved;
}

export const deliveryTimer: Timer = {
  name: 'delivery',
  everyMs: 60_000,
  async run(house) {
    await sweepDelivery(house);
  },
};
