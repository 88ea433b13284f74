import type { MigrationInterface, QueryRunner } from 'typeorm';
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
        state text NOT NULL DEFAULT 'waiting',
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      ${tenantTable('report_batch')}

      CREATE TABLE report_item (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        batch_id uuid NOT NULL REFERENCES report_batch,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid REFERENCES project,
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
      CREATE INDEX notification_user ON notification (user_id, created_at DESC);
    `);
    await q.query(scopeFunction('report_batch', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM report_batch WHERE id = wanted`));
    await q.query(scopeFunction('report_item', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM report_item WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_report_batch(uuid), scope_report_item(uuid);
      DROP TABLE report_batch, report_item, notification CASCADE;
    `);
  }
}
