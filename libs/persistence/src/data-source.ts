import 'reflect-metadata';
import { types } from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities';
import { migrations } from './migrations';
import { SnakeNaming } from './naming';
import { APP_ROLE } from './role';

// bigint holds fen and counts: within 2^53, or the row is refused rather than rounded
types.setTypeParser(20, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
});
// a date is a calendar date, never an instant
types.setTypeParser(1082, (text) => text);

export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly applicationName: string;
  /** milliseconds after which a statement is given up */
  readonly statementTimeout?: number;
}

/** The pool of the application: each connection starts as {@link APP_ROLE}. */
export function appDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities,
    namingStrategy: new SnakeNaming(),
    applicationName: options.applicationName,
    extra: {
      max: options.poolMax,
      options: `-c role=${APP_ROLE} -c timezone=UTC`,
      statement_timeout: options.statementTimeout ?? 15_000,
      idle_in_transaction_session_timeout: 30_000,
      connectionTimeoutMillis: 5_000,
    },
  });
}

/** The owner's connection: migrations only. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    applicationName: 'weichuang-migrate',
    extra: { max: 2 },
  });
}

/**
 * Brings the database up to date, and lets events go on in order when it was restored into another server; two processes that
 * start at once wait for each other. Returns the names of what it ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const source = await ownerDataSource(url).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock(727101)');
    const ran = await source.runMigrations();
    await source.query('SELECT event_order_resume()');
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(727101)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
