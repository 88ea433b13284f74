import type { EntityManager } from 'typeorm';
import type { Signing } from '@weichuang/domain/awards/signing';

/** An agreement's columns as an award asks for them, of the table `g`; null where there is none. */
export const SIGNING_COLUMN = `CASE WHEN g.id IS NOT NULL THEN json_build_object('signed', g.state IN ('signed', 'current', 'ended'), 'signBy', to_char(g.sign_by, 'YYYY-MM-DD')) END`;
export const SIGNING_JOIN = 'LEFT JOIN project gp ON gp.award_id = w.id LEFT JOIN agreement g ON g.project_id = gp.id';

/**
 * The award's agreement, held until the transaction ends: nobody signs it while its award is given up.
 * Before the grant there is none.
 */
export async function holdSigning(em: EntityManager, awardId: string): Promise<Signing | null> {
  const rows: { signing: Signing }[] = await em.query(
    `SELECT ${SIGNING_COLUMN} AS signing FROM agreement g JOIN project gp ON gp.id = g.project_id WHERE gp.award_id = $1 FOR UPDATE OF g`, [awardId],
  );
  return rows[0]?.signing ?? null;
}
