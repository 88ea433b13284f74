import type { Ctx } from '@weichuang/platform/context/ctx';

/** The project is this person's to look after: its supervisor, its coach, or one of its evaluators who has not stepped aside. */
export async function isAssigned(ctx: Ctx, projectId: string, userId: string): Promise<boolean> {
  const rows: unknown[] = await ctx.em.query(
    `SELECT 1 FROM project p WHERE p.id = $1 AND ($2 IN (p.supervisor_id, p.coach_id) OR EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.evaluator_id = $2 AND e.state <> 'recused'))`,
    [projectId, userId],
  );
  return rows.length > 0;
}

/** The project behind a plan or an application. */
export async function projectBehind(ctx: Ctx, table: 'optimisation' | 'application', id: string): Promise<string | null> {
  const rows: { id: string }[] = await ctx.em.query(
    table === 'application' ? 'SELECT id FROM project WHERE application_id = $1' : 'SELECT project_id AS id FROM optimisation WHERE id = $1',
    [id],
  );
  return rows[0]?.id ?? null;
}
