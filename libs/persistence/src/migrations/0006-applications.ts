import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Applications, their frozen submitted versions, and the eligibility check. */
export class Applications1700000000006 implements MigrationInterface {
  name = 'Applications1700000000006';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE application (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        organization_id uuid NOT NULL REFERENCES organization,
        host_organization_id uuid REFERENCES organization,
        track_id text NOT NULL,
        community_id uuid REFERENCES community,
        need_id uuid REFERENCES need,
        pairing_id uuid REFERENCES pairing,
        form_version_id uuid NOT NULL REFERENCES form_version,
        title text NOT NULL DEFAULT '',
        number text,
        receipt_number text,
        answers jsonb NOT NULL DEFAULT '{}',
        requested_fen bigint NOT NULL DEFAULT 0 CHECK (requested_fen >= 0),
        own_fen bigint NOT NULL DEFAULT 0 CHECK (own_fen >= 0),
        state text NOT NULL DEFAULT 'draft',
        submitted_at timestamptz,
        submitted_version int NOT NULL DEFAULT 0,
        return_reason text,
        return_fields jsonb,
        return_until timestamptz,
        returns int NOT NULL DEFAULT 0,
        decision_reason text,
        created_by uuid NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('application')}

      CREATE TABLE application_version (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        application_id uuid NOT NULL REFERENCES application,
        version int NOT NULL,
        title text NOT NULL,
        form_version_id uuid NOT NULL,
        answers jsonb NOT NULL,
        requested_fen bigint NOT NULL,
        own_fen bigint NOT NULL,
        digest text NOT NULL,
        submitted_at timestamptz NOT NULL,
        submitted_by uuid NOT NULL,
        UNIQUE (application_id, version)
      );
      ${tenantTable('application_version', 'SELECT, INSERT')}

      CREATE TABLE round_number (
        round_id uuid NOT NULL REFERENCES round,
        kind text NOT NULL,
        tenant_id uuid NOT NULL REFERENCES tenant,
        last int NOT NULL DEFAULT 0,
        PRIMARY KEY (round_id, kind)
      );
      ${tenantTable('round_number')}

      CREATE TABLE eligibility_finding (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        application_id uuid NOT NULL REFERENCES application,
        application_version int NOT NULL,
        rule_id text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('pass', 'fail', 'manual')),
        automatic boolean NOT NULL,
        reason text,
        checked_by uuid,
        checked_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (application_id, application_version, rule_id)
      );
      ${tenantTable('eligibility_finding')}

      CREATE UNIQUE INDEX application_number ON application (round_id, number) WHERE number IS NOT NULL;
      CREATE INDEX application_list ON application (round_id, state, submitted_at DESC, id DESC);
      CREATE INDEX application_round_submitted ON application (round_id, submitted_at DESC, id DESC);
      CREATE INDEX application_round_requested ON application (round_id, requested_fen DESC, id DESC);
      CREATE INDEX application_organization ON application (organization_id, created_at DESC);
    `);
    await q.query(scopeFunction('application', `SELECT tenant_id, round_id, organization_id, community_id, NULL::uuid FROM application WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_application(uuid);
      DROP TABLE application, application_version, round_number, eligibility_finding CASCADE;
    `);
  }
}
