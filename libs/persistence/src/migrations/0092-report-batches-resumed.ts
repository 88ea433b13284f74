import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';

/** A batch whose jobs were lost with the queue is found by its standing still. */
export class ReportBatchesResumed1700000000092 implements MigrationInterface {
  name = 'ReportBatchesResumed1700000000092';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- when it was asked for or the last of its reports ended
      ALTER TABLE report_batch ADD COLUMN moved_at timestamptz NOT NULL DEFAULT now();
      CREATE INDEX report_batch_open ON report_batch (moved_at) WHERE finished_at IS NULL;
      -- across streets, for the sweep
      CREATE FUNCTION stalled_report_batches(since timestamptz) RETURNS TABLE (id uuid, tenant_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT b.id, b.tenant_id FROM report_batch b JOIN tenant t ON t.id = b.tenant_id WHERE b.finished_at IS NULL AND b.moved_at < since AND t.disabled_at IS NULL $$;
      REVOKE ALL ON FUNCTION stalled_report_batches(timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION stalled_report_batches(timestamptz) TO ${APP_ROLE};
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP FUNCTION stalled_report_batches(timestamptz); DROP INDEX report_batch_open; ALTER TABLE report_batch DROP COLUMN moved_at');
  }
}
