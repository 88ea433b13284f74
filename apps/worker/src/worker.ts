import { listenForProjects } from '@weichuang/platform/agreements/listen';
import { listenForTranches } from '@weichuang/platform/disbursements/listen';
import { runRelay } from '@weichuang/platform/events/relay';
import type { House } from '@weichuang/platform/house';
import { eventHandler } from './events/dispatch';
import { reportHandlers } from './job-handlers';
import { listeners } from './listeners';
import { runHeartbeat } from './timers/heartbeat';
import { runTimers } from './timers/timers';
import { timersOf } from './timer-list';

export interface RunningWorker {
  /** Lets running jobs end, then stops. */
  stop(): Promise<void>;
}

/** The whole worker over an open house: relay, listeners, heavy jobs, timers, heartbeat. Several may run on one database. */
export async function startWorker(house: House): Promise<RunningWorker> {
  const stopping = new AbortController();
  const { signal } = stopping;
  // what follows in the same transaction, for what the clock does
  listenForProjects(house);
  listenForTranches(house);
  await house.queues.work('events', 4, [eventHandler(house, listeners)]);
  const heavy = reportHandlers(house);
  if (heavy.length) await house.queues.work('reports', 2, heavy);
  const heard = new Set(listeners.flatMap((listener) => listener.kinds));
  const loops = [
    runRelay(house.source, house.coordination, house.queues, heard, signal, (err) => house.logger.error({ err }, 'relay')),
    runHeartbeat(house, signal),
    ...runTimers(house, timersOf(house.settings), signal),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
