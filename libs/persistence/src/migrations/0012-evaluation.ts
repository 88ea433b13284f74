import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Evaluations by index, with the grade. */
export class Evaluation1700000000012 implements MigrationInterface {
  name = 'Evaluation1700000000012';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE evaluation (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        stage text NOT NULL CHECK (stage IN ('midterm', 'final')),
        index_version_id uuid NOT NULL REFERENCES form_version,
        evaluator_id uuid NOT NULL REFERENCES user_account,
        method text NOT NULL DEFAULT '',
        declared boolean NOT NULL DEFAULT false,
        evaluated_on date,
        answers jsonb NOT NULL DEFAULT '{}',
        strengths text NOT NULL DEFAULT '',
        problems text NOT NULL DEFAULT '',
        suggestions text NOT NULL DEFAULT '',
        total text,
        grade_key text,
        passes boolean,
        state text NOT NULL DEFAULT 'assigned',
        return_reason text,
        confirmed_by uuid,
        confirmed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (project_id, stage)
      );
      ${tenantTable('evaluation')}

      CREATE INDEX evaluation_round ON evaluation (round_id, stage, state);
      CREATE INDEX evaluation_evaluator ON evaluation (evaluator_id, state);
    `);
    await q.query(scopeFunction('evaluation', `SELECT e.tenant_id, e.round_id, p.organization_id, p.community_id, e.evaluator_id FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_evaluation(uuid);
      DROP TABLE evaluation CASCADE;
    `);
  }
}
