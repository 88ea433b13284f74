import type { DataSource } from 'typeorm';
import { FILES_FOLDER } from './keep-file';
import type { Storage } from './port';

/** Longer than any request or job that could still write the row. */
export const ORPHAN_AGE_MS = 3600_000;
const BATCH = 500;

/** Which of these storage names have no row in any street. */
export async function orphansAmong(source: DataSource, names: readonly string[]): Promise<string[]> {
  if (!names.length) return [];
  const rows: { name: string }[] = await source.query('SELECT storage_names_known($1) AS name', [names]);
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/**
 * Removes file contents older than an hour that no row names: what a crash between storage and commit left behind.
 * Age is by the storage's own clock, so it takes the real time. Safe to run twice, and while files are being taken in.
 * @returns how many were removed
 */
export async function sweepOrphans(source: DataSource, storage: Storage, realNow: Date): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const flush = async () => {
    const orphans = await orphansAmong(source, batch);
    batch = [];
    for (const name of orphans) await storage.remove(name);
    removed += orphans.length;
  };
  for await (const { name, modifiedAt } of storage.list(FILES_FOLDER)) {
    if (realNow.getTime() - modifiedAt.getTime() < ORPHAN_AGE_MS) continue;
    batch.push(name);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return removed;
}
