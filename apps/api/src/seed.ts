import 'reflect-metadata';
import { ownerDataSource } from '@weichuang/persistence/data-source';
import { loadSettings } from '@weichuang/platform/config/settings';
import { seedPeople } from './seed/people';

/** Fills an empty database with the demo. Refused in production; a database that has people already is left alone. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  if (!settings.DEMO) throw new Error('the demo is refused in production');
  const source = await ownerDataSource(settings.DATABASE_MIGRATION_URL).initialize();
  try {
    const [{ n }] = (await source.query('SELECT count(*) AS n FROM user_account')) as [{ n: number }]; // one row
    if (n > 0) {
      process.stdout.write('the database has data already: nothing seeded\n');
      return;
    }
    await source.transaction((em) => seedPeople(em));
    process.stdout.write('demo seeded\n');
  } finally {
    await source.destroy();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
