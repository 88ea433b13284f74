import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { PermissionTable } from '@weichuang/domain/identity/access';
import { ownerDataSource } from '@weichuang/persistence/data-source';
import { loadSettings } from '@weichuang/platform/config/settings';
import { openHouse, type House } from '@weichuang/platform/house';
import { createApi, type Api } from '@weichuang/platform/http/app';
import type { DataSource } from 'typeorm';
import { testDatabase } from './database';
import { World } from './world';

export interface TestApi {
  readonly api: Api;
  readonly house: House;
  /** sees all tenants: for asserting what is really there */
  readonly owner: DataSource;
  readonly databaseUrl: string;
  /** a fresh street with people on demand */
  world(): Promise<World>;
  close(): Promise<void>;
}

/** The whole API on a database of its own; `queue: 'redis'` needs TEST_REDIS_URL. */
export async function testApi(
  slices: readonly Type[],
  permissions: PermissionTable,
  options: { queue?: 'postgres' | 'redis'; env?: Record<string, string> } = {},
): Promise<TestApi> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'weichuang-test-'));
  const settings = loadSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SESSION_SECRET: 'a secret for tests only, long enough 0123456789',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    REDIS_URL: options.queue === 'redis' ? process.env['TEST_REDIS_URL'] : undefined,
    ...options.env,
  });
  const house = await openHouse(settings, permissions, 'api');
  const owner = await ownerDataSource(database.url).initialize();
  const api = await createApi(house, slices, null);
  await api.app.listen(0, '127.0.0.1');
  return {
    api,
    house,
    owner,
    databaseUrl: database.url,
    world: () => World.make(api, house, owner),
    async close() {
      await api.close();
      await house.close();
      await owner.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
