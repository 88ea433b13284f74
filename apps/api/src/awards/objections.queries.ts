import type { EntityManager } from 'typeorm';
import type { ObjectionRow } from '@weichuang/persistence/awards/entities';

export type ObjectionListRow = Omit<ObjectionRow, 'tenantId' | 'roundId' | 'clientKey' | 'createdAt' | 'handledBy'> & {
  readonly noticeTitle: string;
  readonly project: string;
  readonly organization: string;
  readonly handledBy: string | null;
};

/** A round's objections, the newest first; a round has tens of them at most. `handledBy` is the name. */
export const objectionsOf = (em: EntityManager, roundId: string): Promise<ObjectionListRow[]> =>
  em.query(
    `SELECT b.id, b.number, b.notice_id AS "noticeId", n.title AS "noticeTitle", b.award_id AS "awardId", a.title AS project, o.name AS organization,
       b.objector_name AS "objectorName", b.objector_contact AS "objectorContact", b.anonymous, b.statement, b.state, b.outcome, b.findings,
       b.dismiss_reason AS "dismissReason", b.reply, u.name AS "handledBy", b.received_at AS "receivedAt", b.replied_at AS "repliedAt", b.revision
     FROM objection b JOIN public_notice n ON n.id = b.notice_id JOIN award w ON w.id = b.award_id JOIN application a ON a.id = w.application_id
       JOIN organization o ON o.id = w.organization_id LEFT JOIN user_account u ON u.id = b.handled_by
     WHERE b.round_id = $1 ORDER BY b.received_at DESC, b.id DESC LIMIT 500`,
    [roundId],
  );

export async function applicationTitle(em: EntityManager, id: string): Promise<string> {
  const rows: { title: string }[] = await em.query('SELECT title FROM application WHERE id = $1', [id]);
  return rows[0]?.title ?? '';
}
