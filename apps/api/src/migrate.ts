import 'reflect-metadata';
import { newId } from '@weichuang/kernel/id';
import { migrate, ownerDataSource } from '@weichuang/persistence/data-source';
import { loadSettings, type Settings } from '@weichuang/platform/config/settings';
import { hashPassword } from './identity/passwords';

/** The first platform administrator, from the settings, while there is none. */
async function bootstrap(settings: Settings): Promise<string | null> {
  const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = settings;
  if (!email || !password) return null;
  const source = await ownerDataSource(settings.DATABASE_MIGRATION_URL).initialize();
  try {
    return await source.transaction(async (em) => {
      // two processes that start at once make one
      await em.query('SELECT pg_advisory_xact_lock(727103)');
      const there: unknown[] = await em.query(`SELECT 1 FROM membership WHERE role = 'platform_admin' AND ended_at IS NULL`);
      if (there.length) return null;
      const id = newId();
      await em.query(`INSERT INTO user_account (id, email, name, password_hash) VALUES ($1, $2, '平台管理员', $3)`, [id, email.toLowerCase(), await hashPassword(password)]);
      await em.query(`INSERT INTO membership (id, user_id, role) VALUES ($1, $2, 'platform_admin')`, [newId(), id]);
      return email;
    });
  } finally {
    await source.destroy();
  }
}

/** Brings the database up to date, then ends. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const ran = await migrate(settings.DATABASE_MIGRATION_URL);
  process.stdout.write(ran.length ? `migrated: ${ran.length} (${ran.at(-1) ?? ''})\n` : 'database is up to date\n');
  const admin = await bootstrap(settings);
  if (admin) process.stdout.write(`first platform administrator: ${admin}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
