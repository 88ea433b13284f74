import { sweepOrphans } from '@weichuang/platform/storage/sweep';
import type { Timer } from './timers';

/** File contents that no row names go, an hour after they came. */
export const orphansTimer: Timer = {
  name: 'orphans',
  everyMs: 3600_000,
  async run(house) {
    // the storage's age is by its own clock: the demo's clock does not count
    const removed = await sweepOrphans(house.source, house.storage, new Date());
    if (removed) house.logger.info({ removed }, 'orphaned file contents removed');
  },
};
