import type { PairingState } from '@weichuang/domain/needs/pairing.machine';
import type { Ctx } from '@weichuang/platform/context/ctx';

export interface AroundRow {
  readonly communities: { id: string; name: string }[];
  readonly needs: { id: string; title: string; communityId: string; community: string }[];
  readonly hosts: { id: string; name: string }[];
  readonly pairings: { id: string; communityId: string; community: string; state: PairingState }[];
  readonly versions: { version: number; title: string; requestedFen: number; ownFen: number; digest: string; receiptNumber: string | null; submittedAt: string; submittedBy: string }[];
  readonly timeline: { id: string; kind: string; at: string; by: string | null; ours: boolean; data: Record<string, unknown> }[];
}

const list = (select: string): string => `COALESCE((SELECT json_agg(one) FROM (${select}) one), '[]')`;

/** What a form's pickers offer, what was handed in before, and what has happened; one round trip. */
export async function around(ctx: Ctx, application: { id: string; roundId: string; organizationId: string; tenantId: string; needId: string | null }): Promise<AroundRow> {
  const rows: AroundRow[] = await ctx.em.query(
    `SELECT
       ${list(`SELECT c.id, c.name FROM community c WHERE c.tenant_id = $4 ORDER BY c.name LIMIT 200`)} AS communities,
       ${list(`SELECT n.id, n.title, n.community_id AS "communityId", c.name AS community FROM need n JOIN community c ON c.id = n.community_id
               WHERE n.round_id = $2 AND (n.state = 'published' OR n.id = $5) ORDER BY c.name, n.title LIMIT 500`)} AS needs,
       ${list(`SELECT o.id, o.name FROM organization o JOIN participation p ON p.organization_id = o.id AND p.tenant_id = $4
               WHERE o.kind IN ('association', 'social_service_agency', 'foundation') AND o.id <> $3
               UNION SELECT h.id, h.name FROM organization o JOIN organization h ON h.id = o.host_id WHERE o.id = $3 ORDER BY 2 LIMIT 300`)} AS hosts,
       ${list(`SELECT p.id, p.community_id AS "communityId", c.name AS community, p.state FROM pairing p JOIN community c ON c.id = p.community_id
               WHERE p.round_id = $2 AND p.organization_id = $3 AND p.state IN ('requested', 'accepted', 'declined') ORDER BY p.created_at DESC LIMIT 50`)} AS pairings,
       ${list(`SELECT v.version, v.title, v.requested_fen AS "requestedFen", v.own_fen AS "ownFen", v.digest, v.receipt_number AS "receiptNumber",
                 v.submitted_at AS "submittedAt", COALESCE(u.name, '') AS "submittedBy"
               FROM application_version v LEFT JOIN user_account u ON u.id = v.submitted_by WHERE v.application_id = $1 ORDER BY v.version DESC LIMIT 50`)} AS versions,
       ${list(`SELECT e.id, e.kind, e.happened_at AS at, u.name AS by,
                 EXISTS (SELECT 1 FROM membership m WHERE m.user_id = e.actor_id AND m.organization_id = $3) AS ours, e.data
               FROM event_log e LEFT JOIN user_account u ON u.id = e.actor_id
               WHERE e.subject_id = $1 AND (e.kind LIKE 'application.%' OR e.kind LIKE 'eligibility.%') AND e.kind <> 'application.save' ORDER BY e.xid DESC, e.id DESC LIMIT 100`)} AS timeline`,
    [application.id, application.roundId, application.organizationId, application.tenantId, application.needId],
  );
  const row = rows[0];
  if (!row) throw new Error('a query without a row');
  return row;
}

/** Recorded outcomes of a submitted version that do not hold: what the applicant is told after a rejection. */
export async function failedRules(ctx: Ctx, applicationId: string, version: number): Promise<{ ruleId: string; reason: string | null }[]> {
  return ctx.em.query(`SELECT rule_id AS "ruleId", reason FROM eligibility_finding WHERE application_id = $1 AND application_version = $2 AND outcome = 'fail' ORDER BY rule_id`, [applicationId, version]);
}
