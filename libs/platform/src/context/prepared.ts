import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a statement that is asked again and again: each connection parses it once, and soon plans it no more (PostgreSQL keeps
 * a plan made without the values when five made with them were no better; at once on a route with `@GenericPlans`). For
 * statements whose text comes in few variants: each stays in the memory of each connection.
 * @throws Error outside a transaction
 */
export async function queryPrepared<Row>(em: EntityManager, text: string, values: readonly unknown[]): Promise<Row[]> {
  if (!em.queryRunner?.isTransactionActive) throw new Error('a prepared query needs a transaction');
  const client = (await em.queryRunner.connect()) as PoolClient; // what TypeORM's driver for PostgreSQL holds
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('base64url').slice(0, 32)));
  const { rows } = await client.query({ name, text, values: [...values] });
  return rows as Row[];
}
