import type { EntityManager } from 'typeorm';
import type { Role } from '@weichuang/domain/identity/access';
import type { PLATFORM_ROLES } from '@weichuang/domain/identity/member';
import type { UserRow } from '@weichuang/persistence/identity/entities';
import { anywhere, COUNT_CAP } from '@weichuang/platform/http/page';
import { membershipsOf } from './sessions.queries';

/** The last place where a person was given a role, in words: for the page and the mail that greet an invited one. */
export async function lastPlaceOf(em: EntityManager, userId: string): Promise<{ name: string; role: Role } | null> {
  const last = (await membershipsOf(em, userId)).at(-1);
  return last ? { role: last.role, name: (last.round ?? last.organization ?? last.community ?? last.district ?? last.tenant)?.name ?? '微创投' } : null;
}

export interface MemberRow {
  readonly id: string;
  readonly role: Role;
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly phone: string | null; readonly state: UserRow['state'] };
  readonly round: { readonly id: string; readonly name: string } | null;
  readonly community: { readonly id: string; readonly name: string } | null;
  readonly since: Date;
}

const MEMBER = `m.id, m.role, json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'phone', u.phone, 'state', u.state) AS user,
  CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.title) END AS round,
  CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS community, m.created_at AS since`;
const FROM = `FROM membership m JOIN user_account u ON u.id = m.user_id LEFT JOIN round r ON r.id = m.round_id LEFT JOIN region c ON c.id = m.community_id`;

export interface MemberFilter {
  readonly q: string | undefined;
  readonly role: string | undefined;
  /** only people of this round and of all rounds */
  readonly roundId: string | null;
  /** of those only the round's own, or only those of all rounds */
  readonly scope?: 'round' | 'street' | undefined;
}

/** On a round's page ($4) its own people come before those of all rounds. */
const RANK = `(CASE WHEN $4::uuid IS NOT NULL AND m.round_id IS NULL THEN 1 ELSE 0 END)`;

/** Members of a street by role, then in the order they came; roles that have ended are not among them. */
export async function membersOf(
  em: EntityManager,
  tenantId: string,
  filter: MemberFilter,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<{ rows: (MemberRow & { rank: number })[]; count: number }> {
  const where = `WHERE m.tenant_id = $1 AND m.ended_at IS NULL AND ($2::text IS NULL OR u.name ILIKE $2 OR u.email ILIKE $2)
    AND ($3::text IS NULL OR m.role = $3) AND ($4::uuid IS NULL OR (m.round_id = $4 AND $5::text IS DISTINCT FROM 'street') OR (m.round_id IS NULL AND $5::text IS DISTINCT FROM 'round'))`;
  const params = [tenantId, filter.q ? anywhere(filter.q) : null, filter.role ?? null, filter.roundId, filter.scope ?? null];
  // the listed columns
  const rows = (await em.query(
    `SELECT ${MEMBER}, ${RANK} AS rank ${FROM} ${where} AND ($6::int IS NULL OR (${RANK}, m.role, m.id) > ($6, $7, $8::uuid)) ORDER BY ${RANK}, m.role, m.id LIMIT $9`,
    [...params, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
  )) as (MemberRow & { rank: number })[];
  const counted = (await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 ${FROM} ${where} LIMIT ${COUNT_CAP + 1}) c`, params)) as { count: number }[]; // one row
  return { rows, count: counted[0]?.count ?? 0 };
}

export const membersOfOrganization = (em: EntityManager, organizationId: string): Promise<MemberRow[]> =>
  em.query(`SELECT ${MEMBER} ${FROM} WHERE m.organization_id = $1 AND m.tenant_id IS NULL AND m.ended_at IS NULL ORDER BY m.role DESC, m.id`, [organizationId]);

export async function memberById(em: EntityManager, id: string): Promise<MemberRow | null> {
  const rows: MemberRow[] = await em.query(`SELECT ${MEMBER} ${FROM} WHERE m.id = $1`, [id]);
  return rows[0] ?? null;
}

const PLATFORM = `SELECT m.id, m.role, json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'state', u.state) AS user,
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS district, m.created_at AS since
  FROM membership m JOIN user_account u ON u.id = m.user_id LEFT JOIN region d ON d.id = m.district_id
  WHERE m.ended_at IS NULL AND (m.role = 'platform_admin' OR m.district_id IS NOT NULL)`;

export interface PlatformMemberRow {
  readonly id: string;
  readonly role: (typeof PLATFORM_ROLES)[number];
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly state: UserRow['state'] };
  readonly district: { readonly id: string; readonly name: string } | null;
  readonly since: Date;
}

/** Who runs the platform, and who audits a district; one of them by id. */
export const platformMembers = (em: EntityManager, id: string | null = null): Promise<PlatformMemberRow[]> =>
  em.query(`${PLATFORM} AND ($1::uuid IS NULL OR m.id = $1) ORDER BY m.role DESC, d.name, m.id LIMIT 500`, [id]);

export const districtsOf = (em: EntityManager): Promise<{ id: string; name: string }[]> =>
  em.query(`SELECT id, name FROM region WHERE kind = 'district' ORDER BY name, id`);

/** Roles that a person has in a district's streets, whose rows this request does not see. */
export async function rolesInDistrict(em: EntityManager, userId: string, districtId: string): Promise<Role[]> {
  const rows: { role: Role }[] = await em.query('SELECT role FROM roles_in_district($1, $2)', [userId, districtId]);
  return rows.map(({ role }) => role);
}

/** Does this person audit the district that the street lies in? */
export async function auditsDistrictOf(em: EntityManager, userId: string, tenantId: string): Promise<boolean> {
  const rows: unknown[] = await em.query(
    `SELECT 1 FROM membership m JOIN region s ON s.parent_id = m.district_id JOIN tenant t ON t.region_id = s.id WHERE m.user_id = $1 AND t.id = $2 AND m.ended_at IS NULL`,
    [userId, tenantId],
  );
  return rows.length > 0;
}

/** Names of what a membership is for, seen from within its street. */
export async function placeName(em: EntityManager, of: { tenantId: string | null; roundId: string | null; organizationId: string | null; communityId: string | null; districtId?: string | null }): Promise<string> {
  const rows: { name: string | null }[] = await em.query(
    `SELECT COALESCE((SELECT title FROM round WHERE id = $2), (SELECT name FROM region WHERE id = COALESCE($4::uuid, $5::uuid)), (SELECT name FROM organization WHERE id = $3), (SELECT name FROM tenant WHERE id = $1)) AS name`,
    [of.tenantId, of.roundId, of.organizationId, of.communityId, of.districtId ?? null],
  );
  return rows[0]?.name ?? '';
}

/** Rounds of a street that have not ended, newest first. */
export const runningRounds = (em: EntityManager, tenantId: string): Promise<{ id: string; name: string }[]> =>
  em.query(`SELECT id, title AS name FROM round WHERE tenant_id = $1 AND state NOT IN ('archived', 'cancelled') ORDER BY created_at DESC, id DESC LIMIT 100`, [tenantId]);

/** Is this round, or community, the street's own? */
export async function isOwn(em: EntityManager, table: 'round' | 'community', id: string): Promise<boolean> {
  const rows: unknown[] = await em.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
  return rows.length > 0;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly state: UserRow['state'];
  readonly createdAt: Date;
}

export async function peopleOf(
  em: EntityManager,
  filter: { q: string | undefined; state: string | undefined },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<{ rows: PersonRow[]; count: number }> {
  const where = `WHERE ($1::text IS NULL OR name ILIKE $1 OR email ILIKE $1) AND ($2::text IS NULL OR state = $2)`;
  const params = [filter.q ? anywhere(filter.q) : null, filter.state ?? null];
  // the listed columns
  const rows = (await em.query(
    `SELECT id, name, email, phone, state, created_at AS "createdAt" FROM user_account ${where} AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [...params, after?.[0] ?? null, limit + 1],
  )) as PersonRow[];
  const counted = (await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 FROM user_account ${where} LIMIT ${COUNT_CAP + 1}) c`, params)) as { count: number }[]; // one row
  return { rows, count: counted[0]?.count ?? 0 };
}

export interface CaughtMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly state: string;
  readonly createdAt: Date;
}

/** Mails of a demo, newest first (their ids are made in the order of time). @param limit one row more is read */
export async function mailsOf(
  em: EntityManager,
  filter: { to: string | undefined; q: string | undefined },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<{ rows: CaughtMail[]; count: number }> {
  const where = `WHERE ($1::text IS NULL OR to_email = $1) AND ($2::text IS NULL OR subject ILIKE $2 OR to_email ILIKE $2 OR body ILIKE $2)`;
  const params = [filter.to ?? null, filter.q ? anywhere(filter.q) : null];
  // the listed columns
  const rows = (await em.query(
    `SELECT id, to_email AS "to", subject, body, state, created_at AS "createdAt" FROM mail ${where} AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [...params, after?.[0] ?? null, limit + 1],
  )) as CaughtMail[];
  const counted = (await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 FROM mail ${where} LIMIT ${COUNT_CAP + 1}) c`, params)) as { count: number }[]; // one row
  return { rows, count: counted[0]?.count ?? 0 };
}
