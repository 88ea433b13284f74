import { migrate } from '@weichuang/persistence/data-source';
import { loadSettings } from '@weichuang/platform/config/settings';

/** Brings the database up to date, then ends. */
migrate(loadSettings(process.env).DATABASE_MIGRATION_URL).then(
  (ran) => process.stdout.write(ran.length ? `migrated: ${ran.join(', ')}\n` : 'database is up to date\n'),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
