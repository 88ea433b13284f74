import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An evaluator with a conflict of interest steps aside: why, and who is not asked again when the evaluation is given to another. */
export class EvaluationRecusal1700000000081 implements MigrationInterface {
  name = 'EvaluationRecusal1700000000081';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE evaluation ADD COLUMN recusal_reason text, ADD COLUMN recused_ids uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE evaluation DROP COLUMN recusal_reason, DROP COLUMN recused_ids`);
  }
}
