import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages are read page by page, and the unread ones are counted on every page. */
export class Messages1700000000020 implements MigrationInterface {
  name = 'Messages1700000000020';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX notification_page ON notification (user_id, created_at DESC, id DESC);
      CREATE INDEX notification_unread ON notification (user_id, created_at DESC, id DESC) WHERE read_at IS NULL;
      DROP INDEX notification_user;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX notification_user ON notification (user_id, created_at DESC);
      DROP INDEX notification_page, notification_unread;
    `);
  }
}
