import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Form versions and rounds. A published form version never changes. */
export class Calls1700000000004 implements MigrationInterface {
  name = 'Calls1700000000004';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE form_version (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        form_key text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('application', 'rubric', 'evaluation_index', 'progress_report', 'checklist')),
        version int NOT NULL CHECK (version > 0),
        title text NOT NULL,
        definition jsonb NOT NULL,
        published_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (tenant_id, form_key, version)
      );
      ${tenantTable('form_version')}

      CREATE TABLE round (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        title text NOT NULL,
        edition int NOT NULL DEFAULT 1,
        year int NOT NULL,
        template_id text,
        state text NOT NULL DEFAULT 'draft',
        config jsonb NOT NULL,
        config_hash text,
        introduction text NOT NULL DEFAULT '',
        undertaker_organization_id uuid REFERENCES organization,
        published_at timestamptz,
        cancelled_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('round')}

      CREATE INDEX round_tenant ON round (tenant_id, created_at DESC);
      -- what is published is pinned by answers and scores
      CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.published_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.definition IS DISTINCT FROM OLD.definition OR NEW.version <> OLD.version)
            THEN RAISE EXCEPTION 'a published form version never changes'; END IF;
          RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END $$;
      CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON form_version FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
    `);
    await q.query(scopeFunction('round', `SELECT tenant_id, id, NULL::uuid, NULL::uuid, NULL::uuid FROM round WHERE id = wanted`));
    await q.query(scopeFunction('form_version', `SELECT tenant_id, NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid FROM form_version WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_round(uuid), scope_form_version(uuid);
      DROP TABLE form_version, round CASCADE;
    `);
  }
}
