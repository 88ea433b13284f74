// Servers for the specs of one jest run: an own PostgreSQL, and a Redis where one is installed.
import { rmSync } from 'node:fs';
import { temporaryDir } from '../services/files.mjs';
import { startPostgres } from '../services/postgres.mjs';
import { startRedis } from '../services/redis.mjs';

/**
 * Starts them and sets TEST_DATABASE_URL (superuser of an empty cluster) and, with a Redis, TEST_REDIS_URL for the workers.
 * Those that are set already are used as they are. Returns what ends all of it.
 */
export async function startTestServices() {
  const stops = [];
  const dataDir = temporaryDir('jest');
  stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
  if (!process.env.TEST_DATABASE_URL) {
    const postgres = await startPostgres({ dataDir, test: true });
    process.env.TEST_DATABASE_URL = postgres.url;
    stops.push(() => postgres.stop());
  }
  if (!process.env.TEST_REDIS_URL) {
    const redis = await startRedis({ dataDir });
    if (redis) {
      process.env.TEST_REDIS_URL = redis.url;
      stops.push(() => redis.stop());
    }
  }
  return async () => {
    for (const stop of stops.reverse()) await stop();
  };
}
