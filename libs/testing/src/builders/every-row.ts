import { APP_ROLE } from '@weichuang/persistence/role';
import { Client } from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  readonly check: string | null;
}

/**
 * Puts one row into every table, and lets every id in it be `one`: so that whatever a route asks for by `one` is there, belongs to
 * street `one`, organization `one` and person `one`, and a new table needs no line here. The contents are nonsense: nothing but
 * reachability can be tested on them. Tables whose CHECKs nonsense cannot meet are left empty and returned.
 */
export async function everyRow(databaseUrl: string, one: string): Promise<string[]> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  const left: string[] = [];
  try {
    // no foreign keys, no triggers
    await owner.query('SET session_replication_role = replica');
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_table_privilege($1, c.oid, 'SELECT') ORDER BY 1`, [APP_ROLE]);
    for (const { name } of tables) {
      const { rows: columns } = await owner.query<Column>(
        `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AS needed,
           (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) AS check
         FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''`, [name]);
      const filled = columns.filter(({ needed, type }) => needed || type === 'uuid');
      const put = (some: readonly Column[]) => owner.query(`INSERT INTO ${name} (${some.map((each) => `"${each.name}"`).join(', ')}) VALUES (${some.map((each) => valueOf(each, one)).join(', ')}) ON CONFLICT DO NOTHING`);
      // where not all ids may be there together, those that must be
      await put(filled).catch(() => put(filled.filter(({ needed, name: column }) => needed || column === 'tenant_id'))).catch(() => left.push(name));
    }
  } finally {
    await owner.end();
  }
  return left;
}

function valueOf({ type, check }: Column, one: string): string {
  const listed = /ARRAY\['([^']+)'/.exec(check ?? '')?.[1];
  if (listed) return `'${listed}'`;
  if (type === 'uuid') return `'${one}'`;
  if (/\[\]$/.test(type)) return `'{}'`;
  if (/int|numeric/.test(type)) return '1';
  if (/timestamp|date/.test(type)) return 'now()';
  if (/json/.test(type)) return `'{}'`;
  if (type === 'bytea') return `'\\x00'`;
  if (type === 'boolean') return 'true';
  return `'x'`;
}
