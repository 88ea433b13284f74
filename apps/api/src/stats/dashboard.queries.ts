import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { getDashboard } from '@weichuang/contracts/stats/stats';
import { handedIn, inDraft } from '@weichuang/platform/calls/handed-in';

type Dashboard = z.input<(typeof getDashboard)['response']>;

/** A round at a glance: a handful of grouped counts over its own rows. */
export async function dashboardOf(em: EntityManager, roundId: string): Promise<Dashboard> {
  const one = async <T>(sql: string): Promise<T> => ((await em.query(sql, [roundId])) as T[])[0] as T; // an aggregate has one row
  const money = await one<Dashboard['money']>(
    `SELECT COALESCE((r.config ->> 'poolFen')::bigint, 0) AS "poolFen", COALESCE((SELECT committed_fen FROM envelope e WHERE e.round_id = r.id), 0) AS "committedFen",
       COALESCE((SELECT sum(grant_fen) FROM project p WHERE p.round_id = r.id AND p.state <> 'terminated'), 0)::bigint AS "grantedFen",
       COALESCE((SELECT sum(amount_fen) FROM tranche t WHERE t.round_id = r.id AND t.state = 'requested'), 0)::bigint AS "requestedFen",
       COALESCE((SELECT sum(amount_fen) FROM tranche t WHERE t.round_id = r.id AND t.state = 'approved'), 0)::bigint AS "approvedFen",
       COALESCE((SELECT sum(paid_fen - returned_fen) FROM tranche t WHERE t.round_id = r.id), 0)::bigint AS "paidFen",
       COALESCE((SELECT sum(amount_fen) FROM expense x WHERE x.round_id = r.id AND x.source = 'grant' AND x.removed_at IS NULL), 0)::bigint AS "spentFen"
     FROM round r WHERE r.id = $1`,
  );
  const applications: Dashboard['applications'] = await em.query(`SELECT a.state AS key, count(*) AS count FROM application a WHERE a.round_id = $1 AND ${handedIn('a')} GROUP BY a.state ORDER BY a.state`, [roundId]);
  const { drafts } = await one<{ drafts: number }>(`SELECT count(*) AS drafts FROM application a WHERE a.round_id = $1 AND ${inDraft('a')}`);
  const projects: Dashboard['projects'] = await em.query('SELECT state AS key, count(*) AS count FROM project WHERE round_id = $1 GROUP BY state ORDER BY state', [roundId]);
  const communities: Dashboard['communities'] = await em.query(
    `SELECT c.id, c.name, (SELECT count(*) FROM application a WHERE a.round_id = $1 AND a.community_id = c.id AND ${handedIn('a')}) AS applications,
       (SELECT count(*) FROM project p WHERE p.round_id = $1 AND p.community_id = c.id) AS projects,
       COALESCE((SELECT sum(grant_fen) FROM project p WHERE p.round_id = $1 AND p.community_id = c.id), 0)::bigint AS "grantedFen"
     FROM community c WHERE c.tenant_id = (SELECT tenant_id FROM round WHERE id = $1) ORDER BY c.name`,
    [roundId],
  );
  const delivery = await one<Dashboard['delivery']>(
    `SELECT (SELECT count(*) FROM activity_record WHERE round_id = $1 AND removed_at IS NULL) AS activities,
       (SELECT COALESCE(sum(attendance_count), 0)::bigint FROM activity_record WHERE round_id = $1 AND removed_at IS NULL) AS attendances,
       (SELECT count(*) FROM finding WHERE round_id = $1 AND state <> 'closed') AS "openFindings",
       (SELECT count(*) FROM progress_report WHERE round_id = $1 AND (late OR state = 'late')) AS "lateReports"`,
  );
  const board: Dashboard['board'] = await em.query(
    `SELECT p.id AS "projectId", p.number, p.title, o.name AS organization, c.name AS community, p.state, p.grant_fen AS "grantFen", COALESCE(b.net_paid_fen, 0) AS "paidFen",
       (SELECT count(*) FROM activity_record a WHERE a.project_id = p.id AND a.removed_at IS NULL) AS activities,
       (SELECT count(*) FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed') AS "openFindings",
       (SELECT e.total FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'midterm' AND e.state = 'confirmed') AS midterm,
       (SELECT e.total FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'final' AND e.state = 'confirmed') AS final
     FROM project p JOIN organization o ON o.id = p.organization_id LEFT JOIN community c ON c.id = p.community_id LEFT JOIN payment_balance b ON b.project_id = p.id
     WHERE p.round_id = $1 ORDER BY p.number LIMIT 1000`,
    [roundId],
  );
  return { money, applications, drafts, projects, communities, delivery, board };
}
