import { FARTHEST_DAYS, reminderNow, type ReminderSubject } from '@weichuang/domain/notifications/reminders';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { House } from '@weichuang/platform/house';
import type { Timer } from '../timers/timers';
import { judgesToRemind } from './judges.queries';

interface Soon {
  readonly tenant_id: string;
  readonly kind: ReminderSubject;
  readonly id: string;
  readonly due_at: Date;
}

/**
 * Reminds of what falls due soon: an event each, whose listeners tell the people. Once for a deadline and a number of days before it;
 * a deadline that is moved is another one. Safe to run twice and side by side.
 * @returns how many were reminded of
 */
export async function remind(house: House): Promise<number> {
  await house.clock.refresh();
  const now = house.clock.now();
  const soon: Soon[] = await house.source.query('SELECT * FROM soon_due($1, $2)', [now, new Date(now.getTime() + FARTHEST_DAYS * 86_400_000)]);
  let reminded = 0;
  for (const one of soon) {
    const daysBefore = reminderNow(one.kind, one.due_at, now);
    if (daysBefore === null) continue;
    try {
      if (await house.asSystem(one.tenant_id, (ctx) => once(ctx, one, daysBefore), 'sweep:reminders')) reminded += 1;
    } catch (err) {
      house.logger.error({ err, kind: one.kind, id: one.id }, 'nobody could be reminded');
    }
  }
  return reminded;
}

/** What the reminder is called in the log. */
const EVENTS: Readonly<Record<ReminderSubject, string>> = { review_stage: 'review_stage.reminded', tranche: 'tranche.reminded', project: 'project.visit_reminded' };

async function once(ctx: Ctx, { tenant_id: tenantId, kind, id, due_at: dueAt }: Soon, daysBefore: number): Promise<boolean> {
  const made: unknown[] = await ctx.em.query(
    'INSERT INTO reminder (tenant_id, subject_id, due_at, days_before, reminded_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1', [tenantId, id, dueAt, daysBefore, ctx.now],
  );
  if (!made.length) return false;
  const rows: { round_id: string }[] = await ctx.em.query(`SELECT round_id FROM ${kind} WHERE id = $1`, [id]);
  // who is told now stands in the event: nobody tells them by hand again within the day, as the timer leaves in peace whom somebody told by hand
  const judges = kind === 'review_stage' ? await judgesToRemind(ctx.em, id, ctx.now) : null;
  if (judges && !judges.length) return false;
  await emit(ctx, { kind: EVENTS[kind], subject: { kind, id }, tenantId, roundId: rows[0]?.round_id ?? null, data: { dueAt: dueAt.toISOString(), daysBefore, ...(judges && { judges }) } });
  return true;
}

export const remindersTimer: Timer = {
  name: 'reminders',
  everyMs: 300_000,
  async run(house) {
    await remind(house);
  },
};
