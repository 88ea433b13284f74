import { eventJob } from '@weichuang/contracts/jobs/job';
import { EventLogRow } from '@weichuang/persistence/audit/event-log.entity';
import type { House } from '@weichuang/platform/house';
import { handle, type JobHandler } from '@weichuang/platform/jobs/queues';
import type { Listener } from './listener';

/** Gives each event to the listeners of its kind, each in a transaction of its own in the event's street. */
export function eventHandler(house: House, listeners: readonly Listener[]): JobHandler {
  return handle(eventJob, async ({ eventId, tenantId, kind }) => {
    const wanted = listeners.filter((listener) => listener.kinds.includes(kind));
    for (const listener of wanted)
      await house.asSystem(
        tenantId,
        async (ctx) => {
          const row = await ctx.em.findOneByOrFail(EventLogRow, { id: eventId });
          const { id, subjectKind, subjectId, roundId, actorId, happenedAt, data } = row;
          await listener.run(ctx, { id, kind, tenantId, subject: { kind: subjectKind, id: subjectId }, roundId, actorId, happenedAt, data }, house);
        },
        `event:${eventId}`,
      );
  });
}
