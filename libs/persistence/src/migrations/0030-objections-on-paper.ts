import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an objection came in, and who wrote down one that did not come through the form. */
export class ObjectionsOnPaper1700000000030 implements MigrationInterface {
  name = 'ObjectionsOnPaper1700000000030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE objection
        ADD COLUMN channel text NOT NULL DEFAULT 'online' CHECK (channel IN ('online', 'paper', 'phone', 'visit')),
        ADD COLUMN recorded_by uuid REFERENCES user_account,
        ADD CONSTRAINT objection_recorder CHECK ((channel = 'online') = (recorded_by IS NULL));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE objection DROP COLUMN channel, DROP COLUMN recorded_by');
  }
}
