import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
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
      CREATE INDEX need_community ON need (community_id, round_id);
      CREATE INDEX pairing_community ON pairing (community_id, created_at DESC);
      CREATE INDEX pairing_organization ON pairing (organization_id, created_at DESC);
      CREATE INDEX pairing_round ON pairing (round_id, created_at DESC);
      CREATE UNIQUE INDEX pairing_once ON pairing (round_id, community_id, organization_id) WHERE state IN ('requested', 'accepted');
    `);
    await q.query(`
      -- the public list over all streets: what has been published, listed columns only
      CREATE FUNCTION portal_rounds() RETURNS TABLE (
        id uuid, tenant_id uuid, street text, district text, title text, edition int, year int, state text, open_at timestamptz, close_at timestamptz,
        pool_fen bigint, "grant" jsonb, tracks jsonb, needs int, published_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT r.id, r.tenant_id, t.name, d.name, r.title, r.edition, r.year, r.state,
          (r.config #>> '{calendar,openAt}')::timestamptz, (r.config #>> '{calendar,closeAt}')::timestamptz,
          (r.config ->> 'poolFen')::bigint, r.config -> 'grant',
          (SELECT jsonb_agg(jsonb_build_object('id', k -> 'id', 'name', k -> 'name', 'applicants', k -> 'applicants')) FROM jsonb_array_elements(r.config -> 'tracks') k),
          (SELECT count(*)::int FROM need n WHERE n.round_id = r.id AND n.state = 'published'), r.published_at
        FROM round r JOIN tenant t ON t.id = r.tenant_id JOIN region s ON s.id = t.region_id LEFT JOIN region d ON d.id = s.parent_id
        WHERE r.state NOT IN ('draft', 'cancelled') AND r.published_at IS NOT NULL $$;
      REVOKE ALL ON FUNCTION portal_rounds() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION portal_rounds() TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('need', `SELECT tenant_id, round_id, NULL::uuid, community_id, NULL::uuid FROM need WHERE id = wanted`));
    await q.query(scopeFunction('pairing', `SELECT tenant_id, round_id, organization_id, community_id, NULL::uuid FROM pairing WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION scope_need(uuid), scope_pairing(uuid), portal_rounds();
      DROP TABLE need, pairing CASCADE;
    `);
  }
}
