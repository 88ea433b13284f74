import type { World } from '../world';

/** A column's value; objects and lists go into jsonb columns as they are. */
export type Cell = string | number | boolean | null | object;

/** Inserts rows that all have the same columns, in one statement; what is not named gets the table's default. */
export async function insertRows(w: World, table: string, rows: readonly Readonly<Record<string, Cell>>[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await w.rows(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`, [JSON.stringify(rows)]);
}
