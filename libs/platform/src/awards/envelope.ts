import { formatFen } from '@weichuang/kernel/money';
import type { Ctx } from '../context/ctx';
import { refused } from '../http/refused';

export interface Envelope {
  readonly poolFen: number;
  readonly committedFen: number;
}

/** Makes a round's envelope once; the pool stays as it was first. */
export async function openEnvelope(ctx: Ctx, tenantId: string, roundId: string, poolFen: number): Promise<void> {
  await ctx.em.query('INSERT INTO envelope (round_id, tenant_id, pool_fen) VALUES ($1, $2, $3) ON CONFLICT (round_id) DO NOTHING', [roundId, tenantId, poolFen]);
}

export async function envelopeOf(ctx: Ctx, roundId: string): Promise<Envelope | null> {
  const rows: { pool_fen: number; committed_fen: number }[] = await ctx.em.query('SELECT pool_fen, committed_fen FROM envelope WHERE round_id = $1', [roundId]);
  return rows[0] ? { poolFen: rows[0].pool_fen, committedFen: rows[0].committed_fen } : null;
}

/**
 * Takes an award's money out of the round's pool: one conditional update, so that any number of requests at once never take more
 * than there is.
 * @throws Refused AWARD.OVER_POOL, which names what is left
 */
export async function commitFen(ctx: Ctx, roundId: string, amountFen: number): Promise<void> {
  const [, taken]: [unknown[], number] = await ctx.em.query(
    'UPDATE envelope SET committed_fen = committed_fen + $2 WHERE round_id = $1 AND committed_fen + $2 <= pool_fen', [roundId, amountFen],
  );
  if (taken === 1) return;
  const held = await envelopeOf(ctx, roundId);
  const freeFen = held ? held.poolFen - held.committedFen : 0;
  throw refused('AWARD.OVER_POOL', { amountFen, freeFen, amount: formatFen(amountFen), free: formatFen(freeFen) }, 'limit');
}

/** Gives an award's money back to the pool. @throws Error when more would come back than was taken: a bug */
export async function releaseFen(ctx: Ctx, roundId: string, amountFen: number): Promise<void> {
  const [, given]: [unknown[], number] = await ctx.em.query(
    'UPDATE envelope SET committed_fen = committed_fen - $2 WHERE round_id = $1 AND committed_fen >= $2', [roundId, amountFen],
  );
  if (given !== 1) throw new Error(`envelope ${roundId}: ${amountFen} fen were never committed`);
}
