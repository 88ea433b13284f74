import { randomUUID } from 'node:crypto';
import Redis from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Coordination } from './port';

const LEASE_MS = 15_000;
// only the holder may extend or release its lock
const EXTEND = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end`;

/** Coordination on Redis; `namespace` keeps several systems on one server apart. */
export async function redisCoordination(url: string, namespace: string): Promise<Coordination> {
  const redis = new Redis(url, { maxRetriesPerRequest: 2, lazyConnect: true, keyPrefix: `${namespace}:` });
  const channel = `${namespace}:live`;
  const quiet = () => undefined; // ioredis reconnects by itself; calls that fail meanwhile say so
  redis.on('error', quiet);
  await redis.connect();
  const limiters = new Map<string, RateLimiterRedis>();
  const limiter = (points: number, seconds: number): RateLimiterRedis => {
    const name = `rate:${points}/${seconds}`;
    const held = limiters.get(name) ?? new RateLimiterRedis({ storeClient: redis, keyPrefix: name, points, duration: seconds });
    limiters.set(name, held);
    return held;
  };
  const listeners = new Set<(topic: string, message: unknown) => void>();
  let ear: Redis | null = null;

  return {
    backend: 'redis',
    async consume(key, points, seconds) {
      try {
        await limiter(points, seconds).consume(key);
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
      const key = `lock:${name}`;
      const token = randomUUID();
      if ((await redis.set(key, token, 'PX', LEASE_MS, 'NX')) !== 'OK') return null;
      const heartbeat = setInterval(() => void redis.eval(EXTEND, 1, key, token, LEASE_MS).catch(quiet), LEASE_MS / 3);
      try {
        return await work();
      } finally {
        clearInterval(heartbeat);
        await redis.eval(RELEASE, 1, key, token).catch(quiet);
      }
    },
    async publish(topic, message) {
      await redis.publish(channel, JSON.stringify({ topic, message }));
    },
    async subscribe(listener) {
      listeners.add(listener);
      if (!ear) {
        ear = redis.duplicate({ lazyConnect: true, maxRetriesPerRequest: null });
        ear.on('error', quiet);
        ear.on('message', (_channel, text) => {
          const { topic, message } = JSON.parse(text) as { topic: string; message: unknown }; // we wrote it
          for (const each of listeners) each(topic, message);
        });
        await ear.connect();
        await ear.subscribe(channel);
      }
      return () => {
        listeners.delete(listener);
        return Promise.resolve();
      };
    },
    async close() {
      listeners.clear();
      ear?.disconnect();
      redis.disconnect();
      await Promise.resolve();
    },
  };
}
