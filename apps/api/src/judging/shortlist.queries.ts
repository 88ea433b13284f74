import type { EntityManager } from 'typeorm';

/** What the applications were told last of a stage's shortlist: goes on or not. */
export async function shortlistsTold(em: EntityManager, stageKey: string, applicationIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows: { id: string; on: boolean }[] = await em.query(
    `SELECT DISTINCT ON (e.subject_id) e.subject_id AS id, e.kind = 'application.shortlisted' AS "on" FROM event_log e
     WHERE e.subject_id = ANY ($2::uuid[]) AND e.kind IN ('application.shortlisted', 'application.not_shortlisted') AND e.data->>'stageKey' = $1 ORDER BY e.subject_id, e.xid DESC, e.id DESC`,
    [stageKey, applicationIds],
  );
  return new Map(rows.map(({ id, on }) => [id, on]));
}
