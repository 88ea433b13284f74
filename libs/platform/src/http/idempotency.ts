import { createHash } from 'node:crypto';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { refuse } from '@weichuang/kernel/denial';
import { PLATFORM_TENANT, type Ctx } from '../context/ctx';
import { Refused } from './refused';

const ownerOf = (ctx: Ctx): string => ctx.actor?.userId ?? PLATFORM_TENANT;

/**
 * Takes the key for this request, or finds the first answer that was given under it. While the first still runs, the second
 * waits for it on the row. A request that fails leaves no key: it may be tried again. Of an upload the key stands for the file
 * as well: its bytes are not looked at again.
 * @throws Refused IDEMPOTENCY.KEY_MISSING, or KEY_REUSED when the same key comes with another request
 */
export async function rememberOrFind(ctx: Ctx, key: unknown, route: string, input: unknown): Promise<'fresh' | { status: number; answer: string }> {
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) throw new Refused(refuse('IDEMPOTENCY.KEY_MISSING', undefined, 'invalid'));
  const hash = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const taken: unknown[] = await ctx.em.query(
    'INSERT INTO idempotency_key (user_id, key, route, request_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key',
    [ownerOf(ctx), key, route, hash],
  );
  if (taken.length) return 'fresh';
  const held: { request_hash: string; route: string; status: number | null; answer: string | null }[] = await ctx.em.query(
    'SELECT request_hash, route, status, answer FROM idempotency_key WHERE user_id = $1 AND key = $2',
    [ownerOf(ctx), key],
  );
  const first = held[0];
  if (!first || first.request_hash !== hash || first.route !== route) throw new Refused(refuse('IDEMPOTENCY.KEY_REUSED'));
  return { status: first.status ?? 200, answer: first.answer ?? 'null' };
}

/** Keeps the answer under its key, in the same transaction as what it tells of. */
export async function keepAnswer(ctx: Ctx, key: string, status: number, answer: string): Promise<void> {
  await ctx.em.query('UPDATE idempotency_key SET status = $3, answer = $4 WHERE user_id = $1 AND key = $2', [ownerOf(ctx), key, status, answer]);
}
