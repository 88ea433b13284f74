import type { ProjectState } from '@weichuang/domain/agreements/project.machine';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import type { Ctx } from '@weichuang/platform/context/ctx';

/** What a plan is measured by: its form, the judged version, the round's rules and the grant. */
export interface PlanBasis {
  readonly definition: FormDefinition;
  readonly judged: Answers;
  readonly config: RoundConfig;
  readonly grantFen: number;
  readonly coachId: string | null;
  readonly projectState: ProjectState;
}

export async function planBasis(ctx: Ctx, projectId: string): Promise<PlanBasis | null> {
  const rows: PlanBasis[] = await ctx.em.query(
    `SELECT f.definition, v.answers AS judged, r.config, p.grant_fen AS "grantFen", p.coach_id AS "coachId", p.state AS "projectState"
     FROM project p JOIN optimisation m ON m.project_id = p.id JOIN form_version f ON f.id = m.form_version_id JOIN round r ON r.id = p.round_id
       JOIN application a ON a.id = p.application_id JOIN application_version v ON v.application_id = a.id AND v.version = a.submitted_version
     WHERE p.id = $1`,
    [projectId],
  );
  return rows[0] ?? null;
}

interface Choice {
  id: string;
  label: string;
}

/** What the form's fields of communities and needs may choose from. */
export async function choicesOf(ctx: Ctx, projectId: string): Promise<{ communities: Choice[]; needs: Choice[] }> {
  const rows: { communities: Choice[]; needs: Choice[] }[] = await ctx.em.query(
    `SELECT coalesce((SELECT json_agg(json_build_object('id', c.id, 'label', c.name) ORDER BY c.name) FROM community c WHERE c.tenant_id = p.tenant_id), '[]') AS communities,
       coalesce((SELECT json_agg(json_build_object('id', n.id, 'label', n.title) ORDER BY n.title)
         FROM need n WHERE n.round_id = p.round_id AND (n.state = 'published' OR n.id = a.need_id)), '[]') AS needs
     FROM project p JOIN application a ON a.id = p.application_id WHERE p.id = $1`,
    [projectId],
  );
  return rows[0] ?? { communities: [], needs: [] };
}
