import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
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
        -- the revision in which each field was last changed, for merging what two people write
        touched jsonb NOT NULL DEFAULT '{}',
        -- what the staff list is searched in: title, number, name of the organization
        search text NOT NULL DEFAULT '',
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
        receipt_number text,
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
        evidence jsonb,
        reason text,
        checked_by uuid,
        checked_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (application_id, application_version, rule_id)
      );
      ${tenantTable('eligibility_finding')}

      CREATE UNIQUE INDEX application_number ON application (round_id, number) WHERE number IS NOT NULL;
      CREATE INDEX application_organization ON application (organization_id, created_at DESC);
      CREATE INDEX application_draft ON application (round_id) WHERE state IN ('draft', 'returned');
      CREATE INDEX application_need ON application (need_id);
      -- the staff list: every sort, alone and with each filter; drafts never handed in are in none of them
      ${['submitted_at', 'requested_fen', 'number']
        .flatMap((sort) => ['', 'state', 'track_id', 'community_id'].map((filter) => ({ sort, filter })))
        .map(({ sort, filter }) => `CREATE INDEX application_by_${filter || 'round'}_${sort} ON application (round_id${filter && `, ${filter}`}, ${sort}, id) WHERE number IS NOT NULL;`)
        .join('\n      ')}

      -- single characters and pairs: Chinese words are short, trigrams would not find them
      CREATE FUNCTION text_grams(source text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT COALESCE(array_agg(DISTINCT gram), '{}') FROM (
          SELECT substr(lower(source), i, n) AS gram FROM generate_series(1, char_length(source)) AS i, generate_series(1, 2) AS n
        ) AS grams WHERE gram !~ '\\s' $$;
      CREATE INDEX application_search ON application USING gin (text_grams(search)) WHERE number IS NOT NULL;
      -- Under row-level security an index on texts is not used (its operators are not leakproof), so this one looks with the
      -- owner's rights and names the transaction's own tenants itself. The newest matches, at most as many as are asked for.
      CREATE FUNCTION search_applications(wanted_round uuid, needle text, most int) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT id FROM application
        WHERE round_id = wanted_round AND number IS NOT NULL AND tenant_id = ANY (app_tenants())
          AND text_grams(search) @> text_grams(needle)
          AND position(lower(needle) IN lower(search)) > 0
        LIMIT most $$;
      REVOKE ALL ON FUNCTION search_applications(uuid, text, int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION search_applications(uuid, text, int), text_grams(text) TO ${APP_ROLE};

      -- what is called for is public: an organization finds the calls of streets in which it takes no part yet
      CREATE FUNCTION open_calls(at timestamptz) RETURNS TABLE (id uuid, title text, street text, introduction text, config jsonb, undertaker_organization_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT r.id, r.title, t.name, r.introduction, r.config, r.undertaker_organization_id FROM round r JOIN tenant t ON t.id = r.tenant_id
        WHERE r.state IN ('published', 'open', 'closed') AND (r.config #>> '{calendar,closeAt}')::timestamptz > at
        ORDER BY (r.config #>> '{calendar,closeAt}')::timestamptz LIMIT 200 $$;
      REVOKE ALL ON FUNCTION open_calls(timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION open_calls(timestamptz) TO ${APP_ROLE};

      -- across streets, for the sweep: drafts after the closing, returned ones not corrected in time
      CREATE FUNCTION due_applications(at timestamptz, most int) RETURNS TABLE (id uuid, tenant_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.id, a.tenant_id FROM application a JOIN round r ON r.id = a.round_id
        WHERE (a.state = 'draft' AND (r.config #>> '{calendar,closeAt}')::timestamptz <= at) OR (a.state = 'returned' AND a.return_until <= at)
        LIMIT most $$;
      REVOKE ALL ON FUNCTION due_applications(timestamptz, int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION due_applications(timestamptz, int) TO ${APP_ROLE};

      -- receipts are counted over all streets: nobody waits for anybody
      CREATE SEQUENCE receipt_seq;
      GRANT USAGE ON SEQUENCE receipt_seq TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('application', `SELECT tenant_id, round_id, organization_id, community_id, NULL::uuid FROM application WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_application(uuid), search_applications(uuid, text, int), open_calls(timestamptz), due_applications(timestamptz, int);
      DROP TABLE application, application_version, round_number, eligibility_finding CASCADE;
      DROP FUNCTION text_grams(text);
      DROP SEQUENCE receipt_seq;
    `);
  }
}
