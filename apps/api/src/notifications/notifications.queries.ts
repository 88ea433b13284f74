import type { EntityManager } from 'typeorm';
import { COUNT_CAP } from '@weichuang/platform/http/page';

export interface ListedNotification {
  readonly id: string;
  readonly kind: string;
  readonly params: Record<string, string>;
  readonly link: string;
  readonly read: boolean;
  readonly createdAt: Date;
  /** `createdAt` with its microseconds, for the cursor */
  readonly at: string;
  readonly street: string;
}

/** Unread messages are counted up to here: the mark in the page says 99+. */
const UNREAD_CAP = 100;

/** Messages of one person, newest first. Messages about one event have one time, so the id decides between them. */
export async function notificationsOf(
  em: EntityManager,
  userId: string,
  unreadOnly: boolean,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<{ rows: ListedNotification[]; count: number }> {
  const where = `n.user_id = $1 ${unreadOnly ? 'AND n.read_at IS NULL' : ''}`;
  const rows: ListedNotification[] = await em.query(
    `SELECT n.id, n.kind, n.params, n.link, n.read_at IS NOT NULL AS read, n.created_at AS "createdAt", n.created_at::text AS at, t.name AS street
     FROM notification n JOIN tenant t ON t.id = n.tenant_id
     WHERE ${where} AND ($2::timestamptz IS NULL OR (n.created_at, n.id) < ($2::timestamptz, $3::uuid)) ORDER BY n.created_at DESC, n.id DESC LIMIT $4`,
    [userId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  const counted: { count: number }[] = await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 FROM notification n WHERE ${where} LIMIT ${COUNT_CAP + 1}) c`, [userId]);
  return { rows, count: counted[0]?.count ?? 0 };
}

export async function unreadOf(em: EntityManager, userId: string): Promise<number> {
  const rows: { unread: number }[] = await em.query(
    `SELECT count(*)::int AS unread FROM (SELECT 1 FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT ${UNREAD_CAP}) c`,
    [userId],
  );
  return rows[0]?.unread ?? 0;
}
