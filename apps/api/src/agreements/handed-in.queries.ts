import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import type { Ctx } from '@weichuang/platform/context/ctx';

export interface HandedInRow {
  readonly applicationId: string;
  readonly tenantId: string;
  readonly version: number;
  readonly submittedAt: Date;
  readonly title: string;
  readonly requestedFen: number;
  readonly ownFen: number;
  readonly answers: Answers;
  readonly definition: FormDefinition;
  readonly config: RoundConfig;
}

/** What a project was judged by: the version that was handed in last. */
export async function handedInOf(ctx: Ctx, projectId: string): Promise<HandedInRow | null> {
  const rows: HandedInRow[] = await ctx.em.query(
    `SELECT a.id AS "applicationId", a.tenant_id AS "tenantId", v.version, v.submitted_at AS "submittedAt", v.title, v.requested_fen AS "requestedFen", v.own_fen AS "ownFen",
       v.answers, f.definition, r.config
     FROM project p JOIN application a ON a.id = p.application_id JOIN application_version v ON v.application_id = a.id AND v.version = a.submitted_version
       JOIN form_version f ON f.id = v.form_version_id JOIN round r ON r.id = p.round_id WHERE p.id = $1`,
    [projectId],
  );
  return rows[0] ?? null;
}

/** Names behind the ids that the answers hold. */
export async function namesIn(ctx: Ctx, tenantId: string, needIds: readonly string[]): Promise<{ communities: { id: string; name: string }[]; needs: { id: string; name: string }[] }> {
  const communities: { id: string; name: string }[] = await ctx.em.query('SELECT id, name FROM community WHERE tenant_id = $1 ORDER BY name', [tenantId]);
  const needs: { id: string; name: string }[] = needIds.length ? await ctx.em.query('SELECT id, title AS name FROM need WHERE id = ANY ($1::uuid[])', [needIds]) : [];
  return { communities, needs };
}
