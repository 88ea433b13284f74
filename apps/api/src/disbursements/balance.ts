import type { Ctx } from '@weichuang/platform/context/ctx';
import { refused } from '@weichuang/platform/http/refused';

/**
 * Adds to what a project was paid on balance (less than 0: money came back), if it stays between nothing and the grant.
 * One conditional statement: of two payments at once the second sees the first, and the database's CHECK stands behind it.
 * @throws Refused MONEY.ABOVE_GRANT
 */
export async function addToBalance(ctx: Ctx, projectId: string, fen: number): Promise<void> {
  const [rows]: [unknown[], number] = await ctx.em.query(
    `UPDATE payment_balance SET net_paid_fen = net_paid_fen + $2 WHERE project_id = $1 AND net_paid_fen + $2 BETWEEN 0 AND grant_fen RETURNING project_id`,
    [projectId, fen],
  );
  if (rows.length !== 1) throw refused('MONEY.ABOVE_GRANT', undefined, 'limit');
}

/** Whoever writes down money of a project waits here for whoever does so already. */
export async function holdBalance(ctx: Ctx, projectId: string): Promise<void> {
  await ctx.em.query('SELECT 1 FROM payment_balance WHERE project_id = $1 FOR UPDATE', [projectId]);
}
