import type { DataSource } from 'typeorm';
import { relayOnce } from '@weichuang/platform/events/relay';
import type { House } from '@weichuang/platform/house';

/**
 * Seals all that has happened, handing it to the queue when `queued`. The relay leaves what is younger than the oldest
 * running transaction of the whole server, those of other tests too: nothing to do now does not mean that all is done.
 */
export async function sealAll({ house, owner }: { house: House; owner: DataSource }, queued = false): Promise<void> {
  for (let i = 0; i < 500; i++) {
    await relayOnce(house.source, house.coordination, queued ? house.queues : null);
    const rows: { n: number }[] = await owner.query('SELECT count(*)::int AS n FROM event_log e WHERE NOT EXISTS (SELECT 1 FROM event_seal s WHERE s.event_id = e.id)');
    if (rows[0]?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('some events were not sealed');
}
