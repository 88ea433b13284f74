import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, sharedTable, tenantTable } from '../tenant-table';

/** The application's role, tenants and their regions, the event log with its chain, the clock, idempotency keys. */
export class Base1700000000001 implements MigrationInterface {
  name = 'Base1700000000001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      DO $$ BEGIN
        CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      GRANT ${APP_ROLE} TO CURRENT_USER;
      GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- the tenants of this transaction; none named is none
      CREATE FUNCTION app_tenants() RETURNS uuid[] LANGUAGE sql STABLE AS
        $$ SELECT COALESCE(NULLIF(current_setting('app.tenants', true), '')::uuid[], '{}'::uuid[]) $$;

      -- districts, streets and communities in one tree
      CREATE TABLE region (
        id uuid PRIMARY KEY,
        parent_id uuid REFERENCES region,
        kind text NOT NULL CHECK (kind IN ('district', 'street', 'community')),
        name text NOT NULL,
        code text,
        UNIQUE NULLS NOT DISTINCT (parent_id, name)
      );
      ${sharedTable('region')}

      -- a street office is a tenant
      CREATE TABLE tenant (
        id uuid PRIMARY KEY,
        region_id uuid NOT NULL UNIQUE REFERENCES region,
        name text NOT NULL,
        short_name text NOT NULL,
        contact jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ${sharedTable('tenant')}

      CREATE TABLE community (
        id uuid PRIMARY KEY REFERENCES region,
        tenant_id uuid NOT NULL REFERENCES tenant,
        name text NOT NULL,
        short_name text NOT NULL
      );
      CREATE INDEX community_tenant ON community (tenant_id);
      ${tenantTable('community')}

      -- one row a change: audit trail, outbox, what notifications listen to
      CREATE TABLE event_log (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        happened_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        kind text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        round_id uuid,
        actor_id uuid,
        actor_role text,
        request_id text,
        data jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX event_log_subject ON event_log (subject_id, id);
      CREATE INDEX event_log_tenant ON event_log (tenant_id, id);
      CREATE INDEX event_log_order ON event_log (xid, id);
      ${tenantTable('event_log', 'SELECT, INSERT')}

      -- the chain: made by the relay in commit order, so that writers never wait for each other's hash
      CREATE TABLE event_seal (
        tenant_id uuid NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        event_id uuid NOT NULL UNIQUE REFERENCES event_log,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (tenant_id, seq)
      );
      ${tenantTable('event_seal', 'SELECT')}

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON event_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON event_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER append_only_all BEFORE TRUNCATE ON event_log EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER append_only_all BEFORE TRUNCATE ON event_seal EXECUTE FUNCTION refuse_change();

      -- how far the relay has come
      CREATE TABLE relay_cursor (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        xid xid8 NOT NULL,
        event_id uuid NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO relay_cursor VALUES (true, '0', '00000000-0000-0000-0000-000000000000');

      CREATE TABLE idempotency_key (
        user_id uuid NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        request_hash text NOT NULL,
        status int,
        answer text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
      ${sharedTable('idempotency_key')}

      -- the demo's clock; production never reads it
      CREATE TABLE virtual_clock (id boolean PRIMARY KEY DEFAULT true CHECK (id), offset_ms bigint NOT NULL DEFAULT 0);
      INSERT INTO virtual_clock DEFAULT VALUES;
      ${sharedTable('virtual_clock', 'SELECT, UPDATE')}

      -- a worker that lives says so
      CREATE TABLE worker_heartbeat (worker_id text PRIMARY KEY, beat_at timestamptz NOT NULL, queue text NOT NULL);
      ${sharedTable('worker_heartbeat')}

      GRANT SELECT ON schema_migration TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('tenant', `SELECT id, NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid FROM tenant WHERE id = wanted`));
    await q.query(scopeFunction('community', `SELECT tenant_id, NULL::uuid, NULL::uuid, id, NULL::uuid FROM community WHERE id = wanted`));
    await q.query(`
      -- the relay's two steps, across tenants, with the owner's rights
      CREATE FUNCTION relay_take(most int) RETURNS SETOF event_log LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        SELECT e.* FROM event_log e, relay_cursor c
        WHERE (e.xid, e.id) > (c.xid, c.event_id) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY e.xid, e.id LIMIT most $$;
      CREATE FUNCTION relay_heads(tenants uuid[]) RETURNS TABLE (tenant_id uuid, seq bigint, hash bytea)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, s.seq, s.hash FROM unnest(tenants) AS t(id)
        CROSS JOIN LATERAL (SELECT seq, hash FROM event_seal WHERE event_seal.tenant_id = t.id ORDER BY seq DESC LIMIT 1) s $$;
      CREATE FUNCTION relay_seal(seals jsonb, to_xid xid8, to_event uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        BEGIN
          INSERT INTO event_seal (tenant_id, seq, event_id, previous, hash)
            SELECT tenant_id, seq, event_id, decode(previous, 'hex'), decode(hash, 'hex')
            FROM jsonb_to_recordset(seals) AS s(tenant_id uuid, seq bigint, event_id uuid, previous text, hash text);
          UPDATE relay_cursor SET xid = to_xid, event_id = to_event, moved_at = now();
        END $$;
      CREATE FUNCTION relay_lag() RETURNS TABLE (waiting bigint, oldest timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT count(*), min(e.recorded_at) FROM (SELECT e.recorded_at FROM event_log e, relay_cursor c WHERE (e.xid, e.id) > (c.xid, c.event_id) ORDER BY e.xid, e.id LIMIT 10000) e $$;
      REVOKE ALL ON FUNCTION relay_take(int), relay_heads(uuid[]), relay_seal(jsonb, xid8, uuid), relay_lag() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION relay_take(int), relay_heads(uuid[]), relay_seal(jsonb, xid8, uuid), relay_lag(), app_tenants() TO ${APP_ROLE};
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION relay_take(int), relay_heads(uuid[]), relay_seal(jsonb, xid8, uuid), relay_lag(), scope_tenant(uuid), scope_community(uuid);
      DROP TABLE worker_heartbeat, virtual_clock, idempotency_key, relay_cursor, event_seal, event_log, community, tenant, region CASCADE;
      DROP FUNCTION refuse_change(), app_tenants();
    `);
  }
}
