import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch of reports knows how far it is: to count its items after each of them is n² for n reports. */
export class ReportCounts1700000000061 implements MigrationInterface {
  name = 'ReportCounts1700000000061';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE report_batch ADD COLUMN done int NOT NULL DEFAULT 0, ADD COLUMN failed int NOT NULL DEFAULT 0;
      UPDATE report_batch b SET done = n.done, failed = n.failed
      FROM (SELECT batch_id, count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'failed') AS failed FROM report_item GROUP BY batch_id) n
      WHERE n.batch_id = b.id;
      ALTER TABLE report_batch ADD CONSTRAINT report_batch_counts CHECK (done >= 0 AND failed >= 0 AND done + failed <= total);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE report_batch DROP COLUMN done, DROP COLUMN failed');
  }
}
