import type { EntityManager } from 'typeorm';
import type { SessionView } from '@weichuang/contracts/identity/session';

/** A person's memberships with the names of what they are for. The round's name is asked by its owner's rights: it is public. */
export async function membershipsOf(em: EntityManager, userId: string): Promise<SessionView['memberships']> {
  const rows: { memberships: SessionView['memberships'] }[] = await em.query('SELECT memberships_of($1) AS memberships', [userId]);
  return rows[0]?.memberships ?? [];
}

/** The same of several people at once; who has none is not in the map. */
export async function membershipsOfAll(em: EntityManager, userIds: readonly string[]): Promise<ReadonlyMap<string, SessionView['memberships']>> {
  const rows: { id: string; memberships: SessionView['memberships'] | null }[] = await em.query(
    'SELECT u.id, memberships_of(u.id) AS memberships FROM unnest($1::uuid[]) u (id)',
    [userIds],
  );
  return new Map(rows.flatMap(({ id, memberships }) => (memberships?.length ? [[id, memberships] as const] : [])));
}

/** Which of these streets are disabled. */
export async function disabledAmong(em: EntityManager, tenantIds: readonly string[]): Promise<string[]> {
  if (!tenantIds.length) return [];
  const rows: { id: string }[] = await em.query('SELECT id FROM tenant WHERE id = ANY ($1) AND disabled_at IS NOT NULL', [tenantIds]);
  return rows.map(({ id }) => id);
}
