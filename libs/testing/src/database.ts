import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '@weichuang/persistence/data-source';
import { migrations } from '@weichuang/persistence/migrations/index';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const serverUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests through the root jest.config.cjs, which starts PostgreSQL');
  return url;
};

const named = (name: string): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.toString();
};

/** A database of its own with all migrations, copied from a template that the first caller makes. */
export async function testDatabase(): Promise<TestDatabase> {
  const digest = createHash('sha256');
  for (const migration of migrations) digest.update(migration.name).update(String(migration.prototype.up));
  const template = `template_${digest.digest('hex').slice(0, 16)}`;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: serverUrl() });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(727100)');
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (!rowCount) {
      // under another name first: a template that failed half-way is never used
      await admin.query(`DROP DATABASE IF EXISTS ${template}_new`);
      await admin.query(`CREATE DATABASE ${template}_new`);
      await migrate(named(`${template}_new`));
      await admin.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
    }
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await admin.query('SELECT pg_advisory_unlock(727100)');
  } finally {
    await admin.end();
  }
  return {
    url: named(name),
    async drop() {
      const client = new Client({ connectionString: serverUrl() });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}
