// The environment of the product's processes.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../repo/run.mjs';
import { writePrivate } from '../services/files.mjs';

/** The data directory: DATA_DIR, else `.data` in the repository. */
export const dataDirOf = (env = process.env) => resolve(root, env.DATA_DIR || '.data');

/** Secrets made once for this data directory and kept in `secrets.json` (0600). */
export function secrets(dataDir) {
  const path = join(dataDir, 'secrets.json');
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  if (!kept.SESSION_SECRET) {
    kept.SESSION_SECRET = randomBytes(48).toString('base64url');
    writePrivate(path, `${JSON.stringify(kept, null, 2)}\n`);
  }
  return kept;
}

/**
 * What API, worker, migration and seed are given.
 * @param {{ dataDir: string, database: { appUrl: string, url: string } | null, redisUrl: string | null, port?: number, host?: string, extra?: object }} parts
 *   `database` null: DATABASE_URL of the caller's environment is used as it is.
 * @returns {{ service: Record<string, string>, owner: Record<string, string> }} `owner` also has the rights to change tables.
 */
export function environments({ dataDir, database, redisUrl, port, host, extra = {} }) {
  const { REDIS_URL: _redis, DATABASE_MIGRATION_URL: givenOwner, ...given } = process.env;
  const service = {
    NODE_ENV: 'development',
    ...given,
    DATA_DIR: dataDir,
    SESSION_SECRET: process.env.SESSION_SECRET || secrets(dataDir).SESSION_SECRET,
    ...(database ? { DATABASE_URL: database.appUrl } : {}),
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    ...(port ? { PORT: String(port), HOST: host, PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}` } : {}),
    ...extra,
  };
  const ownerUrl = database ? database.url : givenOwner;
  return { service, owner: { ...service, ...(ownerUrl ? { DATABASE_MIGRATION_URL: ownerUrl } : {}) } };
}
