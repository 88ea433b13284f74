import type { EntityManager } from 'typeorm';
import type { FileView } from '@weichuang/contracts/files/file';
import type { ObjectionRow } from '@weichuang/persistence/awards/entities';

export type ObjectionListRow = Omit<ObjectionRow, 'tenantId' | 'roundId' | 'clientKey' | 'createdAt' | 'handledBy' | 'recordedBy'> & {
  readonly recordedBy: string | null;
  readonly noticeTitle: string;
  readonly project: string;
  readonly organization: string;
  readonly handledBy: string | null;
  readonly scans: FileView[];
};

/** A round's objections, the newest first; a round has tens of them at most. `handledBy` and `recordedBy` are names. */
export const objectionsOf = (em: EntityManager, roundId: string): Promise<ObjectionListRow[]> =>
  em.query(
    `SELECT b.id, b.number, b.notice_id AS "noticeId", n.title AS "noticeTitle", b.award_id AS "awardId", a.title AS project, o.name AS organization,
       b.objector_name AS "objectorName", b.objector_contact AS "objectorContact", b.anonymous, b.statement, b.state, b.outcome, b.findings,
       b.dismiss_reason AS "dismissReason", b.reply, u.name AS "handledBy", b.channel, k.name AS "recordedBy", b.received_at AS "receivedAt", b.replied_at AS "repliedAt", b.revision,
       COALESCE((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type, 'purpose', f.purpose, 'createdAt', to_char(f.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY f.id)
         FROM stored_file f WHERE f.subject_id = b.id AND f.removed_at IS NULL), '[]') AS scans
     FROM objection b JOIN public_notice n ON n.id = b.notice_id JOIN award w ON w.id = b.award_id JOIN application a ON a.id = w.application_id
       JOIN organization o ON o.id = w.organization_id LEFT JOIN user_account u ON u.id = b.handled_by LEFT JOIN user_account k ON k.id = b.recorded_by
     WHERE b.round_id = $1 ORDER BY b.received_at DESC, b.id DESC LIMIT 500`,
    [roundId],
  );

/** How many scans were ever laid beside an objection, those taken away too: a number is given once. */
export async function scansEver(em: EntityManager, objectionId: string): Promise<number> {
  const rows: { n: number }[] = await em.query(`SELECT count(*)::int AS n FROM stored_file WHERE subject_id = $1 AND purpose = 'scan'`, [objectionId]);
  return rows[0]?.n ?? 0;
}

export async function applicationTitle(em: EntityManager, id: string): Promise<string> {
  const rows: { title: string }[] = await em.query('SELECT title FROM application WHERE id = $1', [id]);
  return rows[0]?.title ?? '';
}

export interface RecordableRow {
  readonly noticeId: string;
  readonly noticeTitle: string;
  readonly publishedOn: string;
  readonly awardId: string;
  readonly project: string;
  readonly organization: string;
}

/** What may still be objected to on paper: named in a notice, and not settled. */
export const recordableOf = (em: EntityManager, roundId: string): Promise<RecordableRow[]> =>
  em.query(
    `SELECT n.id AS "noticeId", n.title AS "noticeTitle", to_char(n.published_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "publishedOn", w.id AS "awardId", a.title AS project, o.name AS organization
     FROM award w JOIN public_notice n ON n.id = w.notice_id JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id
     WHERE w.round_id = $1 AND w.state = 'noticed' AND n.published_at IS NOT NULL ORDER BY w.rank NULLS LAST, w.id`,
    [roundId],
  );
