import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Community needs and the pairing of organizations with communities. */
export class Needs1700000000005 implements MigrationInterface {
  name = 'Needs1700000000005';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE need (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        community_id uuid NOT NULL REFERENCES community,
        title text NOT NULL,
        description text NOT NULL DEFAULT '',
        category text,
        survey_count int CHECK (survey_count >= 0),
        beneficiaries text,
        state text NOT NULL DEFAULT 'draft',
        return_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('need')}

      CREATE TABLE pairing (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        community_id uuid NOT NULL REFERENCES community,
        organization_id uuid NOT NULL REFERENCES organization,
        need_id uuid REFERENCES need,
        message text NOT NULL DEFAULT '',
        reply text,
        state text NOT NULL DEFAULT 'requested',
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('pairing')}

      CREATE INDEX need_round ON need (round_id, state);
      CREATE UNIQUE INDEX pairing_once ON pairing (round_id, community_id, organization_id) WHERE state IN ('requested', 'accepted');
    `);
    await q.query(scopeFunction('need', `SELECT tenant_id, round_id, NULL::uuid, community_id, NULL::uuid FROM need WHERE id = wanted`));
    await q.query(scopeFunction('pairing', `SELECT tenant_id, round_id, organization_id, community_id, NULL::uuid FROM pairing WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_need(uuid), scope_pairing(uuid);
      DROP TABLE need, pairing CASCADE;
    `);
  }
}
