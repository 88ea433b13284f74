import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Projects (an award that stands), their optimisation and agreement. */
export class Agreements1700000000009 implements MigrationInterface {
  name = 'Agreements1700000000009';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE project (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        application_id uuid NOT NULL UNIQUE REFERENCES application,
        award_id uuid NOT NULL UNIQUE REFERENCES award,
        organization_id uuid NOT NULL REFERENCES organization,
        community_id uuid REFERENCES community,
        number text NOT NULL,
        title text NOT NULL,
        grant_fen bigint NOT NULL CHECK (grant_fen > 0),
        state text NOT NULL DEFAULT 'contracted',
        coach_id uuid REFERENCES user_account,
        supervisor_id uuid REFERENCES user_account,
        starts_on date,
        ends_on date,
        audit jsonb,
        ended_reason text,
        ended_note text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('project')}

      CREATE TABLE optimisation (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL UNIQUE REFERENCES project,
        form_version_id uuid NOT NULL REFERENCES form_version,
        answers jsonb NOT NULL,
        touched jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'drafting',
        comments jsonb NOT NULL DEFAULT '[]',
        return_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('optimisation')}

      CREATE TABLE agreement (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL UNIQUE REFERENCES project,
        number text NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        content jsonb NOT NULL,
        pdf_file_id uuid REFERENCES stored_file,
        scan_file_id uuid REFERENCES stored_file,
        issued_at timestamptz,
        sign_by date NOT NULL,
        signed_on date,
        signed_by jsonb NOT NULL DEFAULT '[]',
        confirmed_by uuid,
        reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('agreement')}

      CREATE INDEX project_round ON project (round_id, state, number);
      CREATE INDEX project_organization ON project (organization_id);
      CREATE INDEX project_supervisor ON project (supervisor_id);
      CREATE INDEX project_coach ON project (coach_id);
      CREATE INDEX project_list ON project (round_id, number, id);
      CREATE INDEX agreement_open ON agreement (sign_by) WHERE state IN ('draft', 'issued');

      -- unsigned agreements whose last day is over, of all streets: ids alone
      CREATE FUNCTION agreements_due(today date) RETURNS TABLE (tenant_id uuid, agreement_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT a.tenant_id, a.id FROM agreement a JOIN project p ON p.id = a.project_id
           WHERE a.state IN ('draft', 'issued') AND p.state = 'contracted' AND a.sign_by < today $$;
      REVOKE ALL ON FUNCTION agreements_due(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION agreements_due(date) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('project', `SELECT tenant_id, round_id, organization_id, community_id, supervisor_id FROM project WHERE id = wanted`));
    // asked with the project's id: the person is its coach
    await q.query(scopeFunction('project_coach', `SELECT tenant_id, round_id, organization_id, community_id, coach_id FROM project WHERE id = wanted`));
    await q.query(scopeFunction('agreement', `SELECT a.tenant_id, a.round_id, p.organization_id, p.community_id, NULL::uuid FROM agreement a JOIN project p ON p.id = a.project_id WHERE a.id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION agreements_due(date), scope_project(uuid), scope_project_coach(uuid), scope_agreement(uuid);
      DROP TABLE project, optimisation, agreement CASCADE;
    `);
  }
}
