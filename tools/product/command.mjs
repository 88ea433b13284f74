// Commands on the data of one data directory: beside the running product, or with its database started for as long as it takes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../log.mjs';
import { checkNode, ensureInstalled } from '../repo/install.mjs';
import { build } from '../repo/nx.mjs';
import { endAll, onStop, root, run } from '../repo/run.mjs';
import { describe, Problem } from '../services/problem.mjs';
import { dataDirOf, environments } from './environment.mjs';
import { runningIn, takeDataDir } from './lock.mjs';

/**
 * Runs `apps/api/dist/<entry>.js` with the arguments and exits with its exit code.
 * @param {{ entry: string, args: string[], migrate?: boolean }} options `migrate`: first bring the database up to date.
 */
export async function runOnData({ entry, args, migrate = false }) {
  const stops = [];
  const stopAll = async () => {
    await endAll();
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  onStop(async () => {
    await stopAll();
    return 130;
  });
  let code = 1;
  try {
    checkNode();
    await ensureInstalled();
    if (!existsSync(dist(entry))) await build();
    const env = await ownerEnvironment(stops);
    if (migrate) code = (await run(process.execPath, [dist('migrate')], { env })).code;
    if (!migrate || code === 0) code = (await run(process.execPath, ['--enable-source-maps', dist(entry), ...args], { env })).code;
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
  }
  await stopAll();
  process.exit(code);
}

const dist = (entry) => join(root, 'apps', 'api', 'dist', `${entry}.js`);

async function ownerEnvironment(stops) {
  const dataDir = dataDirOf();
  const running = runningIn(dataDir);
  if (running) return { ...process.env, ...running.env };
  // The product is only just starting or stopping: its lock is held, its address not yet known.
  stops.push(takeDataDir(dataDir));
  if (process.env.DATABASE_URL) return environments({ dataDir, database: null, redisUrl: process.env.REDIS_URL ?? null }).owner;
  if (!existsSync(join(dataDir, 'postgres.password')) && process.env.NODE_ENV === 'production') {
    throw new Problem(`${dataDir} 里没有数据库 (no database here)`, '检查 DATA_DIR，或设置 DATABASE_URL');
  }
  step('产品没有运行，临时启动数据库', 'starting the database');
  const { startPostgres } = await import('../services/postgres.mjs');
  const database = await startPostgres({ dataDir });
  stops.push(() => database.stop());
  return environments({ dataDir, database, redisUrl: null }).owner;
}
