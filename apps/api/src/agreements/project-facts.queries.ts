import type { AgreementState } from '@weichuang/domain/agreements/agreement.machine';
import type { ProjectFacts, ProjectState, TerminationReason } from '@weichuang/domain/agreements/project.machine';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { ProjectAudit } from '@weichuang/persistence/agreements/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';

/** What is known about a project from all slices: its machine and the gates of its tranches ask it. */
export interface ProjectKnowledge {
  readonly id: string;
  readonly state: ProjectState;
  readonly config: RoundConfig;
  readonly agreement: AgreementState | null;
  /** confirmed results; null while there is none */
  readonly midterm: boolean | null;
  readonly final: boolean | null;
  readonly evaluating: boolean;
  readonly midterm_report: boolean;
  readonly final_report: boolean;
  readonly open_findings: number;
  readonly open_objections: number;
  readonly papers: string[];
  readonly audit: ProjectAudit | null;
  readonly account: { readonly holder: string; readonly bank: string; readonly number: string } | null;
  /** whose account it is: the host's, where there is one */
  readonly payeeId: string;
  readonly settled: boolean;
}

/** Of these projects, in no order. One round trip for a whole page. */
export async function knowledgeOf(ctx: Ctx, projectIds: readonly string[]): Promise<Map<string, ProjectKnowledge>> {
  if (!projectIds.length) return new Map();
  const rows: ProjectKnowledge[] = await ctx.em.query(
    `SELECT p.id, p.state, r.config, g.state AS agreement,
       (SELECT passes FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'midterm' AND e.state = 'confirmed') AS midterm,
       (SELECT passes FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'final' AND e.state = 'confirmed') AS final,
       EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.state <> 'confirmed') AS evaluating,
       EXISTS (SELECT 1 FROM progress_report x WHERE x.project_id = p.id AND x.stage = 'midterm' AND x.state = 'accepted') AS midterm_report,
       EXISTS (SELECT 1 FROM progress_report x WHERE x.project_id = p.id AND x.stage = 'final' AND x.state = 'accepted') AS final_report,
       (SELECT count(*)::int FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed') AS open_findings,
       (SELECT count(*)::int FROM objection o WHERE o.award_id = p.award_id AND o.state IN ('received', 'admitted', 'investigating')) AS open_objections,
       ARRAY(SELECT DISTINCT substring(f.purpose FROM 7) FROM stored_file f WHERE f.subject_id = p.id AND f.purpose LIKE 'paper:%' AND f.removed_at IS NULL) AS papers,
       p.audit, o.id AS "payeeId",
       CASE WHEN n.number <> '' AND n.bank <> '' THEN json_build_object('holder', n.holder, 'bank', n.bank, 'number', n.number) END AS account,
       NOT EXISTS (SELECT 1 FROM tranche t WHERE t.project_id = p.id AND t.state NOT IN ('paid', 'returned', 'cancelled'))
         AND coalesce((SELECT b.net_paid_fen FROM payment_balance b WHERE b.project_id = p.id), 0)
           <= coalesce((SELECT sum(x.amount_fen) FROM expense x WHERE x.project_id = p.id AND x.source = 'grant' AND x.removed_at IS NULL), 0) AS settled
     FROM project p JOIN round r ON r.id = p.round_id JOIN application a ON a.id = p.application_id
       LEFT JOIN agreement g ON g.project_id = p.id
       -- a group's money goes through its host
       JOIN organization o ON o.id = coalesce(a.host_organization_id, p.organization_id)
       CROSS JOIN LATERAL (SELECT coalesce(o.profile->>'accountName', o.name) AS holder, coalesce(o.profile->>'bankName', '') AS bank, coalesce(o.profile->>'accountNumber', '') AS number) n
     WHERE p.id = ANY ($1)`,
    [projectIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The report handed in and accepted in the system counts as its paper: nothing is asked for twice. */
export function missingPapers(one: ProjectKnowledge): string[] {
  const there = new Set([...one.papers, ...(one.final_report ? ['final_report'] : [])]);
  return one.config.closeDocuments.map(({ id }) => id).filter((id) => !there.has(id));
}

export const projectFacts = (one: ProjectKnowledge, given: { readonly reason: string | null; readonly terminationReason: TerminationReason | null }): ProjectFacts => ({
  agreementCurrent: one.agreement === 'current',
  hasMidterm: one.config.evaluation.some((stage) => stage.id === 'midterm'),
  midtermPasses: one.midterm,
  finalPasses: one.final,
  openFindings: one.open_findings,
  missingDocuments: missingPapers(one),
  finalReportAccepted: one.final_report,
  settled: one.settled,
  ...given,
});
