import type { z } from 'zod';
import type { listProjects, ProjectSummary } from '@weichuang/contracts/agreements/projects';
import type { ProjectState, TerminationReason } from '@weichuang/domain/agreements/project.machine';
import type { ProjectAudit } from '@weichuang/persistence/agreements/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { anywhere, COUNT_CAP, pageOf, readCursor } from '@weichuang/platform/http/page';

const NAMED = (alias: string) => `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

const SUMMARY = `p.id, json_build_object('id', r.id, 'name', r.title) AS round, p.number, p.title, ${NAMED('o')} AS organization, ${NAMED('c')} AS community, p.state,
  p.grant_fen AS "grantFen", coalesce(b.net_paid_fen, 0) AS "paidFen", ${NAMED('s')} AS supervisor, ${NAMED('h')} AS coach,
  m.state AS optimisation, g.state AS agreement, (SELECT count(*)::int FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed') AS "openFindings"`;
const FROM = `FROM project p JOIN round r ON r.id = p.round_id JOIN organization o ON o.id = p.organization_id LEFT JOIN community c ON c.id = p.community_id
  LEFT JOIN user_account s ON s.id = p.supervisor_id LEFT JOIN user_account h ON h.id = p.coach_id
  JOIN optimisation m ON m.project_id = p.id JOIN agreement g ON g.project_id = p.id LEFT JOIN payment_balance b ON b.project_id = p.id`;

type Summary = z.input<typeof ProjectSummary>;
type ListQuery = z.output<(typeof listProjects)['query']>;

/** Projects of a round by number. */
export async function projectsOfRound(ctx: Ctx, roundId: string, query: ListQuery) {
  const after = readCursor(query.after, ['text', 'id']);
  const filters = `p.round_id = $1 AND ($2::text IS NULL OR p.state = $2) AND ($3::uuid IS NULL OR p.community_id = $3) AND ($4::uuid IS NULL OR p.supervisor_id = $4)
    AND ($5::text IS NULL OR p.number ILIKE $5 OR p.title ILIKE $5 OR o.name ILIKE $5)
    AND CASE $6::text WHEN 'unassigned' THEN p.supervisor_id IS NULL OR p.coach_id IS NULL WHEN 'signing' THEN g.state NOT IN ('current', 'ended') AND p.state = 'contracted'
      WHEN 'findings' THEN EXISTS (SELECT 1 FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed') ELSE true END`;
  const given = [roundId, query.state ?? null, query.communityId ?? null, query.supervisorId ?? null, query.q ? anywhere(query.q) : null, query.only ?? null];
  const found: Summary[] = await ctx.em.query(
    `SELECT ${SUMMARY} ${FROM} WHERE ${filters} AND ($7::text IS NULL OR (p.number, p.id) > ($7, $8::uuid)) ORDER BY p.number, p.id LIMIT $9`,
    [...given, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  const counted: { count: number }[] = await ctx.em.query(`SELECT count(*)::int AS count FROM (SELECT 1 ${FROM} WHERE ${filters} LIMIT ${COUNT_CAP + 1}) x`, given);
  return pageOf(found, query.limit, counted[0]?.count ?? 0, (row) => [row.number, row.id], (row) => row);
}

/** Projects that are a person's in some way, over all its streets. */
export async function projectsOfPerson(ctx: Ctx, userId: string, organizationIds: readonly string[], communityIds: readonly string[]) {
  const rows: (Summary & { as: ('grantee' | 'supervisor' | 'coach' | 'evaluator' | 'community')[] })[] = await ctx.em.query(
    `SELECT ${SUMMARY}, array_remove(ARRAY[CASE WHEN p.organization_id = ANY ($2) THEN 'grantee' END, CASE WHEN p.supervisor_id = $1 THEN 'supervisor' END,
       CASE WHEN p.coach_id = $1 THEN 'coach' END, CASE WHEN e.found THEN 'evaluator' END, CASE WHEN p.community_id = ANY ($3) THEN 'community' END], NULL) AS "as"
     ${FROM} CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM evaluation v WHERE v.project_id = p.id AND v.evaluator_id = $1 AND v.state <> 'recused') AS found) e
     WHERE p.organization_id = ANY ($2) OR p.supervisor_id = $1 OR p.coach_id = $1 OR e.found OR p.community_id = ANY ($3)
     ORDER BY p.created_at DESC, p.id LIMIT 500`,
    [userId, organizationIds, communityIds],
  );
  return rows;
}

export interface DetailRow {
  readonly id: string;
  readonly revision: number;
  readonly street: { id: string; name: string };
  readonly round: { id: string; name: string };
  readonly number: string;
  readonly title: string;
  readonly organization: { id: string; name: string };
  readonly host: { id: string; name: string } | null;
  readonly community: { id: string; name: string } | null;
  readonly applicationId: string;
  readonly state: ProjectState;
  readonly grantFen: number;
  readonly paidFen: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly supervisor: { id: string; name: string } | null;
  readonly coach: { id: string; name: string } | null;
  readonly optimisation: string;
  readonly agreement: string;
  readonly endedReason: TerminationReason | null;
  readonly endedNote: string | null;
  readonly audit: ProjectAudit | null;
  readonly counts: Record<'openThreads' | 'tranchesPaid' | 'tranches' | 'expenses' | 'activities' | 'visits' | 'openFindings' | 'reports' | 'evaluations', number>;
}

export async function detailOf(ctx: Ctx, id: string): Promise<DetailRow | null> {
  const count = (table: string, more = '') => `(SELECT count(*)::int FROM ${table} x WHERE x.project_id = p.id${more})`;
  const rows: DetailRow[] = await ctx.em.query(
    `SELECT ${SUMMARY}, p.revision, ${NAMED('t')} AS street, p.application_id AS "applicationId", p.starts_on AS "startsOn", p.ends_on AS "endsOn", ${NAMED('ho')} AS host,
       p.ended_reason AS "endedReason", p.ended_note AS "endedNote", p.audit,
       json_build_object('openThreads', (SELECT count(*)::int FROM jsonb_array_elements(m.comments) t WHERE t->>'settledBy' IS NULL),
         'tranchesPaid', ${count('tranche', ` AND x.state IN ('paid', 'returned')`)}, 'tranches', ${count('tranche')}, 'expenses', ${count('expense', ' AND x.removed_at IS NULL')},
         'activities', ${count('activity_record', ' AND x.removed_at IS NULL')}, 'visits', ${count('visit')}, 'openFindings', ${count('finding', ` AND x.state <> 'closed'`)},
         'reports', ${count('progress_report')}, 'evaluations', ${count('evaluation')}) AS counts
     ${FROM} JOIN tenant t ON t.id = p.tenant_id JOIN application a ON a.id = p.application_id LEFT JOIN organization ho ON ho.id = a.host_organization_id WHERE p.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface TimelineRow {
  id: string;
  at: Date;
  kind: string;
  data: Record<string, unknown>;
  actor: string | null;
  from: string | null;
  to: string | null;
  reason: string | null;
  amountFen: number | null;
}

/** The newest 200 events of the project and of everything that hangs on it. */
export function timelineOf(ctx: Ctx, projectId: string): Promise<TimelineRow[]> {
  return ctx.em.query(
    `WITH subject AS (
       SELECT $1::uuid AS id UNION ALL SELECT id FROM optimisation WHERE project_id = $1 UNION ALL SELECT id FROM agreement WHERE project_id = $1
       UNION ALL SELECT id FROM tranche WHERE project_id = $1 UNION ALL SELECT id FROM visit WHERE project_id = $1 UNION ALL SELECT id FROM finding WHERE project_id = $1
       UNION ALL SELECT id FROM progress_report WHERE project_id = $1 UNION ALL SELECT id FROM evaluation WHERE project_id = $1)
     SELECT e.id, e.happened_at AS at, e.kind, e.data, u.name AS actor, e.data->>'from' AS "from", e.data->>'to' AS "to", nullif(e.data->>'reason', '') AS reason,
       CASE WHEN jsonb_typeof(e.data->'amountFen') = 'number' THEN (e.data->>'amountFen')::bigint END AS "amountFen"
     FROM subject s JOIN event_log e ON e.subject_id = s.id LEFT JOIN user_account u ON u.id = e.actor_id
     WHERE e.kind NOT LIKE '%.save' AND e.kind NOT LIKE '%.saved' ORDER BY e.xid DESC, e.id DESC LIMIT 200`,
    [projectId],
  );
}

export interface Candidate {
  id: string;
  name: string;
  projects: number;
}

/** People with one of the roles for this street or this round, with how many of its projects they have already. */
export function candidatesOf(ctx: Ctx, roundId: string, roles: readonly string[], column: 'supervisor_id' | 'coach_id'): Promise<Candidate[]> {
  return ctx.em.query(
    `SELECT u.id, u.name, (SELECT count(*)::int FROM project p WHERE p.round_id = $2 AND p.${column} = u.id) AS projects
     FROM user_account u WHERE u.state = 'active' AND EXISTS (SELECT 1 FROM membership m WHERE m.user_id = u.id AND m.ended_at IS NULL AND m.role = ANY ($3)
       AND m.tenant_id = $1 AND (m.round_id IS NULL OR m.round_id = $2)) ORDER BY u.name, u.id`,
    [ctx.scope.tenantId, roundId, roles],
  );
}
