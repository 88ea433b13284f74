import type { EntityManager } from 'typeorm';

export interface PublishedNotice {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly ends_at: Date;
  readonly published_at: Date;
  readonly projects: number;
  readonly round_id: string;
  readonly round_title: string;
  readonly street: string;
}

/** Notices of every street, newest first, after the given one. */
export const publishedNotices = (em: EntityManager, after: { at: string; id: string } | null, tenantId: string | null, most: number): Promise<PublishedNotice[]> =>
  em.query('SELECT * FROM published_notices($1, $2, $3, $4)', [after?.at ?? null, after?.id ?? null, tenantId, most]);

export interface ObjectionSummary {
  readonly received: number;
  readonly open: number;
  readonly upheld: number;
  readonly rejected: number;
  readonly dismissed: number;
  readonly cancelled: string[];
}

/** What became of a notice's objections: numbers, and the awards that were cancelled. Nothing of who objected. */
export async function objectionSummary(em: EntityManager, noticeId: string): Promise<ObjectionSummary> {
  const rows: ObjectionSummary[] = await em.query(
    `SELECT count(*)::int AS received, count(*) FILTER (WHERE state <> 'replied')::int AS open,
       count(*) FILTER (WHERE outcome = 'upheld')::int AS upheld, count(*) FILTER (WHERE outcome = 'rejected')::int AS rejected,
       count(*) FILTER (WHERE dismiss_reason IS NOT NULL AND outcome IS NULL)::int AS dismissed,
       ARRAY(SELECT id FROM award WHERE notice_id = $1 AND state = 'cancelled_by_objection') AS cancelled
     FROM objection WHERE notice_id = $1`,
    [noticeId],
  );
  if (!rows[0]) throw new Error('a query of counts gave no row');
  return rows[0];
}

export interface PublicAward {
  readonly number: string | null;
  readonly project: string;
  readonly organization: string;
  readonly community: string | null;
  readonly amountFen: number;
}

/** Awards that stand, in the order of their notices. */
export const grantedAwards = (em: EntityManager, roundId: string): Promise<PublicAward[]> =>
  em.query(
    `SELECT a.number, a.title AS project, o.name AS organization, c.name AS community, w.amount_fen AS "amountFen"
     FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id LEFT JOIN community c ON c.id = a.community_id
     WHERE w.round_id = $1 AND w.state = 'granted' ORDER BY w.rank NULLS LAST, w.id`,
    [roundId],
  );
