import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
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
      CREATE INDEX round_timed ON round (state) WHERE state IN ('published', 'open');

      -- what the street has said to all about a round: more time, answers to questions, corrections
      CREATE TABLE round_announcement (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        kind text NOT NULL CHECK (kind IN ('extension', 'cancellation', 'notice')),
        title text NOT NULL,
        body text NOT NULL DEFAULT '',
        data jsonb NOT NULL DEFAULT '{}',
        published_at timestamptz NOT NULL,
        created_by uuid REFERENCES user_account
      );
      ${tenantTable('round_announcement', 'SELECT, INSERT')}
      CREATE INDEX round_announcement_round ON round_announcement (round_id, published_at DESC);

      -- rounds whose time has come to open or close, over all streets: ids only; the sweep then works street by street
      CREATE FUNCTION rounds_due(at timestamptz) RETURNS TABLE (tenant_id uuid, round_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT tenant_id, id FROM round
        WHERE CASE state
          WHEN 'published' THEN (config #>> '{calendar,openAt}')::timestamptz <= at
          WHEN 'open' THEN (config #>> '{calendar,closeAt}')::timestamptz <= at
          ELSE false END
        ORDER BY tenant_id, id $$;
      REVOKE ALL ON FUNCTION rounds_due(timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION rounds_due(timestamptz) TO ${APP_ROLE};
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
      DROP FUNCTION scope_round(uuid), scope_form_version(uuid), rounds_due(timestamptz);
      DROP TABLE round_announcement, form_version, round CASCADE;
      DROP FUNCTION refuse_published_change();
    `);
  }
}
