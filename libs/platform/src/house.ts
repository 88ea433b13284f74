import type { DataSource } from 'typeorm';
import type { PermissionTable } from '@weichuang/domain/identity/access';
import { appDataSource } from '@weichuang/persistence/data-source';
import { join } from 'node:path';
import { ScopeReader } from './access/scope-reader';
import { SessionReader } from './access/session-reader';
import { VirtualClock } from './clock/virtual-clock';
import { makeLogger, type Logger } from './config/logger';
import type { Settings } from './config/settings';
import { makeCtx, type Ctx, type Listener, type Listeners } from './context/ctx';
import { inTransaction } from './context/transaction';
import type { Coordination } from './coordination/port';
import { postgresCoordination } from './coordination/postgres';
import { redisCoordination } from './coordination/redis';
import { openQueues, type Queues } from './jobs/queues';
import { localStorage } from './storage/local';
import type { Storage } from './storage/port';

/** What a process of ours stands on; the API and the worker open the same. */
export interface House {
  readonly settings: Settings;
  readonly permissions: PermissionTable;
  readonly logger: Logger;
  readonly source: DataSource;
  readonly clock: VirtualClock;
  readonly coordination: Coordination;
  readonly queues: Queues;
  readonly storage: Storage;
  readonly sessions: SessionReader;
  readonly scopes: ScopeReader;
  /** A higher slice listens to a lower one's event, in the same transaction: `award.grant` → a project. Called when a module starts. */
  on(kind: string, listener: Listener): void;
  readonly listeners: Listeners;
  /** Runs work as the system in one street, in one transaction. */
  asSystem<T>(tenantId: string, work: (ctx: Ctx) => Promise<T>, requestId?: string): Promise<T>;
  close(): Promise<void>;
}

export const HOUSE = Symbol('house');

/** Opens database, queue, coordination and storage. Throws when the database's role could bypass row-level security. */
export async function openHouse(settings: Settings, permissions: PermissionTable, name: 'api' | 'worker'): Promise<House> {
  const logger = makeLogger(name, settings.LOG_LEVEL);
  const source = await appDataSource({ url: settings.DATABASE_URL, poolMax: settings.DATABASE_POOL_MAX, applicationName: `weichuang-${name}` }).initialize();
  await refuseMightyRole(source);
  const clock = new VirtualClock(source, settings.DEMO);
  await clock.refresh(true);
  const redis = settings.REDIS_URL;
  // one Redis may serve several databases
  const namespace = `weichuang_${new URL(settings.DATABASE_URL).pathname.slice(1)}`;
  const coordination = redis ? await redisCoordination(redis, namespace) : await postgresCoordination(settings.DATABASE_URL);
  const queues = await openQueues(redis ? { kind: 'redis', url: redis } : { kind: 'postgres', url: settings.DATABASE_URL }, {
    prefix: namespace,
    onError: (err) => logger.warn({ err }, 'queue'),
  });
  logger.info({ queue: queues.backend, storage: settings.STORAGE_DRIVER, demo: settings.DEMO }, 'open');
  const storage = await openStorage(settings);
  const listeners = new Map<string, Listener[]>();
  return {
    settings,
    permissions,
    logger,
    source,
    clock,
    coordination,
    queues,
    storage,
    sessions: new SessionReader(source),
    scopes: new ScopeReader(source),
    listeners,
    on(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
    },
    async asSystem(tenantId, work, requestId = 'system') {
      await clock.refresh();
      return inTransaction(source, [tenantId], (em) =>
        work(makeCtx({ actor: null, system: true, now: clock.now(), tenants: [tenantId], em, requestId, permissions, listeners })),
      );
    },
    async close() {
      await queues.close();
      await coordination.close();
      await source.destroy();
    },
  };
}

async function openStorage(settings: Settings): Promise<Storage> {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  if (settings.STORAGE_DRIVER === 's3' && S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    const { s3Storage } = await import('./storage/s3'); // a large client, for whoever uses it
    return s3Storage({ endpoint: S3_ENDPOINT, region: settings.S3_REGION, bucket: S3_BUCKET, accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY });
  }
  return localStorage(join(settings.DATA_DIR, 'files'));
}

async function refuseMightyRole(source: DataSource): Promise<void> {
  const rows: { rolname: string; mighty: boolean }[] = await source.query(
    'SELECT rolname, rolsuper OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.mighty !== false) throw new Error(`the application runs as ${rows[0]?.rolname ?? '?'}, which bypasses row-level security`);
}
