import type { EntityManager } from 'typeorm';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import { anywhere, COUNT_CAP } from '@weichuang/platform/http/page';

export interface NamedRow {
  readonly id: string;
  readonly name: string;
}

/** Host and community of an organization, by name. */
export async function placesOf(em: EntityManager, row: OrganizationRow): Promise<{ host: NamedRow | null; community: NamedRow | null }> {
  const rows: { host: NamedRow | null; community: NamedRow | null }[] = await em.query(
    `SELECT (SELECT json_build_object('id', id, 'name', name) FROM organization WHERE id = $1) AS host,
       (SELECT json_build_object('id', id, 'name', name) FROM region WHERE id = $2) AS community`,
    [row.hostId, row.communityId],
  );
  return rows[0] ?? { host: null, community: null };
}

/** Registered organizations by a part of their name; names that begin with it come first. */
export function registeredByName(em: EntityManager, text: string): Promise<{ id: string; name: string; kind: OrganizationRow['kind'] }[]> {
  return em.query(
    `SELECT id, name, kind FROM organization WHERE kind IN ('association', 'social_service_agency', 'foundation') AND name ILIKE $1 AND state = 'active'
     ORDER BY position($2 IN name) = 1 DESC, char_length(name), name, id LIMIT 12`,
    [anywhere(text), text],
  );
}

export interface ListedOrganization extends NamedRow {
  readonly kind: OrganizationRow['kind'];
  readonly uscc: string | null;
  readonly community: string | null;
  readonly registeredOn: string | null;
  readonly assessmentLevel: string | null;
  readonly applications: number;
  readonly awarded: number;
}

const IN_STREET = `FROM participation p JOIN organization o ON o.id = p.organization_id
  WHERE p.tenant_id = $1 AND ($2::text IS NULL OR o.name ILIKE $2 OR o.uscc = upper($3)) AND ($4::text IS NULL OR o.kind = $4)`;

export async function organizationsOfStreet(
  em: EntityManager,
  tenantId: string,
  filter: { q: string | undefined; kind: string | undefined },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<{ rows: ListedOrganization[]; count: number }> {
  const params = [tenantId, filter.q ? anywhere(filter.q) : null, filter.q ?? null, filter.kind ?? null];
  const [rows, counted] = [
    (await em.query(
      `SELECT o.id, o.kind, o.name, o.uscc, (SELECT name FROM region WHERE id = o.community_id) AS community, o.registered_on AS "registeredOn", o.assessment_level AS "assessmentLevel",
         (SELECT count(*)::int FROM application a WHERE a.organization_id = o.id AND a.state NOT IN ('draft', 'withdrawn')) AS applications,
         (SELECT count(*)::int FROM award w WHERE w.organization_id = o.id AND w.state = 'granted') AS awarded
       ${IN_STREET} AND ($5::text IS NULL OR (o.name, o.id) > ($5, $6::uuid)) ORDER BY o.name, o.id LIMIT $7`,
      [...params, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )) as ListedOrganization[], // the listed columns
    (await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 ${IN_STREET} LIMIT ${COUNT_CAP + 1}) c`, params)) as { count: number }[],
  ];
  return { rows, count: counted[0]?.count ?? 0 };
}

export interface HistoryRow {
  readonly id: string;
  readonly round: NamedRow;
  readonly title: string;
  readonly number: string | null;
  readonly state: string;
  readonly requestedFen: number;
  readonly awardState: string | null;
  readonly grantedFen: number | null;
  readonly submittedAt: Date | null;
}

/** Applications of an organization in the street of the request, newest first; drafts are its own affair. */
export function historyOf(em: EntityManager, organizationId: string): Promise<HistoryRow[]> {
  return em.query(
    `SELECT a.id, json_build_object('id', r.id, 'name', r.title) AS round, a.title, a.number, a.state, a.requested_fen AS "requestedFen",
       w.state AS "awardState", w.amount_fen AS "grantedFen", a.submitted_at AS "submittedAt"
     FROM application a JOIN round r ON r.id = a.round_id
     LEFT JOIN LATERAL (SELECT state, amount_fen FROM award WHERE application_id = a.id AND state <> 'proposed' ORDER BY created_at DESC, id DESC LIMIT 1) w ON true
     WHERE a.organization_id = $1 AND a.state <> 'draft' ORDER BY a.submitted_at DESC NULLS LAST, a.id DESC LIMIT 100`,
    [organizationId],
  );
}

export async function takesPart(em: EntityManager, organizationId: string): Promise<boolean> {
  const rows: unknown[] = await em.query('SELECT 1 FROM participation WHERE organization_id = $1', [organizationId]);
  return rows.length > 0;
}

/** Is this a community of any street on the platform? */
export async function isCommunity(em: EntityManager, id: string): Promise<boolean> {
  const rows: unknown[] = await em.query(`SELECT 1 FROM region WHERE id = $1 AND kind = 'community'`, [id]);
  return rows.length > 0;
}
