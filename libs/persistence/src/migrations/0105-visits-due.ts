import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';

const awake = (tenantId: string): string => `EXISTS (SELECT FROM tenant street WHERE street.id = ${tenantId} AND street.disabled_at IS NULL)`;
const endOf = (day: string): string => `(${day} + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`;

/** As the migration 0060 left it, and `more` besides. */
const soonDue = (more: string): string => `
  CREATE OR REPLACE FUNCTION soon_due(from_at timestamptz, to_at timestamptz) RETURNS TABLE (tenant_id uuid, kind text, id uuid, due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.tenant_id, 'review_stage', s.id, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz
    FROM review_stage s JOIN round r ON r.id = s.round_id
    WHERE s.state = 'scoring' AND r.state <> 'cancelled' AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz > from_at AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz <= to_at
      AND EXISTS (SELECT FROM scorecard c WHERE c.review_stage_id = s.id AND c.state IN ('assigned', 'in_progress')) AND ${awake('s.tenant_id')}
    UNION ALL
    SELECT t.tenant_id, 'tranche', t.id, ${endOf('t.due_on')}
    FROM tranche t JOIN project p ON p.id = t.project_id
    WHERE t.state IN ('planned', 'reduced', 'requested', 'approved') AND p.state NOT IN ('terminated', 'closed', 'suspended')
      AND ${endOf('t.due_on')} > from_at AND ${endOf('t.due_on')} <= to_at AND ${awake('t.tenant_id')}${more} $$;
`;

/** A running project is visited so often as its round says: by when next follows from its start and its last visit. */
export class VisitsDue1700000000105 implements MigrationInterface {
  name = 'VisitsDue1700000000105';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- the day by which the project is to be visited again; null where the round says nothing, nothing is carried out, or the project ends before
      CREATE FUNCTION next_visit_on(p project) RETURNS date LANGUAGE sql STABLE SET search_path = public AS $$
        SELECT n.day FROM round r LEFT JOIN agreement g ON g.project_id = p.id CROSS JOIN LATERAL (
          SELECT greatest(p.starts_on, g.signed_on, (SELECT max(v.visited_on) FROM visit v WHERE v.project_id = p.id)) + (r.config #>> '{supervision,visitEveryDays}')::int AS day) n
        WHERE r.id = p.round_id AND p.state IN ('active', 'rectifying', 'midterm_passed') AND (p.ends_on IS NULL OR n.day <= p.ends_on) $$;
      REVOKE ALL ON FUNCTION next_visit_on(project) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION next_visit_on(project) TO ${APP_ROLE};
      ${soonDue(`
    UNION ALL
    SELECT p.tenant_id, 'project', p.id, ${endOf('n.day')}
    FROM project p CROSS JOIN LATERAL (SELECT next_visit_on(p) AS day OFFSET 0) n
    WHERE p.state IN ('active', 'rectifying', 'midterm_passed') AND p.supervisor_id IS NOT NULL
      AND ${endOf('n.day')} > from_at AND ${endOf('n.day')} <= to_at AND ${awake('p.tenant_id')}`)}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`${soonDue('')} DROP FUNCTION next_visit_on(project)`);
  }
}
