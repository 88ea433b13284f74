import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff compare an expense with its vouchers; from then on it stays as it is. */
export class ExpensesAccepted1700000000031 implements MigrationInterface {
  name = 'ExpensesAccepted1700000000031';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE expense
        ADD COLUMN state text NOT NULL DEFAULT 'recorded' CHECK (state IN ('recorded', 'accepted')),
        ADD COLUMN accepted_by uuid REFERENCES user_account,
        ADD COLUMN accepted_at timestamptz,
        -- why it was given back for correction
        ADD COLUMN reason text,
        ADD CONSTRAINT expense_acceptance CHECK ((state = 'accepted') = (accepted_at IS NOT NULL) AND (state = 'recorded' OR removed_at IS NULL));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE expense DROP COLUMN state, DROP COLUMN accepted_by, DROP COLUMN accepted_at, DROP COLUMN reason');
  }
}
