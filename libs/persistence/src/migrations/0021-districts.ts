import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';

/** Auditors of a whole district; streets that can be disabled. */
export class Districts1700000000021 implements MigrationInterface {
  name = 'Districts1700000000021';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- who audits a district audits each of its streets, those that come later too; nobody else is of a district
      ALTER TABLE membership ADD COLUMN district_id uuid REFERENCES region;
      ALTER TABLE membership ADD CONSTRAINT membership_district CHECK (district_id IS NULL
        OR (role = 'auditor' AND tenant_id IS NULL AND round_id IS NULL AND organization_id IS NULL AND community_id IS NULL));
      CREATE INDEX membership_of_district ON membership (district_id) WHERE district_id IS NOT NULL;
      DROP INDEX membership_once;
      CREATE UNIQUE INDEX membership_once ON membership (user_id, role, tenant_id, round_id, organization_id, community_id, district_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;

      -- nobody works in a disabled street; what it has done stays to be audited
      ALTER TABLE tenant ADD COLUMN disabled_at timestamptz;

      -- memberships as the guard reads them: one of a district stands for one in each of its streets
      CREATE FUNCTION held_memberships(wanted uuid) RETURNS TABLE (id uuid, role text, tenant_id uuid, round_id uuid, organization_id uuid, community_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT m.id, m.role, m.tenant_id, m.round_id, m.organization_id, m.community_id FROM membership m
        WHERE m.user_id = wanted AND m.ended_at IS NULL AND m.district_id IS NULL
        UNION ALL
        SELECT m.id, m.role, t.id, NULL, NULL, NULL FROM membership m JOIN region s ON s.parent_id = m.district_id JOIN tenant t ON t.region_id = s.id
        WHERE m.user_id = wanted AND m.ended_at IS NULL $$;
      REVOKE ALL ON FUNCTION held_memberships(uuid) FROM PUBLIC;

      CREATE OR REPLACE FUNCTION load_session(wanted bytea, at timestamptz) RETURNS TABLE (
        session_id uuid, user_id uuid, name text, email text, locale text, seen_at timestamptz, memberships jsonb, tenants uuid[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.id, u.id, u.name, u.email, u.locale, s.seen_at,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'tenantId', m.tenant_id, 'roundId', m.round_id,
              'organizationId', m.organization_id, 'communityId', m.community_id) ORDER BY m.id, m.tenant_id) FROM held_memberships(u.id) m), '[]'),
          ARRAY(SELECT m.tenant_id FROM held_memberships(u.id) m WHERE m.tenant_id IS NOT NULL
            UNION SELECT p.tenant_id FROM participation p JOIN membership m ON m.organization_id = p.organization_id
              WHERE m.user_id = u.id AND m.ended_at IS NULL)
        FROM session s JOIN user_account u ON u.id = s.user_id
        WHERE s.token_hash = wanted AND s.expires_at > at AND u.state = 'active' $$;

      CREATE OR REPLACE FUNCTION memberships_of(wanted uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role,
          'tenant', CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'name', t.name) END,
          'round', CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('id', r.id, 'name', r.title) END,
          'organization', CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'name', o.name) END,
          'community', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name) END,
          'district', CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('id', d.id, 'name', d.name) END) ORDER BY m.id), '[]')
        FROM membership m LEFT JOIN tenant t ON t.id = m.tenant_id LEFT JOIN round r ON r.id = m.round_id
        LEFT JOIN organization o ON o.id = m.organization_id LEFT JOIN region c ON c.id = m.community_id LEFT JOIN region d ON d.id = m.district_id
        WHERE m.user_id = wanted AND m.ended_at IS NULL); END $$;

      -- roles a person holds in a district's streets: an auditor may hold no other there
      CREATE FUNCTION roles_in_district(person uuid, district uuid) RETURNS TABLE (role text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT DISTINCT m.role FROM membership m JOIN tenant t ON t.id = m.tenant_id JOIN region s ON s.id = t.region_id
        WHERE m.user_id = person AND m.ended_at IS NULL AND s.parent_id = district $$;
      REVOKE ALL ON FUNCTION roles_in_district(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION roles_in_district(uuid, uuid) TO ${APP_ROLE};
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE OR REPLACE FUNCTION load_session(wanted bytea, at timestamptz) RETURNS TABLE (
        session_id uuid, user_id uuid, name text, email text, locale text, seen_at timestamptz, memberships jsonb, tenants uuid[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.id, u.id, u.name, u.email, u.locale, s.seen_at,
          COALESCE((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'tenantId', m.tenant_id, 'roundId', m.round_id,
              'organizationId', m.organization_id, 'communityId', m.community_id) ORDER BY m.id)
            FROM membership m WHERE m.user_id = u.id AND m.ended_at IS NULL), '[]'),
          ARRAY(SELECT m.tenant_id FROM membership m WHERE m.user_id = u.id AND m.ended_at IS NULL AND m.tenant_id IS NOT NULL
            UNION SELECT p.tenant_id FROM participation p JOIN membership m ON m.organization_id = p.organization_id
              WHERE m.user_id = u.id AND m.ended_at IS NULL)
        FROM session s JOIN user_account u ON u.id = s.user_id
        WHERE s.token_hash = wanted AND s.expires_at > at AND u.state = 'active' $$;
      CREATE OR REPLACE FUNCTION memberships_of(wanted uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role,
          'tenant', CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'name', t.name) END,
          'round', CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('id', r.id, 'name', r.title) END,
          'organization', CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'name', o.name) END,
          'community', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name) END) ORDER BY m.id), '[]')
        FROM membership m LEFT JOIN tenant t ON t.id = m.tenant_id LEFT JOIN round r ON r.id = m.round_id
        LEFT JOIN organization o ON o.id = m.organization_id LEFT JOIN region c ON c.id = m.community_id
        WHERE m.user_id = wanted AND m.ended_at IS NULL); END $$;
      DROP FUNCTION held_memberships(uuid), roles_in_district(uuid, uuid);
      ALTER TABLE tenant DROP COLUMN disabled_at;
      DELETE FROM membership WHERE district_id IS NOT NULL;
      DROP INDEX membership_once;
      ALTER TABLE membership DROP COLUMN district_id;
      CREATE UNIQUE INDEX membership_once ON membership (user_id, role, tenant_id, round_id, organization_id, community_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
    `);
  }
}
