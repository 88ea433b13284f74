import type { EntityManager } from 'typeorm';
import type { DeclarationView } from '@weichuang/contracts/judging/sheets';
import { judgedIn } from './stages.queries';

/** With whom the judge may be connected: names alone, in the order of the organizations' names. */
export function declarationRows(
  em: EntityManager,
  stage: { readonly id: string; readonly roundId: string },
  judge: { readonly userId: string; readonly declaredFor: readonly string[] },
): Promise<DeclarationView['applications']> {
  return em.query(
    `SELECT a.id, a.title, o.name AS organization, h.name AS host, c.name AS community, a.id = ANY ($3::uuid[]) AS declared, x.reason AS conflict
     FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN organization h ON h.id = a.host_organization_id
       LEFT JOIN community c ON c.id = a.community_id LEFT JOIN conflict x ON x.application_id = a.id AND x.user_id = $2
     WHERE a.round_id = $1 AND ${judgedIn('$4')} ORDER BY o.name, a.title, a.id`,
    [stage.roundId, judge.userId, judge.declaredFor, stage.id],
  );
}

export async function communitiesOf(em: EntityManager, tenantId: string): Promise<string[]> {
  const rows: { name: string }[] = await em.query('SELECT name FROM community WHERE tenant_id = $1 ORDER BY name', [tenantId]);
  return rows.map(({ name }) => name);
}
