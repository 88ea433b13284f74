import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** The tranche plan and the money that went out and came back, to the fen. Paid minus returned never exceeds the grant: the database refuses. */
export class Disbursements1700000000010 implements MigrationInterface {
  name = 'Disbursements1700000000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE tranche (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        plan_key text NOT NULL,
        name text NOT NULL,
        sequence int NOT NULL,
        gate text NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        state text NOT NULL DEFAULT 'planned',
        due_on date,
        requested_by uuid,
        requested_at timestamptz,
        approved_by uuid,
        approved_at timestamptz,
        paid_by uuid,
        paid_on date,
        paid_fen bigint NOT NULL DEFAULT 0 CHECK (paid_fen >= 0 AND paid_fen <= amount_fen),
        returned_fen bigint NOT NULL DEFAULT 0 CHECK (returned_fen >= 0 AND returned_fen <= paid_fen),
        voucher_number text,
        returned_on date,
        return_voucher text,
        reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (project_id, plan_key)
      );
      ${tenantTable('tranche')}

      CREATE TABLE payment_balance (
        project_id uuid PRIMARY KEY REFERENCES project,
        tenant_id uuid NOT NULL REFERENCES tenant,
        grant_fen bigint NOT NULL,
        net_paid_fen bigint NOT NULL DEFAULT 0,
        CHECK (net_paid_fen >= 0 AND net_paid_fen <= grant_fen)
      );
      ${tenantTable('payment_balance')}

      CREATE TABLE expense (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        project_id uuid NOT NULL REFERENCES project,
        activity_record_id uuid,
        category text NOT NULL,
        content text NOT NULL,
        payee text NOT NULL DEFAULT '',
        invoice_number text,
        spent_on date NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        source text NOT NULL DEFAULT 'grant' CHECK (source IN ('grant', 'own')),
        created_by uuid NOT NULL,
        removed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('expense')}

      CREATE INDEX tranche_round ON tranche (round_id, state);
      CREATE INDEX tranche_list ON tranche (round_id, sequence, id);
      CREATE INDEX expense_project ON expense (project_id, spent_on);
      CREATE INDEX expense_invoice ON expense (tenant_id, lower(invoice_number)) WHERE invoice_number IS NOT NULL;
    `);
    await q.query(scopeFunction('tranche', `SELECT t.tenant_id, t.round_id, p.organization_id, p.community_id, NULL::uuid FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.id = wanted`));
    await q.query(scopeFunction('expense', `SELECT e.tenant_id, e.round_id, p.organization_id, p.community_id, NULL::uuid FROM expense e JOIN project p ON p.id = e.project_id WHERE e.id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_tranche(uuid), scope_expense(uuid);
      DROP TABLE tranche, payment_balance, expense CASCADE;
    `);
  }
}
