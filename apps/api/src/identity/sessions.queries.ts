import type { EntityManager } from 'typeorm';
import type { SessionView } from '@weichuang/contracts/identity/session';

/** A person's memberships with the names of what they are for. The round's name is asked by its owner's rights: it is public. */
export async function membershipsOf(em: EntityManager, userId: string): Promise<SessionView['memberships']> {
  const rows: { memberships: SessionView['memberships'] }[] = await em.query('SELECT memberships_of($1) AS memberships', [userId]);
  return rows[0]?.memberships ?? [];
}
