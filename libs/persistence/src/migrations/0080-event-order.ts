import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events are read in the order in which the chain seals them, (transaction, id): two of the same instant by different
 * processes have ids in either order, and the log's numbers would jump. Each index that read by id now reads in that order.
 */
export class EventOrder1700000000080 implements MigrationInterface {
  name = 'EventOrder1700000000080';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX event_log_subject, event_log_tenant, event_log_round;
      CREATE INDEX event_log_subject ON event_log (subject_id, xid, id);
      CREATE INDEX event_log_tenant ON event_log (tenant_id, xid, id);
      CREATE INDEX event_log_round ON event_log (round_id, xid, id) WHERE round_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX event_log_subject, event_log_tenant, event_log_round;
      CREATE INDEX event_log_subject ON event_log (subject_id, id);
      CREATE INDEX event_log_tenant ON event_log (tenant_id, id);
      CREATE INDEX event_log_round ON event_log (round_id, id) WHERE round_id IS NOT NULL;
    `);
  }
}
