import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
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
        -- the allocation rule it was made by
        rule jsonb NOT NULL DEFAULT '{}',
        note text NOT NULL DEFAULT '',
        submitted_by uuid,
        submitted_at timestamptz,
        approved_by uuid,
        approved_at timestamptz,
        return_reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${tenantTable('decision')}

      CREATE TABLE public_notice (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        decision_id uuid NOT NULL REFERENCES decision,
        kind text NOT NULL DEFAULT 'main' CHECK (kind IN ('main', 'supplementary')),
        -- given when it is published, so that drafts leave no gaps
        number text,
        title text NOT NULL,
        content jsonb NOT NULL,
        state text NOT NULL DEFAULT 'draft',
        starts_on date,
        ends_on date,
        ends_at timestamptz,
        calendar_certain boolean NOT NULL DEFAULT true,
        days_confirmed_by uuid,
        published_at timestamptz,
        published_by uuid,
        closed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (tenant_id, number)
      );
      ${tenantTable('public_notice')}

      CREATE TABLE notice_number (
        tenant_id uuid NOT NULL REFERENCES tenant,
        year int NOT NULL,
        last int NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant_id, year)
      );
      ${tenantTable('notice_number')}

      -- a line of the decision: what each ranked application gets, and why
      CREATE TABLE award (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        decision_id uuid NOT NULL REFERENCES decision,
        application_id uuid NOT NULL REFERENCES application,
        organization_id uuid NOT NULL REFERENCES organization,
        rank int,
        score text,
        requested_fen bigint NOT NULL DEFAULT 0,
        entitled_fen bigint NOT NULL DEFAULT 0 CHECK (entitled_fen >= 0),
        amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        committed boolean NOT NULL DEFAULT false,
        waitlist int,
        -- why the allocation put it here
        reason text NOT NULL DEFAULT '',
        -- why a person put it elsewhere
        note text,
        notice_id uuid REFERENCES public_notice,
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
        UNIQUE (round_id, application_id)
      );
      ${tenantTable('prize')}

      CREATE TABLE objection (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        notice_id uuid NOT NULL REFERENCES public_notice,
        award_id uuid NOT NULL REFERENCES award,
        number text NOT NULL,
        -- made by the form when it is opened: sent twice, it is received once
        client_key uuid,
        objector_name text,
        objector_contact text,
        anonymous boolean NOT NULL DEFAULT false,
        statement text NOT NULL,
        state text NOT NULL DEFAULT 'received',
        outcome text CHECK (outcome IN ('upheld', 'rejected')),
        findings text,
        dismiss_reason text,
        reply text,
        replied_at timestamptz,
        handled_by uuid,
        received_at timestamptz NOT NULL,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (notice_id, number),
        UNIQUE (notice_id, client_key)
      );
      ${tenantTable('objection')}

      CREATE INDEX award_round ON award (round_id, rank);
      CREATE INDEX award_organization ON award (organization_id);
      CREATE INDEX award_notice ON award (notice_id);
      CREATE INDEX objection_award ON objection (award_id);
      CREATE INDEX objection_list ON objection (round_id, received_at DESC, id DESC);
      CREATE INDEX public_notice_round ON public_notice (round_id);
      CREATE INDEX public_notice_list ON public_notice (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
      -- one decision a round, and one draft of a notice at a time
      CREATE UNIQUE INDEX decision_current ON decision (round_id);
      CREATE UNIQUE INDEX public_notice_draft ON public_notice (round_id) WHERE state = 'draft';
      CREATE UNIQUE INDEX public_notice_main ON public_notice (round_id) WHERE kind = 'main';

      -- what hangs on the board of every street; nothing of drafts
      CREATE FUNCTION published_notices(before_at timestamptz, before_id uuid, of_tenant uuid, most int) RETURNS TABLE (
        id uuid, number text, title text, kind text, state text, starts_on date, ends_on date, ends_at timestamptz, published_at timestamptz,
        projects int, round_id uuid, round_title text, street text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT n.id, n.number, n.title, n.kind, n.state, n.starts_on, n.ends_on, n.ends_at, n.published_at,
          jsonb_array_length(n.content->'lines'), r.id, r.title, t.name
        FROM public_notice n JOIN round r ON r.id = n.round_id JOIN tenant t ON t.id = n.tenant_id
        WHERE n.published_at IS NOT NULL AND (of_tenant IS NULL OR n.tenant_id = of_tenant)
          AND (before_at IS NULL OR (n.published_at, n.id) < (before_at, before_id))
        ORDER BY n.published_at DESC, n.id DESC LIMIT most $$;
      REVOKE ALL ON FUNCTION published_notices(timestamptz, uuid, uuid, int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION published_notices(timestamptz, uuid, uuid, int) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('decision', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM decision WHERE id = wanted`));
    await q.query(scopeFunction('award', `SELECT tenant_id, round_id, organization_id, NULL::uuid, NULL::uuid FROM award WHERE id = wanted`));
    await q.query(scopeFunction('prize', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM prize WHERE id = wanted`));
    await q.query(scopeFunction('notice', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM public_notice WHERE id = wanted`));
    await q.query(scopeFunction('objection', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM objection WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_decision(uuid), scope_award(uuid), scope_prize(uuid), scope_notice(uuid), scope_objection(uuid);
      DROP FUNCTION published_notices(timestamptz, uuid, uuid, int);
      DROP TABLE envelope, decision, award, prize, public_notice, notice_number, objection CASCADE;
    `);
  }
}
