import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events stand in the order of their transactions' numbers, and a dump that is restored into another server meets one that
 * counts from the beginning: what happens there would stand before all that was restored, and the relay, which is past that,
 * would never hand it over. So each `migrate` asks `event_order_resume()`, which lets the numbers go on after the last restored one.
 */
export class EventOrderRestored1700000000090 implements MigrationInterface {
  name = 'EventOrderRestored1700000000090';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE relay_cursor ADD COLUMN xid_shift bigint NOT NULL DEFAULT 0 CHECK (xid_shift >= 0);

      CREATE OR REPLACE FUNCTION relay_take(most int) RETURNS SETOF event_log LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        SELECT e.* FROM event_log e, relay_cursor c
        WHERE (e.xid, e.id) > (c.xid, c.event_id) AND e.xid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + c.xid_shift)::text::xid8
        ORDER BY e.xid, e.id LIMIT most $$;

      -- the last number is read before the server's: what commits in between is below the server's
      CREATE FUNCTION event_order_resume() RETURNS boolean LANGUAGE plpgsql SET search_path = public AS $$
        DECLARE
          last bigint;
          shift bigint;
          next bigint;
        BEGIN
          SELECT GREATEST(c.xid, (SELECT e.xid FROM event_log e ORDER BY e.xid DESC, e.id DESC LIMIT 1))::text::bigint, c.xid_shift INTO last, shift FROM relay_cursor c;
          next := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
          IF last < next + shift THEN RETURN false; END IF;
          shift := last + 1 - next;
          EXECUTE format('ALTER TABLE event_log ALTER COLUMN xid SET DEFAULT (pg_current_xact_id()::text::bigint + %s)::text::xid8', shift);
          UPDATE relay_cursor SET xid_shift = shift;
          RETURN true;
        END $$;
      REVOKE ALL ON FUNCTION event_order_resume() FROM PUBLIC;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION event_order_resume();
      CREATE OR REPLACE FUNCTION relay_take(most int) RETURNS SETOF event_log LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        SELECT e.* FROM event_log e, relay_cursor c
        WHERE (e.xid, e.id) > (c.xid, c.event_id) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY e.xid, e.id LIMIT most $$;
      ALTER TABLE event_log ALTER COLUMN xid SET DEFAULT pg_current_xact_id();
      ALTER TABLE relay_cursor DROP COLUMN xid_shift;
    `);
  }
}
