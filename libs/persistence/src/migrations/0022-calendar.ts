import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../tenant-table';

/** A street's own days, on top of the official calendar. */
export class Calendar1700000000022 implements MigrationInterface {
  name = 'Calendar1700000000022';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE calendar_day (
        tenant_id uuid NOT NULL REFERENCES tenant,
        day date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('work', 'off')),
        reason text NOT NULL,
        set_by uuid NOT NULL REFERENCES user_account,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, day)
      );
      ${tenantTable('calendar_day')}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE calendar_day');
  }
}
