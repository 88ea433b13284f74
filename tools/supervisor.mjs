// The whole product on one machine: database, queue, migrations, demo data, API and worker; kept running, and ended in order.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environments } from './product/environment.mjs';
import { noteRunning, takeDataDir } from './product/lock.mjs';
import { ready, startProcess } from './product/process.mjs';
import { root, run } from './repo/run.mjs';
import { freePort, isFree, nextFreePort } from './services/ports.mjs';
import { startPostgres } from './services/postgres.mjs';
import { Problem } from './services/problem.mjs';
import { startRedis } from './services/redis.mjs';

/** More ends than this within the window are no accident. */
const mostEnds = 5;
const windowMs = 180_000;

/**
 * Starts everything from the built `dist` folders.
 * @param {{ dataDir: string, port?: number, test?: boolean, stage?: string, seed?: number, env?: Record<string, string>,
 *   say?: (zh: string, en: string) => void, onFatal?: (problem: Error) => void, onStarted?: (stop: () => Promise<void>) => void }} options
 *   `test`: a database without flushing, on a free port. `stage`: how far the demo's round has come, `none` for no demo.
 *   `onStarted` is called at once with what stops all that has been started so far.
 * @returns {Promise<{ url: string, port: number, databaseUrl: string, redisUrl: string | null, queue: string, accounts: object, stop: () => Promise<void> }>}
 *   Throws Problem, after ending what it had started.
 */
export async function startAll({ dataDir, port: wanted, test = false, stage = 'deliver', seed = 42, env: extra = {}, say = () => {}, onFatal = () => {}, onStarted = () => {} }) {
  const stops = [];
  let stopping = null;
  const stop = () => (stopping ??= (async () => {
    for (const each of stops.reverse()) await each();
  })());
  onStarted(stop);
  let isReady = false;
  let reason;
  const check = () => {
    if (stopping) throw reason ?? new Problem('已停止 (stopped)');
  };
  // Before all is ready the start itself fails with the problem; later it is reported.
  const fatal = async (problem) => {
    if (stopping) return;
    reason = problem;
    await stop();
    if (isReady) onFatal(problem);
  };
  const house = { dataDir, stops, say, fatal, stopping: () => stopping, ready: () => isReady };

  try {
    stops.push(takeDataDir(dataDir));
    const production = process.env.NODE_ENV === 'production';
    const host = process.env.HOST || (production ? '0.0.0.0' : '127.0.0.1');
    const port = await choosePort({ wanted, test, production, host, say });

    const database = process.env.DATABASE_URL && !test ? null : await keep('PostgreSQL', (held) => startPostgres({ dataDir, fast: test, port: held }), house);
    if (database) say(`数据库 PostgreSQL ${database.version}`, `127.0.0.1:${database.port}`);
    else say('使用 DATABASE_URL 指定的数据库', 'external database');
    check();

    const redis = await startQueue(house);
    const queue = redis ? 'redis' : 'postgres';
    say(redis ? `任务队列 Redis（${redis.source}）` : '任务队列 PostgreSQL（没有找到 Redis，功能相同）', `queue: ${queue}`);
    check();

    const { service, owner } = environments({ dataDir, database, redisUrl: redis?.url ?? null, port, host, extra: { ...(test ? { NODE_ENV: 'development' } : {}), ...extra } });
    await oneShot('migrate', [], owner, '更新数据库结构', 'migrate', say);
    check();
    if (service.NODE_ENV !== 'production' && service.DEMO !== 'false' && stage !== 'none') {
      await oneShot('seed', ['--stage', stage, '--seed', String(seed)], owner, '准备演示数据', 'seed', say);
      check();
    }

    const url = `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${port}`;
    const api = keepProcess('api', service, house);
    keepProcess('worker', service, house);
    say('启动 API 和后台任务', 'api, worker');
    if (!(await ready(url, () => !stopping))) {
      check();
      throw new Problem('服务没有就绪 (not ready in 90 s)', `日志：${join(dataDir, 'logs')}；状态：${url}/api/health/ready`, api.tail());
    }
    isReady = true;
    const shown = service.PUBLIC_URL;
    noteRunning(dataDir, { url: shown, port, env: pick(owner, ['NODE_ENV', 'DATABASE_URL', 'DATABASE_MIGRATION_URL', 'REDIS_URL', 'SESSION_SECRET', 'DATA_DIR', 'PORT', 'HOST', 'PUBLIC_URL']) });
    return { url: test ? url : shown, port, databaseUrl: owner.DATABASE_MIGRATION_URL ?? owner.DATABASE_URL, redisUrl: redis?.url ?? null, queue, accounts: demoAccounts(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The accounts of the demo: { password, accounts: [{ email, name, role, street }] }. */
export function demoAccounts() {
  const path = join(root, 'apps', 'api', 'dist', 'demo-accounts.json');
  if (!existsSync(path)) return { password: undefined, accounts: [] };
  const read = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(read) ? { password: undefined, accounts: read } : read;
}

async function choosePort({ wanted, test, production, host, say }) {
  if (test && !wanted) return freePort();
  const asked = wanted ?? (Number(process.env.PORT) || 3000);
  if (await isFree(asked, host)) return asked;
  // Behind a proxy another port than the one set is the same as none.
  if (production) throw new Problem(`端口 ${asked} 已被占用 (port taken)`, '结束占用它的程序，或改 PORT');
  const port = await nextFreePort(asked + 1, host);
  say(`端口 ${asked} 已被占用，改用 ${port}`, 'port taken');
  return port;
}

async function startQueue(context) {
  try {
    const redis = await keep('Redis', (held) => startRedis({ dataDir: context.dataDir, port: held }), context);
    return redis;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The events in the database are the truth; the queue can live there too.
    context.say(`${error.message}；改用 PostgreSQL 作队列`, 'falling back');
    return null;
  }
}

async function oneShot(entry, args, env, zh, en, say) {
  say(zh, en);
  const { code, output } = await run(process.execPath, ['--enable-source-maps', join(root, 'apps', 'api', 'dist', `${entry}.js`), ...args], { env, quiet: true });
  if (code !== 0) throw new Problem(`${zh}失败 (${en} failed)`, '看上面的信息；外部数据库请检查 DATABASE_URL、DATABASE_MIGRATION_URL 的账户权限', withoutStack(output));
  const last = output.trim().split('\n').at(-1);
  if (last) say(`  ${last}`);
}

/** Starts a server and starts it again, on the same port, when it ends by itself. */
async function keep(name, start, { stops, say, fatal, stopping }) {
  const first = await start();
  if (!first) return null;
  let current = first;
  const mayAgain = limiter();
  stops.push(() => current.stop());
  const watch = () => void current.exited.then(async () => {
    if (stopping()) return;
    if (!mayAgain()) return fatal(new Problem(`${name} 反复退出 (${name} keeps ending)`, '看数据目录下 logs 里的日志'));
    say(`${name} 意外退出，重新启动`, `${name} ended, restarting`);
    try {
      current = await start(first.port);
    } catch (error) {
      return fatal(error);
    }
    if (stopping()) return current.stop();
    if (current.port !== first.port) return fatal(new Problem(`${name} 的端口 ${first.port} 已被占用，无法原地恢复 (port lost)`, '重新执行 npm start'));
    watch();
  });
  watch();
  return first;
}

/** Keeps the API or the worker running, with growing pauses between tries. */
function keepProcess(name, env, { dataDir, stops, say, fatal, stopping, ready: isReady }) {
  let current = startProcess({ name, env, dataDir });
  let pause = 1000;
  let timer;
  let early = 0;
  const mayAgain = limiter();
  stops.push(async () => {
    clearTimeout(timer);
    await current.stop();
  });
  const watch = () => void current.exited.then((how) => {
    if (stopping()) return undefined;
    const last = current.tail();
    if (!isReady()) early += 1;
    if (!mayAgain() || early > 2) return fatal(new Problem(`${name} 反复退出，${how} (${name} keeps ending)`, `完整日志：${current.logPath}`, last));
    say(`${name} 意外退出（${how}），${pause / 1000} 秒后重启`, `${name} ended, restarting`);
    process.stderr.write(`${last}\n`);
    timer = setTimeout(() => {
      current = startProcess({ name, env, dataDir });
      watch();
    }, pause);
    pause = Math.min(pause * 2, 16_000);
    return undefined;
  });
  watch();
  return { tail: () => current.tail() };
}

function limiter() {
  const ends = [];
  return () => {
    ends.push(Date.now());
    return ends.filter((at) => at > Date.now() - windowMs).length <= mostEnds;
  };
}

const withoutStack = (output) => output.split('\n').filter((line) => line.trim() && !/^\s+at |^Node\.js v|^node:|^\s*\^+$/.test(line)).slice(-12).join('\n');

const pick = (from, names) => Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
