import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The relay asks several times a second whether anything has happened. Joined to its cursor it read the whole log for that, from
 * the first event on; with the cursor's place as a value it begins there.
 */
export class RelayFromCursor1700000000091 implements MigrationInterface {
  name = 'RelayFromCursor1700000000091';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE OR REPLACE FUNCTION relay_take(most int) RETURNS SETOF event_log LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        SELECT * FROM event_log
        WHERE (xid, id) > ((SELECT xid FROM relay_cursor), (SELECT event_id FROM relay_cursor))
          AND xid < (SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + xid_shift)::text::xid8 FROM relay_cursor)
        ORDER BY xid, id LIMIT most $$;
      CREATE OR REPLACE FUNCTION relay_lag() RETURNS TABLE (waiting bigint, oldest timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT count(*), min(e.recorded_at) FROM (
          SELECT recorded_at FROM event_log WHERE (xid, id) > ((SELECT xid FROM relay_cursor), (SELECT event_id FROM relay_cursor)) ORDER BY xid, id LIMIT 10000) e $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE OR REPLACE FUNCTION relay_take(most int) RETURNS SETOF event_log LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        SELECT e.* FROM event_log e, relay_cursor c
        WHERE (e.xid, e.id) > (c.xid, c.event_id) AND e.xid < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + c.xid_shift)::text::xid8
        ORDER BY e.xid, e.id LIMIT most $$;
      CREATE OR REPLACE FUNCTION relay_lag() RETURNS TABLE (waiting bigint, oldest timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT count(*), min(e.recorded_at) FROM (SELECT e.recorded_at FROM event_log e, relay_cursor c WHERE (e.xid, e.id) > (c.xid, c.event_id) ORDER BY e.xid, e.id LIMIT 10000) e $$;
    `);
  }
}
