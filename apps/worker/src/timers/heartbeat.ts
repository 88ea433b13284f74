import { hostname } from 'node:os';
import type { House } from '@weichuang/platform/house';
import { pause } from './timers';

/** Says every few seconds that this worker lives; the health page counts those that do. */
export async function runHeartbeat(house: House, signal: AbortSignal): Promise<void> {
  const id = `${hostname()}:${process.pid}`;
  while (!signal.aborted) {
    try {
      await house.source.query(
        `INSERT INTO worker_heartbeat (worker_id, beat_at, queue) VALUES ($1, now(), $2)
         ON CONFLICT (worker_id) DO UPDATE SET beat_at = now(), queue = $2`,
        [id, house.queues.backend],
      );
      await house.source.query(`DELETE FROM worker_heartbeat WHERE beat_at < now() - interval '1 day'`);
    } catch (err) {
      house.logger.warn({ err }, 'heartbeat');
    }
    await pause(5000, signal);
  }
  await house.source.query('DELETE FROM worker_heartbeat WHERE worker_id = $1', [id]).catch(() => undefined);
}
