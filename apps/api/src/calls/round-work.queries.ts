import type { EntityManager } from 'typeorm';
import type { RoundWork } from '@weichuang/domain/calls/stage-line';

/**
 * What is left to do in a round `r` that is being carried out, stage by stage, as a `RoundWork`; null in any other state. Execution is over
 * for a project when its final evaluation was given out, or where the round has none when it is accepted; an evaluation is done when it is
 * confirmed.
 */
export const ROUND_WORK = `CASE WHEN r.state = 'executing' THEN (
  SELECT json_build_object(
    'decision', json_build_object('left', a.proposed, 'begun', a.proposed > 0),
    'notice', json_build_object('left', a.noticed, 'begun', a.noticed > 0),
    'agreement', json_build_object('left', w.unsigned, 'begun', w.all > 0),
    'execution', json_build_object('left', w.working, 'begun', w.begun > 0),
    'evaluation', json_build_object('left', w.unevaluated, 'begun', w.evaluations > 0))
  FROM (
    SELECT count(*)::int AS all,
      count(*) FILTER (WHERE p.state = 'contracted')::int AS unsigned,
      count(*) FILTER (WHERE p.state NOT IN ('contracted', 'terminated'))::int AS begun,
      count(*) FILTER (WHERE p.state NOT IN ('accepted', 'closed', 'terminated') AND NOT e.final)::int AS working,
      coalesce(sum(greatest(0, jsonb_array_length(r.config -> 'evaluation') - e.confirmed)) FILTER (WHERE p.state NOT IN ('closed', 'terminated')), 0)::int AS unevaluated,
      coalesce(sum(e.given), 0)::int AS evaluations
    FROM project p CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(x.stage = 'final'), false) AS final, count(DISTINCT x.stage) FILTER (WHERE x.state = 'confirmed') AS confirmed, count(*) AS given
      FROM evaluation x WHERE x.project_id = p.id) e
    WHERE p.round_id = r.id) w,
  (SELECT count(*) FILTER (WHERE x.state = 'proposed')::int AS proposed, count(*) FILTER (WHERE x.state IN ('approved', 'noticed'))::int AS noticed
   FROM award x WHERE x.round_id = r.id) a) END`;

export async function workOf(em: EntityManager, roundId: string): Promise<RoundWork | null> {
  const rows: { work: RoundWork | null }[] = await em.query(`SELECT ${ROUND_WORK} AS work FROM round r WHERE r.id = $1`, [roundId]);
  return rows[0]?.work ?? null;
}
