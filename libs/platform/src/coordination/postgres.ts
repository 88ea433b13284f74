import { Client, Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Coordination } from './port';

const CHANNEL = 'weichuang_live';

/** Coordination on PostgreSQL alone: a table of counters, advisory locks, LISTEN and NOTIFY. */
export async function postgresCoordination(url: string): Promise<Coordination> {
  const pool = new Pool({ connectionString: url, max: 3, application_name: 'weichuang-coordination' });
  pool.on('error', () => undefined); // an idle connection that dies is replaced at the next use
  const limiters = new Map<string, RateLimiterPostgres>();
  const limiter = async (points: number, seconds: number): Promise<RateLimiterPostgres> => {
    const name = `${points}/${seconds}`;
    const held = limiters.get(name);
    if (held) return held;
    const made = await new Promise<RateLimiterPostgres>((resolve, reject) => {
      const instance: RateLimiterPostgres = new RateLimiterPostgres(
        { storeClient: pool, tableName: 'rate_limit', keyPrefix: name, points, duration: seconds, clearExpiredByTimeout: false },
        (error?: Error) => (error ? reject(error) : resolve(instance)),
      );
    });
    limiters.set(name, made);
    return made;
  };
  const listeners = new Set<(topic: string, message: unknown) => void>();
  let ear: Client | null = null;
  let closed = false;

  const listen = async (): Promise<void> => {
    if (ear || closed) return;
    const client = new Client({ connectionString: url, application_name: 'weichuang-live' });
    ear = client;
    const again = () => {
      if (ear === client) ear = null;
      if (!closed && listeners.size) setTimeout(() => void listen().catch(again), 1000).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => {
      const { topic, message } = JSON.parse(payload ?? '{}') as { topic: string; message: unknown }; // we wrote it
      for (const listener of listeners) listener(topic, message);
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  };

  return {
    backend: 'postgres',
    async consume(key, points, seconds) {
      try {
        await (await limiter(points, seconds)).consume(key);
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    async reset(key) {
      for (const held of limiters.values()) await held.delete(key);
    },
    async exclusively(name, work) {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock(727102, hashtext($1)) AS got', [name]);
        if (!rows[0]?.got) return null;
        try {
          return await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock(727102, hashtext($1))', [name]);
        }
      } finally {
        client.release();
      }
    },
    async publish(topic, message) {
      await pool.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, message })]);
    },
    async subscribe(listener) {
      listeners.add(listener);
      await listen();
      return () => {
        listeners.delete(listener);
        return Promise.resolve();
      };
    },
    async close() {
      closed = true;
      listeners.clear();
      const client = ear;
      ear = null;
      await client?.end().catch(() => undefined);
      await pool.end();
    },
  };
}
