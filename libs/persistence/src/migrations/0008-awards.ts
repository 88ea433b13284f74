import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopeFunction, tenantTable } from '../tenant-table';

/** The pool, the decision, awards, prizes, public notices and objections. What is committed never exceeds the pool: the database refuses. */
export class Awards1700000000008 implements MigrationInterface {
  name = 'Awards1700000000008';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE envelope (
        round_id uuid PRIMARY KEY REFERENCES round,
        tenant_id uuid NOT NULL REFERENCES tenant,
        pool_fen bigint NOT NULL CHECK (pool_fen >= 0),
        committed_fen bigint NOT NULL DEFAULT 0,
        CHECK (committed_fen >= 0 AND committed_fen <= pool_fen)
      );
      ${tenantTable('envelope')}

      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        ranking_id uuid NOT NULL REFERENCES ranking,
        state text NOT NULL DEFAULT 'draft',
        note text NOT NULL DEFAULT '',
        submitted_by uuid,
        approved_by uuid,
        approved_at timestamptz,
        return_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('decision')}

      CREATE TABLE award (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        decision_id uuid NOT NULL REFERENCES decision,
        application_id uuid NOT NULL REFERENCES application,
        organization_id uuid NOT NULL REFERENCES organization,
        rank int,
        score text,
        amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        committed boolean NOT NULL DEFAULT false,
        waitlist int,
        reason text NOT NULL DEFAULT '',
        state text NOT NULL DEFAULT 'proposed',
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (decision_id, application_id)
      );
      ${tenantTable('award')}

      CREATE TABLE prize (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        application_id uuid NOT NULL REFERENCES application,
        tier_key text NOT NULL,
        amount_fen bigint NOT NULL DEFAULT 0,
        given_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (round_id, application_id, tier_key)
      );
      ${tenantTable('prize')}

      CREATE TABLE public_notice (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        decision_id uuid NOT NULL REFERENCES decision,
        number text NOT NULL,
        title text NOT NULL,
        content jsonb NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        starts_on date,
        ends_on date,
        ends_at timestamptz,
        calendar_certain boolean NOT NULL DEFAULT true,
        published_at timestamptz,
        closed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('public_notice')}

      CREATE TABLE objection (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        notice_id uuid NOT NULL REFERENCES public_notice,
        award_id uuid NOT NULL REFERENCES award,
        number text NOT NULL,
        objector_name text,
        objector_contact text,
        anonymous boolean NOT NULL DEFAULT false,
        statement text NOT NULL,
        state text NOT NULL DEFAULT 'received',
        outcome text CHECK (outcome IN ('upheld', 'rejected')),
        findings text,
        reply text,
        handled_by uuid,
        received_at timestamptz NOT NULL,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('objection')}

      CREATE INDEX award_round ON award (round_id, rank);
      CREATE INDEX award_organization ON award (organization_id);
      CREATE INDEX objection_notice ON objection (notice_id);
      CREATE UNIQUE INDEX decision_current ON decision (round_id) WHERE state <> 'superseded';
    `);
    await q.query(scopeFunction('decision', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM decision WHERE id = wanted`));
    await q.query(scopeFunction('award', `SELECT tenant_id, round_id, organization_id, NULL::uuid, NULL::uuid FROM award WHERE id = wanted`));
    await q.query(scopeFunction('notice', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM public_notice WHERE id = wanted`));
    await q.query(scopeFunction('objection', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM objection WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_decision(uuid), scope_award(uuid), scope_notice(uuid), scope_objection(uuid);
      DROP TABLE envelope, decision, award, prize, public_notice, objection CASCADE;
    `);
  }
}
