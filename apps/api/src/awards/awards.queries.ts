import type { EntityManager } from 'typeorm';
import type { AllocationInput } from '@weichuang/domain/awards/allocation';
import type { AwardState } from '@weichuang/domain/awards/award.machine';
import type { NoticeLine, NoticePrize } from '@weichuang/domain/awards/notice-content';
import type { NoticeState } from '@weichuang/domain/awards/notice.machine';
import { HOLDING } from '@weichuang/domain/awards/objection.machine';
import type { Signing } from '@weichuang/domain/awards/signing';
import type { RankRow } from '@weichuang/domain/judging/ranking';
import { SIGNING_COLUMN, SIGNING_JOIN } from '@weichuang/platform/awards/signing.queries';

const one = async <T>(rows: Promise<T[]>): Promise<T | null> => (await rows)[0] ?? null;

export interface FrozenRanking {
  readonly id: string;
  readonly rows: readonly RankRow[];
  readonly frozenAt: Date;
}

/** The round's frozen ranking as it holds now. */
export const currentRanking = (em: EntityManager, roundId: string): Promise<FrozenRanking | null> =>
  one(em.query(`SELECT id, rows, frozen_at AS "frozenAt" FROM ranking WHERE round_id = $1 AND superseded_at IS NULL`, [roundId]));

/** The ranking's rows with their money; confirmed own money is what a matching programme matches. */
export async function allocationInput(em: EntityManager, ranking: FrozenRanking): Promise<(AllocationInput & { readonly organizationId: string })[]> {
  const money: { id: string; requested_fen: number; own_fen: number; organization_id: string }[] = await em.query(
    'SELECT id, requested_fen, own_fen, organization_id FROM application WHERE id = ANY ($1)', [ranking.rows.map((row) => row.id)],
  );
  const of = new Map(money.map((row) => [row.id, row]));
  return ranking.rows.flatMap((row) => {
    const application = of.get(row.id);
    return application
      ? [{ id: row.id, rank: row.rank, score: row.score, standing: row.standing, requestedFen: application.requested_fen, donatedFen: application.own_fen, organizationId: application.organization_id }]
      : [];
  });
}

export interface LineRow {
  readonly id: string;
  readonly applicationId: string;
  readonly number: string | null;
  readonly project: string;
  readonly organization: string;
  readonly community: string | null;
  readonly rank: number | null;
  readonly score: string | null;
  readonly requestedFen: number;
  readonly entitledFen: number;
  readonly amountFen: number;
  readonly committed: boolean;
  readonly waitlist: number | null;
  readonly state: AwardState;
  readonly reason: string;
  readonly note: string | null;
  readonly noticeId: string | null;
  readonly noticeState: NoticeState | null;
  readonly openObjections: number;
  readonly upheldObjections: number;
  /** null before there is an agreement */
  readonly signing: Signing | null;
  readonly revision: number;
}

/** The lines of a decision, best first, those without a rank last. */
export const linesOf = (em: EntityManager, decisionId: string): Promise<LineRow[]> =>
  em.query(
    `SELECT w.id, w.application_id AS "applicationId", a.number, a.title AS project, o.name AS organization, c.name AS community, w.rank, w.score,
       w.requested_fen AS "requestedFen", w.entitled_fen AS "entitledFen", w.amount_fen AS "amountFen", w.committed, w.waitlist, w.state, w.reason, w.note,
       w.notice_id AS "noticeId", n.state AS "noticeState", w.revision, ${SIGNING_COLUMN} AS signing,
       (SELECT count(*)::int FROM objection b WHERE b.award_id = w.id AND b.state = ANY ($2)) AS "openObjections",
       (SELECT count(*)::int FROM objection b WHERE b.award_id = w.id AND b.outcome = 'upheld') AS "upheldObjections"
     FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id
       LEFT JOIN community c ON c.id = a.community_id LEFT JOIN public_notice n ON n.id = w.notice_id ${SIGNING_JOIN}
     WHERE w.decision_id = $1 ORDER BY w.rank NULLS LAST, a.number, w.id`,
    [decisionId, HOLDING],
  );

export interface PrizeLine {
  readonly id: string;
  readonly applicationId: string;
  readonly project: string;
  readonly organization: string;
  readonly tierKey: string;
  readonly amountFen: number;
}

/** By rank. */
export const prizesOf = (em: EntityManager, roundId: string): Promise<PrizeLine[]> =>
  em.query(
    `SELECT p.id, p.application_id AS "applicationId", a.title AS project, o.name AS organization, p.tier_key AS "tierKey", p.amount_fen AS "amountFen"
     FROM prize p JOIN application a ON a.id = p.application_id JOIN organization o ON o.id = a.organization_id
       LEFT JOIN award w ON w.application_id = p.application_id AND w.round_id = p.round_id WHERE p.round_id = $1 ORDER BY w.rank NULLS LAST, p.id`,
    [roundId],
  );

/** Money of lines that are proposed and have not taken theirs yet. */
export async function plannedFen(em: EntityManager, roundId: string): Promise<number> {
  const row = await one(em.query(`SELECT COALESCE(sum(amount_fen), 0)::bigint AS fen FROM award WHERE round_id = $1 AND state = 'proposed' AND NOT committed`, [roundId]) as Promise<{ fen: number }[]>);
  return row?.fen ?? 0;
}

/** What a notice may say of approved awards: these columns and no others. */
export const noticeLines = (em: EntityManager, roundId: string): Promise<NoticeLine[]> =>
  em.query(
    `SELECT w.id AS "awardId", a.number AS "applicationNumber", a.title AS project, o.name AS organization, c.name AS community, w.amount_fen AS "amountFen"
     FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id LEFT JOIN community c ON c.id = a.community_id
     WHERE w.round_id = $1 AND w.state = 'approved' AND w.notice_id IS NULL ORDER BY w.rank NULLS LAST, w.id`,
    [roundId],
  );

export const noticePrizes = (em: EntityManager, roundId: string): Promise<(Omit<NoticePrize, 'tier'> & { readonly tierKey: string })[]> =>
  em.query(
    `SELECT a.title AS project, o.name AS organization, p.tier_key AS "tierKey", p.amount_fen AS "amountFen"
     FROM prize p JOIN application a ON a.id = p.application_id JOIN organization o ON o.id = a.organization_id
       LEFT JOIN award w ON w.application_id = p.application_id AND w.round_id = p.round_id WHERE p.round_id = $1 ORDER BY w.rank NULLS LAST, p.id`,
    [roundId],
  );

/** Names of those whose locked sheets count, by name; a name that appears twice stands once. */
export async function judgeNames(em: EntityManager, roundId: string): Promise<string[]> {
  const rows: { name: string }[] = await em.query(
    `SELECT DISTINCT u.name FROM panel_judge j JOIN user_account u ON u.id = j.user_id WHERE j.round_id = $1 AND j.removed_at IS NULL ORDER BY u.name`, [roundId],
  );
  return rows.map((row) => row.name);
}

/** The person `user` judged, allocated or approved what the objection `o` is against; as `involvedIn` names them all. */
export const involvedSql = (o: string, user: string): string => `EXISTS (
  SELECT 1 FROM award i JOIN decision d ON d.id = i.decision_id WHERE i.id = ${o}.award_id
    AND (${user} IN (d.submitted_by, d.approved_by) OR EXISTS (SELECT 1 FROM scorecard s WHERE s.application_id = i.application_id AND s.judge_id = ${user})))`;

/** Who judged the application, submitted or approved the decision: they do not handle an objection against the award. */
export async function involvedIn(em: EntityManager, awardId: string): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT s.judge_id AS id FROM award w JOIN scorecard s ON s.application_id = w.application_id WHERE w.id = $1
     UNION SELECT unnest(ARRAY[d.submitted_by, d.approved_by]) FROM award w JOIN decision d ON d.id = w.decision_id WHERE w.id = $1`,
    [awardId],
  );
  return rows.flatMap((row) => (row.id ? [row.id] : []));
}

export const streetOf = (em: EntityManager, tenantId: string): Promise<{ name: string; short: string } | null> =>
  one(em.query('SELECT name, short_name AS short FROM tenant WHERE id = $1', [tenantId]));

/** The next number of a street's notices in a year, from 1, without gaps: the row is locked until the notice is published. */
export async function nextNoticeSeq(em: EntityManager, tenantId: string, year: number): Promise<number> {
  const row = await one(
    em.query('INSERT INTO notice_number (tenant_id, year, last) VALUES ($1, $2, 1) ON CONFLICT (tenant_id, year) DO UPDATE SET last = notice_number.last + 1 RETURNING last', [tenantId, year]) as Promise<{ last: number }[]>,
  );
  return row?.last ?? 1;
}

/** Awards of the person's organizations that are public. */
export const awardsOfOwner = (em: EntityManager, userId: string): Promise<(LineRow & { readonly roundId: string; readonly round: string; readonly tenantId: string; readonly organizationId: string; readonly signBy: string })[]> =>
  em.query(
    `SELECT w.id, w.application_id AS "applicationId", w.round_id AS "roundId", r.title AS round, r.config->'calendar'->>'signBy' AS "signBy", w.tenant_id AS "tenantId", w.organization_id AS "organizationId",
       a.title AS project, w.amount_fen AS "amountFen", w.entitled_fen AS "entitledFen", w.state, w.notice_id AS "noticeId", w.revision, ${SIGNING_COLUMN} AS signing
     FROM award w JOIN application a ON a.id = w.application_id JOIN round r ON r.id = w.round_id ${SIGNING_JOIN}
     WHERE w.notice_id IS NOT NULL AND EXISTS (
       SELECT 1 FROM membership m WHERE m.user_id = $1 AND m.organization_id = w.organization_id AND m.ended_at IS NULL AND m.role IN ('applicant_owner', 'applicant_member'))
     ORDER BY w.created_at DESC, w.id LIMIT 200`,
    [userId],
  );
