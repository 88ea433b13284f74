import { dueMove, roundMachine, type RoundFacts } from '@weichuang/domain/calls/round.machine';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import type { House } from '@weichuang/platform/house';
import { transition } from '@weichuang/platform/transition/transition';
import type { Timer } from '../timers/timers';

/**
 * Opens and closes rounds whose time has come, street by street, as the system. Safe to run twice and side by side:
 * each move locks its round and looks again. Whether an application is in time never depends on this, only on the clock.
 * @returns how many rounds were moved
 */
export async function sweepRounds(house: House): Promise<number> {
  await house.clock.refresh();
  const due: { tenant_id: string; round_id: string }[] = await house.source.query('SELECT * FROM rounds_due($1)', [house.clock.now()]);
  let moved = 0;
  for (const { tenant_id: tenantId, round_id: roundId } of due)
    moved += await house.asSystem(
      tenantId,
      async (ctx) => {
        let steps = 0;
        // a round that nobody swept for long opens and closes in one go
        for (;;) {
          const round = await ctx.em.findOne(RoundRow, { where: { id: roundId }, lock: { mode: 'pessimistic_write' } });
          const event = round && dueMove(round.state, { now: ctx.now, openAt: round.config.calendar.openAt, closeAt: round.config.calendar.closeAt });
          if (!event) return steps;
          await transition(ctx, RoundRow, roundId, roundMachine, event, { facts: (row) => factsOf(row, ctx.now) });
          steps += 1;
        }
      },
      'round-sweep',
    );
  return moved;
}

/** Opening and closing ask the clock alone. */
const factsOf = (row: RoundRow, now: Date): RoundFacts => ({
  now,
  openAt: row.config.calendar.openAt,
  closeAt: row.config.calendar.closeAt,
  missing: [],
  unscreened: 0,
  qualified: 0,
  openSheets: 0,
  undecided: 0,
  noticeOver: false,
  openObjections: 0,
  openProjects: 0,
  reason: null,
});

export const roundsTimer: Timer = {
  name: 'rounds',
  everyMs: 5000,
  async run(house) {
    await sweepRounds(house);
  },
};
