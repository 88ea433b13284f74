import type { EntityManager } from 'typeorm';
import { anywhere, COUNT_CAP } from '@weichuang/platform/http/page';

export interface AuditRow {
  readonly id: string;
  readonly xid: string;
  readonly happened_at: Date;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly round_id: string | null;
  readonly actor_role: string | null;
  readonly name: string | null;
  readonly request_id: string | null;
  readonly data: Record<string, unknown>;
  readonly seq: number | null;
  readonly hash: Buffer | null;
}

export interface AuditFilter {
  readonly tenantId: string;
  readonly roundId: string | null;
  readonly kind?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  /** a part of the actor's name */
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const FROM = 'FROM event_log e LEFT JOIN user_account u ON u.id = e.actor_id';

function whereOf(filter: AuditFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [filter.tenantId];
  const parts = ['e.tenant_id = $1'];
  // only what is asked for is in the statement, so that each question finds its index
  const add = (sql: string, value: unknown) => {
    if (value === null || value === undefined) return;
    params.push(value);
    parts.push(sql.replaceAll('?', `$${params.length}`));
  };
  add('e.round_id = ?', filter.roundId);
  add('e.subject_id = ?', filter.subjectId);
  add('e.actor_id = ?', filter.actorId);
  add(`(e.kind = ? OR starts_with(e.kind, ? || '.'))`, filter.kind);
  add('u.name ILIKE ?', filter.q ? anywhere(filter.q) : null);
  add('e.happened_at >= ?', filter.from);
  add('e.happened_at < ?', filter.to);
  return { where: `WHERE ${parts.join(' AND ')}`, params };
}

/** Events newest first, in the order of the chain: (transaction, id), by which the relay seals them. `after`: the last row's. */
export async function eventsOf(em: EntityManager, filter: AuditFilter, after: readonly [xid: string, id: string] | null, limit: number): Promise<AuditRow[]> {
  const { where, params } = whereOf(filter);
  const n = params.length;
  return em.query(
    `SELECT e.id, e.xid::text, e.happened_at, e.kind, e.subject_kind, e.subject_id, e.round_id, e.actor_role, u.name, e.request_id, e.data, s.seq, s.hash
     ${FROM} LEFT JOIN event_seal s ON s.event_id = e.id ${where} ${after ? `AND (e.xid, e.id) < ($${n + 2}::xid8, $${n + 3}::uuid)` : ''}
     ORDER BY e.xid DESC, e.id DESC LIMIT $${n + 1}`,
    [...params, limit, ...(after ?? [])],
  );
}

export async function countEvents(em: EntityManager, filter: AuditFilter): Promise<number> {
  const { where, params } = whereOf(filter);
  const rows: { count: number }[] = await em.query(`SELECT count(*)::int AS count FROM (SELECT 1 ${FROM} ${where} LIMIT ${COUNT_CAP + 1}) c`, params);
  return rows[0]?.count ?? 0;
}
