import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Activity records, visits with findings and their rectification, progress reports. */
export class Supervision1700000000011 implements MigrationInterface {
  name = 'Supervision1700000000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE activity_record (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        client_key text,
        title text NOT NULL,
        held_on date NOT NULL,
        starts_at text NOT NULL,
        ends_at text NOT NULL,
        place text NOT NULL,
        audience text NOT NULL DEFAULT '',
        attendance_count int NOT NULL CHECK (attendance_count >= 0),
        distinct_served int NOT NULL CHECK (distinct_served >= 0 AND distinct_served <= attendance_count),
        volunteer_count int NOT NULL DEFAULT 0,
        volunteer_hours_hundredths int NOT NULL DEFAULT 0,
        team text NOT NULL DEFAULT '',
        goal text NOT NULL DEFAULT '',
        summary text NOT NULL DEFAULT '',
        reflection text NOT NULL DEFAULT '',
        media_link text,
        filed_by uuid NOT NULL,
        removed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (project_id, client_key)
      );
      ${tenantTable('activity_record')}

      CREATE TABLE visit (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        supervisor_id uuid NOT NULL REFERENCES user_account,
        visited_on date NOT NULL,
        method text NOT NULL CHECK (method IN ('site', 'phone', 'papers')),
        summary text NOT NULL,
        advice text NOT NULL DEFAULT '',
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('visit')}

      CREATE TABLE finding (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        visit_id uuid NOT NULL REFERENCES visit,
        severity text NOT NULL CHECK (severity IN ('minor', 'major')),
        description text NOT NULL,
        state text NOT NULL DEFAULT 'open',
        rectify_by date NOT NULL,
        rectification text,
        closed_note text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('finding')}

      CREATE TABLE progress_report (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        stage text NOT NULL CHECK (stage IN ('midterm', 'final')),
        form_version_id uuid NOT NULL REFERENCES form_version,
        answers jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'due',
        due_at timestamptz NOT NULL,
        submitted_at timestamptz,
        late boolean NOT NULL DEFAULT false,
        return_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (project_id, stage)
      );
      ${tenantTable('progress_report')}

      CREATE INDEX activity_project ON activity_record (project_id, held_on);
      CREATE INDEX visit_project ON visit (project_id, visited_on);
      CREATE INDEX finding_project ON finding (project_id, state);
      CREATE INDEX finding_due ON finding (rectify_by) WHERE state IN ('open', 'rectifying');
      CREATE INDEX progress_report_due ON progress_report (due_at) WHERE state IN ('due', 'draft');

      -- what the clock makes overdue, of all streets: ids alone
      CREATE FUNCTION delivery_due(now timestamptz, today date) RETURNS TABLE (tenant_id uuid, kind text, id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT f.tenant_id, 'finding', f.id FROM finding f JOIN project p ON p.id = f.project_id
             WHERE f.state IN ('open', 'rectifying') AND f.rectify_by < today AND p.state NOT IN ('closed', 'terminated')
           UNION ALL
           SELECT r.tenant_id, 'progress_report', r.id FROM progress_report r JOIN project p ON p.id = r.project_id
             WHERE r.state IN ('due', 'draft') AND r.due_at <= now AND p.state NOT IN ('closed', 'terminated') $$;
      REVOKE ALL ON FUNCTION delivery_due(timestamptz, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION delivery_due(timestamptz, date) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('activity', `SELECT x.tenant_id, x.round_id, p.organization_id, p.community_id, NULL::uuid FROM activity_record x JOIN project p ON p.id = x.project_id WHERE x.id = wanted`));
    await q.query(scopeFunction('visit', `SELECT x.tenant_id, x.round_id, p.organization_id, p.community_id, x.supervisor_id FROM visit x JOIN project p ON p.id = x.project_id WHERE x.id = wanted`));
    await q.query(scopeFunction('finding', `SELECT x.tenant_id, x.round_id, p.organization_id, p.community_id, NULL::uuid FROM finding x JOIN project p ON p.id = x.project_id WHERE x.id = wanted`));
    await q.query(scopeFunction('progress_report', `SELECT x.tenant_id, x.round_id, p.organization_id, p.community_id, NULL::uuid FROM progress_report x JOIN project p ON p.id = x.project_id WHERE x.id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION delivery_due(timestamptz, date), scope_activity(uuid), scope_visit(uuid), scope_finding(uuid), scope_progress_report(uuid);
      DROP TABLE activity_record, visit, finding, progress_report CASCADE;
    `);
  }
}
