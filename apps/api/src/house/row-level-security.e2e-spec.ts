import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '@weichuang/testing/database';
import { APP_ROLE } from '@weichuang/persistence/role';

let database: TestDatabase;
let owner: Client;
let app: Client;
beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.url });
  app = new Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
  await owner.connect();
  await app.connect();
});
afterAll(async () => {
  await owner.end();
  await app.end();
  await database.drop();
});

const tenantTables = async (): Promise<{ table: string; nullable: boolean; secured: boolean; policies: number }[]> =>
  (
    await owner.query<{ table: string; nullable: boolean; secured: boolean; policies: number }>(`
    SELECT c.relname AS table, NOT a.attnotnull AS nullable, c.relrowsecurity AS secured,
      (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`)
  ).rows;

/** The outbox of mails and the people's memberships also hold what belongs to no street. */
const SHARED = ['mail'];

it('every table with a tenant is secured, and the application’s role owns none and bypasses nothing', async () => {
  const tables = await tenantTables();
  expect(tables.length).toBeGreaterThan(25);
  expect(tables.filter(({ table, secured, policies }) => !SHARED.includes(table) && (!secured || policies === 0))).toEqual([]);
  const { rows } = await owner.query<{ mighty: boolean; owned: number }>(
    `SELECT rolsuper OR rolbypassrls AS mighty, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r WHERE rolname = $1`, [APP_ROLE]);
  expect(rows).toEqual([{ mighty: false, owned: 0 }]);
});

it('a query that forgets its tenant returns nothing, in every tenant table', async () => {
  // rows that could leak, without their foreign keys and checks: only the policy is looked at
  await owner.query(`SET session_replication_role = replica`);
  const a = '00000000-0000-4000-8000-00000000000a';
  for (const { table } of (await tenantTables()).filter((each) => !SHARED.includes(each.table))) {
    const { rows: columns } = await owner.query<{ name: string; type: string; check: string | null }>(
      `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type,
         (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) AS check
       FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND (a.attname = 'tenant_id' OR a.attnotnull AND NOT a.atthasdef AND a.attgenerated = '')`, [table]);
    const value = (column: (typeof columns)[number]): string => {
      if (column.name === 'tenant_id') return `'${a}'`;
      const listed = /ARRAY\['([^']+)'/.exec(column.check ?? '')?.[1];
      if (listed) return `'${listed}'`;
      if (column.type === 'uuid') return 'gen_random_uuid()';
      if (/int|numeric/.test(column.type)) return '1';
      if (/timestamp|date/.test(column.type)) return 'now()';
      if (column.type === 'jsonb') return `'{}'`;
      if (column.type === 'bytea') return `'\\x00'`;
      if (column.type === 'boolean') return 'true';
      if (/\[\]$/.test(column.type)) return `'{}'`;
      return `'x'`;
    };
    await owner.query(`INSERT INTO ${table} (${columns.map((each) => `"${each.name}"`).join(', ')}) VALUES (${columns.map(value).join(', ')})`);
    const seenByOwner = await owner.query(`SELECT 1 FROM ${table} WHERE tenant_id = $1`, [a]);
    expect([table, seenByOwner.rowCount]).toEqual([table, 1]);
    // forgotten, and named wrongly: nothing
    expect([table, (await app.query(`SELECT 1 FROM ${table} WHERE tenant_id IS NOT NULL`)).rowCount]).toEqual([table, 0]);
    await app.query(`BEGIN; SET LOCAL app.tenants = '{00000000-0000-4000-8000-00000000000b}'`);
    expect([table, (await app.query(`SELECT 1 FROM ${table} WHERE tenant_id IS NOT NULL`)).rowCount]).toEqual([table, 0]);
    await app.query('ROLLBACK');
    await app.query(`BEGIN; SET LOCAL app.tenants = '{${a}}'`);
    expect([table, (await app.query(`SELECT 1 FROM ${table} WHERE tenant_id IS NOT NULL`)).rowCount]).toEqual([table, 1]);
    await app.query('ROLLBACK');
  }
});

it('the event log can only grow', async () => {
  await app.query(`BEGIN; SET LOCAL app.tenants = '{00000000-0000-4000-8000-00000000000a}'`);
  await expect(app.query(`UPDATE event_log SET kind = 'x'`)).rejects.toThrow(/permission denied/);
  await app.query('ROLLBACK');
  await owner.query('SET session_replication_role = origin');
  await expect(owner.query(`DELETE FROM event_log`)).rejects.toThrow(/append-only/);
});
