import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ownerDataSource } from '@weichuang/persistence/data-source';
import { loadSettings } from '@weichuang/platform/config/settings';
import { openHouse } from '@weichuang/platform/house';
import { createApi } from '@weichuang/platform/http/app';
import { permissions } from './permissions';
import { seedDemo, STAGES, type Stage } from './seed/run';
import { slices } from './slices';

/** Fills an empty database with the demo. Refused in production; a database that has people already is left alone. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { stage: { type: 'string', default: 'deliver' }, seed: { type: 'string', default: '42' } }, strict: false });
  const stage = String(values.stage) as Stage; // checked the next line
  if (!STAGES.includes(stage)) throw new Error(`--stage is one of ${STAGES.join(', ')}`);
  const settings = loadSettings({ ...process.env, LOG_LEVEL: 'warn' });
  if (!settings.DEMO) throw new Error('the demo is refused in production');
  const owner = await ownerDataSource(settings.DATABASE_MIGRATION_URL).initialize();
  try {
    const [{ n }] = (await owner.query('SELECT count(*) AS n FROM user_account')) as [{ n: number }]; // one row
    if (n > 0) {
      process.stdout.write('已有数据，不再写入演示数据 (the database has data already: nothing seeded)\n');
      return;
    }
    // thousands of small commits: a crash while the demo is made loses the demo, which is then made again
    await owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`);
    // the same database and storage as the running product, but no queue of its own: the worker relays what happened
    const house = await openHouse(settings, permissions, 'api');
    const api = await createApi(house, slices, null);
    const { now } = await seedDemo(api, house, owner, stage, Number(values.seed), (line) => process.stdout.write(`  ${line}\n`));
    // nobody has signed in yet: the seed's own sessions are no devices of anybody's
    await owner.query('DELETE FROM session');
    await api.close();
    await house.close();
    process.stdout.write(`演示数据已就绪：${stage}，演示时间 ${now} (demo seeded)\n`);
  } finally {
    await owner.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET synchronous_commit', current_database()); END $$`).catch(() => undefined);
    await owner.destroy();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
