import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Batches of documents, notifications of people. */
export class Reports1700000000013 implements MigrationInterface {
  name = 'Reports1700000000013';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE report_batch (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        kind text NOT NULL,
        requested_by uuid NOT NULL,
        total int NOT NULL,
        run int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      ${tenantTable('report_batch')}

      CREATE TABLE report_item (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        batch_id uuid NOT NULL REFERENCES report_batch,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        subject_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
        file_id uuid REFERENCES stored_file,
        verification_code text UNIQUE,
        digest text,
        error text,
        attempts int NOT NULL DEFAULT 0,
        finished_at timestamptz,
        UNIQUE (batch_id, subject_id)
      );
      ${tenantTable('report_item')}

      CREATE TABLE notification (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        user_id uuid NOT NULL REFERENCES user_account,
        event_id uuid NOT NULL,
        kind text NOT NULL,
        params jsonb NOT NULL DEFAULT '{}',
        link text NOT NULL,
        read_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (event_id, user_id, kind)
      );
      ${tenantTable('notification')}

      CREATE INDEX report_item_batch ON report_item (batch_id, state);
      CREATE INDEX report_item_subject ON report_item (subject_id, finished_at);
      CREATE INDEX notification_user ON notification (user_id, created_at DESC);
    `);
    await q.query(`
      -- a report is checked by its code, by anybody: only what stands on the paper itself is told
      CREATE FUNCTION verify_report(wanted text) RETURNS TABLE (code text, kind text, project text, organization text, made_at timestamptz, digest text, superseded boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT i.verification_code, b.kind, p.title, o.name, i.finished_at, i.digest,
          EXISTS (SELECT 1 FROM report_item n WHERE n.subject_id = i.subject_id AND n.state = 'done' AND n.finished_at > i.finished_at)
        FROM report_item i JOIN report_batch b ON b.id = i.batch_id JOIN project p ON p.id = i.project_id JOIN organization o ON o.id = p.organization_id
        WHERE i.verification_code = wanted AND i.state = 'done' $$;
      REVOKE ALL ON FUNCTION verify_report(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION verify_report(text) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('report_batch', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM report_batch WHERE id = wanted`));
    await q.query(scopeFunction('report_item', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM report_item WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION verify_report(text), scope_report_batch(uuid), scope_report_item(uuid);
      DROP TABLE report_batch, report_item, notification CASCADE;
    `);
  }
}
