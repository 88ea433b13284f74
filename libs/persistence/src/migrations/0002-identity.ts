import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, sharedTable, tenantTable } from '../tenant-table';

/** Organizations, people, memberships, sessions, one-time links, caught mails. */
export class Identity1700000000002 implements MigrationInterface {
  name = 'Identity1700000000002';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- applicants, undertakers, host organizations; known to all streets
      CREATE TABLE organization (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('association', 'social_service_agency', 'foundation', 'filed_group', 'resident_group', 'other')),
        name text NOT NULL,
        uscc text UNIQUE,
        host_id uuid REFERENCES organization,
        community_id uuid REFERENCES region,
        registered_on date,
        registrar text,
        assessment_level text,
        profile jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'active',
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX organization_name ON organization (name, id);
      -- found by any part of its name
      CREATE INDEX organization_name_parts ON organization USING gin (name gin_trgm_ops);
      ${sharedTable('organization')}

      CREATE TABLE user_account (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        phone text,
        password_hash text,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('invited', 'active', 'disabled')),
        locale text NOT NULL DEFAULT 'zh-CN',
        created_at timestamptz NOT NULL DEFAULT now(),
        password_changed_at timestamptz,
        email_confirmed_at timestamptz
      );
      ${sharedTable('user_account')}

      CREATE TABLE membership (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        role text NOT NULL,
        tenant_id uuid REFERENCES tenant,
        round_id uuid,
        organization_id uuid REFERENCES organization,
        community_id uuid REFERENCES region,
        created_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX membership_once ON membership (user_id, role, tenant_id, round_id, organization_id, community_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
      CREATE INDEX membership_tenant ON membership (tenant_id);
      CREATE INDEX membership_organization ON membership (organization_id);
      ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
      -- memberships of an organization belong to no street
      CREATE POLICY of_tenant ON membership
        USING (tenant_id IS NULL OR tenant_id = ANY ((SELECT app_tenants())::uuid[]))
        WITH CHECK (tenant_id IS NULL OR tenant_id = ANY ((SELECT app_tenants())::uuid[]));
      GRANT SELECT, INSERT, UPDATE ON membership TO ${APP_ROLE};

      -- in which streets an organization takes part
      CREATE TABLE participation (
        tenant_id uuid NOT NULL REFERENCES tenant,
        organization_id uuid NOT NULL REFERENCES organization,
        PRIMARY KEY (organization_id, tenant_id)
      );
      ${tenantTable('participation', 'SELECT, INSERT')}

      -- only the digest of a session's token is kept
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        user_id uuid NOT NULL REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        client text
      );
      CREATE INDEX session_of_user ON session (user_id);
      ${sharedTable('session')}

      -- invitations, password resets, confirmations of an address
      CREATE TABLE one_time_link (
        token_hash bytea PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('invitation', 'password_reset', 'email_confirmation')),
        user_id uuid NOT NULL REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX one_time_link_user ON one_time_link (user_id);
      ${sharedTable('one_time_link')}

      -- every mail goes out from here, once; without SMTP it stays here and is shown locally
      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        dedup_key text UNIQUE,
        tenant_id uuid,
        to_email text NOT NULL,
        to_user_id uuid,
        subject text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'caught', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      );
      CREATE INDEX mail_waiting ON mail (created_at) WHERE state = 'waiting';
      ${sharedTable('mail')}

      -- the audit log of one round, newest first
      CREATE INDEX event_log_round ON event_log (round_id, id) WHERE round_id IS NOT NULL;

      CREATE FUNCTION load_session(wanted bytea, at timestamptz) RETURNS TABLE (
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
      -- a person's memberships with the names of what they are for; of rounds only the name, which the portal shows too.
      -- plpgsql, because the table of rounds comes later
      CREATE FUNCTION memberships_of(wanted uuid) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role,
          'tenant', CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'name', t.name) END,
          'round', CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('id', r.id, 'name', r.title) END,
          'organization', CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'name', o.name) END,
          'community', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'name', c.name) END) ORDER BY m.id), '[]')
        FROM membership m LEFT JOIN tenant t ON t.id = m.tenant_id LEFT JOIN round r ON r.id = m.round_id
        LEFT JOIN organization o ON o.id = m.organization_id LEFT JOIN region c ON c.id = m.community_id
        WHERE m.user_id = wanted AND m.ended_at IS NULL); END $$;
      -- the platform's list of streets: counts and the managers' names only
      CREATE FUNCTION street_list() RETURNS TABLE (id uuid, name text, short_name text, region text, district text, contact jsonb,
          communities int, rounds int, managers text[], created_at timestamptz)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN QUERY
        SELECT t.id, t.name, t.short_name, s.name, d.name, t.contact,
          (SELECT count(*)::int FROM community c WHERE c.tenant_id = t.id),
          (SELECT count(*)::int FROM round r WHERE r.tenant_id = t.id),
          ARRAY(SELECT u.name FROM membership m JOIN user_account u ON u.id = m.user_id
            WHERE m.tenant_id = t.id AND m.role = 'street_manager' AND m.ended_at IS NULL ORDER BY m.id),
          t.created_at
        FROM tenant t JOIN region s ON s.id = t.region_id LEFT JOIN region d ON d.id = s.parent_id ORDER BY d.name, t.name; END $$;
      REVOKE ALL ON FUNCTION street_list() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION street_list() TO ${APP_ROLE};
      REVOKE ALL ON FUNCTION memberships_of(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION memberships_of(uuid) TO ${APP_ROLE};
      REVOKE ALL ON FUNCTION load_session(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION load_session(bytea, timestamptz) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('organization', `SELECT NULL::uuid, NULL::uuid, id, NULL::uuid, NULL::uuid FROM organization WHERE id = wanted`));
    await q.query(scopeFunction('user', `SELECT NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, id FROM user_account WHERE id = wanted`));
    await q.query(scopeFunction('membership', `SELECT tenant_id, round_id, organization_id, community_id, user_id FROM membership WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION load_session(bytea, timestamptz), memberships_of(uuid), street_list(), scope_organization(uuid), scope_user(uuid), scope_membership(uuid);
      DROP INDEX event_log_round;
      DROP TABLE mail, one_time_link, session, participation, membership, user_account, organization;
    `);
  }
}
