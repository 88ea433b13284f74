import type { OptimisationState } from '@weichuang/domain/agreements/optimisation.machine';
import type { ProjectState } from '@weichuang/domain/agreements/project.machine';
import type { AwardState } from '@weichuang/domain/awards/award.machine';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { Ctx } from '@weichuang/platform/context/ctx';

/** What an agreement depends on outside itself. */
export interface AgreementPlace {
  readonly projectState: ProjectState;
  readonly optimisation: OptimisationState;
  readonly answers: Answers;
  readonly award: AwardState;
  readonly openObjections: number;
  /** whose account the money goes to: the host of a group without legal personality, else the grantee itself */
  readonly payeeId: string;
  readonly scanBroughtBy: string | null;
  readonly account: { readonly holder: string; readonly bank: string; readonly number: string } | null;
}

export async function agreementPlace(ctx: Ctx, projectId: string): Promise<AgreementPlace | null> {
  const rows: AgreementPlace[] = await ctx.em.query(
    `SELECT p.state AS "projectState", m.state AS optimisation, m.answers, w.state AS award,
       (SELECT count(*)::int FROM objection o WHERE o.award_id = w.id AND o.state IN ('received', 'admitted', 'investigating')) AS "openObjections",
       o.id AS "payeeId", (SELECT f.uploaded_by FROM agreement g JOIN stored_file f ON f.id = g.scan_file_id WHERE g.project_id = p.id) AS "scanBroughtBy",
       CASE WHEN n.number <> '' AND n.bank <> '' THEN json_build_object('holder', n.holder, 'bank', n.bank, 'number', n.number) END AS account
     FROM project p JOIN optimisation m ON m.project_id = p.id JOIN award w ON w.id = p.award_id JOIN application a ON a.id = p.application_id
       JOIN organization o ON o.id = coalesce(a.host_organization_id, p.organization_id)
       CROSS JOIN LATERAL (SELECT coalesce(o.profile->>'accountName', o.name) AS holder, coalesce(o.profile->>'bankName', '') AS bank, coalesce(o.profile->>'accountNumber', '') AS number) n
     WHERE p.id = $1`,
    [projectId],
  );
  return rows[0] ?? null;
}

/** Of an agreement by its own id. */
export async function projectOfAgreement(ctx: Ctx, agreementId: string): Promise<string | null> {
  const rows: { id: string }[] = await ctx.em.query('SELECT project_id AS id FROM agreement WHERE id = $1', [agreementId]);
  return rows[0]?.id ?? null;
}
