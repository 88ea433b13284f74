import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Stored files: what they belong to, who brought them; the contents lie in the storage. */
export class Files1700000000003 implements MigrationInterface {
  name = 'Files1700000000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE stored_file (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid,
        organization_id uuid,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        purpose text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        sha256 text NOT NULL,
        storage_name text NOT NULL UNIQUE,
        uploaded_by uuid,
        locked_at timestamptz,
        removed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('stored_file')}

      CREATE INDEX stored_file_subject ON stored_file (subject_id, created_at);

      -- which of these contents belong to a row of any street: what is left in the storage beside them are orphans
      CREATE FUNCTION storage_names_known(wanted text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT storage_name FROM stored_file WHERE storage_name = ANY (wanted) $$;
      REVOKE ALL ON FUNCTION storage_names_known(text[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION storage_names_known(text[]) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('file', `SELECT tenant_id, round_id, organization_id, NULL::uuid, uploaded_by FROM stored_file WHERE id = wanted AND removed_at IS NULL`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_file(uuid), storage_names_known(text[]);
      DROP TABLE stored_file CASCADE;
    `);
  }
}
