import type { EntityManager } from 'typeorm';
import type { NeedView } from '@weichuang/contracts/needs/needs';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';

const NEED = `
  SELECT n.id, jsonb_build_object('id', r.id, 'title', r.title, 'needsCloseAt', r.config #>> '{calendar,needsCloseAt}') AS round,
    jsonb_build_object('id', c.id, 'name', c.name) AS community, n.title, n.description, n.category, n.survey_count AS "surveyCount", n.beneficiaries,
    n.state, n.return_reason AS "returnReason", n.revision, n.created_at AS "createdAt",
    (SELECT count(*)::int FROM pairing p WHERE p.need_id = n.id AND p.state = 'accepted') AS pairings,
    (SELECT count(*)::int FROM application a WHERE a.need_id = n.id AND a.state NOT IN ('draft', 'withdrawn')) AS applications
  FROM need n JOIN round r ON r.id = n.round_id JOIN community c ON c.id = n.community_id`;

export interface NeedFilter {
  readonly roundId?: string;
  readonly communityId?: string;
  readonly state?: string;
  readonly id?: string;
  /** a community's own drafts */
  readonly drafts: boolean;
}

/** Needs, newest first within a community. A street's round has some dozens of them: the list is whole. */
export async function needsOf(em: EntityManager, filter: NeedFilter): Promise<NeedView[]> {
  // the columns are the contract's own
  return (await em.query(
    `${NEED} WHERE ($1::uuid IS NULL OR n.round_id = $1) AND ($2::uuid IS NULL OR n.community_id = $2) AND ($3::text IS NULL OR n.state = $3)
       AND ($4 OR n.state <> 'draft') AND ($5::uuid IS NULL OR n.id = $5) ORDER BY c.name, n.created_at DESC, n.id DESC LIMIT 1000`,
    [filter.roundId ?? null, filter.communityId ?? null, filter.state ?? null, filter.drafts, filter.id ?? null],
  )) as NeedView[];
}

/** Rounds of the community's street that collect needs at this moment. */
export const collectingRounds = (em: EntityManager, communityId: string, now: Date): Promise<{ id: string; title: string; needsCloseAt: string | null }[]> =>
  em.query(
    `SELECT r.id, r.title, r.config #>> '{calendar,needsCloseAt}' AS "needsCloseAt" FROM round r JOIN community c ON c.tenant_id = r.tenant_id
     WHERE c.id = $1 AND r.state IN ('published', 'open') AND (r.config #>> '{needs,collectedFirst}')::boolean
       AND COALESCE((r.config #>> '{calendar,needsOpenAt}')::timestamptz <= $2, true) AND COALESCE((r.config #>> '{calendar,needsCloseAt}')::timestamptz > $2, true)
     ORDER BY r.created_at DESC`,
    [communityId, now],
  );

/** Applications, drafts and withdrawn ones left out, that cite a need. */
export async function citationsOf(em: EntityManager, needId: string): Promise<number> {
  const rows: { count: number }[] = await em.query(`SELECT count(*)::int AS count FROM application WHERE need_id = $1 AND state NOT IN ('draft', 'withdrawn')`, [needId]);
  return rows[0]?.count ?? 0;
}

export interface PairingListRow {
  id: string;
  tenant_id: string;
  round: { id: string; title: string };
  community: { id: string; name: string };
  organization: { id: string; name: string };
  need: { id: string; title: string } | null;
  message: string;
  reply: string | null;
  state: PairingState;
  revision: number;
  createdAt: Date;
  application_submitted: boolean;
  duplicate: boolean;
}

/** Pairings of a round, a community or an organization: one of them is always named. */
export const pairingsOf = (em: EntityManager, by: { roundId?: string; communityId?: string; organizationId?: string; id?: string }): Promise<PairingListRow[]> =>
  em.query(
    `SELECT p.id, p.tenant_id, jsonb_build_object('id', r.id, 'title', r.title) AS round, jsonb_build_object('id', c.id, 'name', c.name) AS community,
       jsonb_build_object('id', o.id, 'name', o.name) AS organization,
       CASE WHEN n.id IS NULL THEN NULL ELSE jsonb_build_object('id', n.id, 'title', n.title) END AS need,
       p.message, p.reply, p.state, p.revision, p.created_at AS "createdAt",
       EXISTS (SELECT 1 FROM application a WHERE a.round_id = p.round_id AND a.organization_id = p.organization_id AND a.community_id = p.community_id
         AND a.state NOT IN ('draft', 'withdrawn')) AS application_submitted,
       EXISTS (SELECT 1 FROM pairing q WHERE q.round_id = p.round_id AND q.organization_id = p.organization_id AND q.community_id = p.community_id
         AND q.id <> p.id AND q.state IN ('requested', 'accepted')) AS duplicate
     FROM pairing p JOIN round r ON r.id = p.round_id JOIN community c ON c.id = p.community_id JOIN organization o ON o.id = p.organization_id LEFT JOIN need n ON n.id = p.need_id
     WHERE ($1::uuid IS NULL OR p.round_id = $1) AND ($2::uuid IS NULL OR p.community_id = $2) AND ($3::uuid IS NULL OR p.organization_id = $3) AND ($4::uuid IS NULL OR p.id = $4)
     ORDER BY (p.state = 'requested') DESC, p.created_at DESC, p.id DESC LIMIT 1000`,
    [by.roundId ?? null, by.communityId ?? null, by.organizationId ?? null, by.id ?? null],
  );

/** The street's communities with their published needs and how the organization stands with each. */
export const partnersOf = (em: EntityManager, roundId: string, organizationId: string): Promise<{ id: string; name: string; needs: { id: string; title: string; category: string | null }[]; pairing: PairingState | null }[]> =>
  em.query(
    `SELECT c.id, c.name,
       COALESCE((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title, 'category', n.category) ORDER BY n.created_at) FROM need n
         WHERE n.round_id = r.id AND n.community_id = c.id AND n.state = 'published'), '[]') AS needs,
       (SELECT p.state FROM pairing p WHERE p.round_id = r.id AND p.community_id = c.id AND p.organization_id = $2 ORDER BY (p.state IN ('requested', 'accepted')) DESC, p.created_at DESC LIMIT 1) AS pairing
     FROM round r JOIN community c ON c.tenant_id = r.tenant_id WHERE r.id = $1
     ORDER BY NOT EXISTS (SELECT 1 FROM need n WHERE n.round_id = r.id AND n.community_id = c.id AND n.state = 'published'), c.name`,
    [roundId, organizationId],
  );

/** One pairing of an organization with a community in a round is open at a time; two clicks at once make one. null: there is one. */
export async function insertPairing(em: EntityManager, row: { id: string; tenantId: string; roundId: string; communityId: string; organizationId: string; needId: string | null; message: string; createdAt: Date }): Promise<string | null> {
  const rows: { id: string }[] = await em.query(
    `INSERT INTO pairing (id, tenant_id, round_id, community_id, organization_id, need_id, message, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (round_id, community_id, organization_id) WHERE state IN ('requested', 'accepted') DO NOTHING RETURNING id`,
    [row.id, row.tenantId, row.roundId, row.communityId, row.organizationId, row.needId, row.message, row.createdAt],
  );
  return rows[0]?.id ?? null;
}
