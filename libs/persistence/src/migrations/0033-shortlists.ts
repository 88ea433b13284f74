import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stage of judging that takes only the shortlist of the stage before it. */
export class Shortlists1700000000033 implements MigrationInterface {
  name = 'Shortlists1700000000033';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- the applications this stage judges; null: every qualified one
      ALTER TABLE review_stage ADD COLUMN entrants uuid[];
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE review_stage DROP COLUMN entrants');
  }
}
