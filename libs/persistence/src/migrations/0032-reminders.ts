import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { tenantTable } from '../tenant-table';

/** What people were reminded of by the clock: once for a deadline and a number of days before it. */
export class Reminders1700000000032 implements MigrationInterface {
  name = 'Reminders1700000000032';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE reminder (
        tenant_id uuid NOT NULL REFERENCES tenant,
        subject_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        days_before int NOT NULL CHECK (days_before >= 0),
        reminded_at timestamptz NOT NULL,
        PRIMARY KEY (subject_id, due_at, days_before)
      );
      ${tenantTable('reminder', 'SELECT, INSERT')}

      -- what falls due soon and is not done, of all streets: ids and their deadline alone
      CREATE FUNCTION soon_due(from_at timestamptz, to_at timestamptz) RETURNS TABLE (tenant_id uuid, kind text, id uuid, due_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.tenant_id, 'review_stage', s.id, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz
        FROM review_stage s JOIN round r ON r.id = s.round_id
        WHERE s.state = 'scoring' AND r.state <> 'cancelled' AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz > from_at AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz <= to_at
          AND EXISTS (SELECT FROM scorecard c WHERE c.review_stage_id = s.id AND c.state IN ('assigned', 'in_progress'))
        UNION ALL
        SELECT t.tenant_id, 'tranche', t.id, (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
        FROM tranche t JOIN project p ON p.id = t.project_id
        WHERE t.state IN ('planned', 'reduced', 'requested', 'approved') AND p.state NOT IN ('terminated', 'closed', 'suspended')
          AND (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' > from_at AND (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' <= to_at $$;
      REVOKE ALL ON FUNCTION soon_due(timestamptz, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION soon_due(timestamptz, timestamptz) TO ${APP_ROLE};
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP FUNCTION soon_due(timestamptz, timestamptz); DROP TABLE reminder');
  }
}
