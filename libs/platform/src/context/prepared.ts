import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a statement that a hot route asks again and again: each connection parses and plans it once. Planning a page of a list
 * takes longer than reading it. The plan is made without looking at the values, so it is for statements whose every filter
 * and sort has its index, and whose text comes in few variants (each stays in the memory of each connection).
 * It holds for what follows in the same transaction too: let it be the last of a reading one.
 * @throws Error outside a transaction
 */
export async function queryPrepared<Row>(em: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  if (!em.queryRunner?.isTransactionActive) throw new Error('a prepared query needs a transaction');
  const client = (await em.queryRunner.connect()) as PoolClient; // what TypeORM's driver for PostgreSQL holds
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('base64url').slice(0, 32)));
  await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
  const { rows } = await client.query({ name, text, values: [...values] });
  return rows as Row[];
}
