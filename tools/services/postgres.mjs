// The embedded PostgreSQL: made once, started on a free port of 127.0.0.1, gone when this process is gone.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret, openLog, tail } from './files.mjs';
import { spawnGuarded } from './guard.mjs';
import { freePort, isFree } from './ports.mjs';
import { binaries, clusterDir, databaseAccount, ownedDir } from './postgres-home.mjs';
import { Problem } from './problem.mjs';
import { commandOf, pidAlive, sleep } from './processes.mjs';

const database = 'weichuang';
const appLogin = 'weichuang';

/**
 * Starts the cluster of `dataDir` (made on the first start: UTF-8, plain ORDER BY in pinyin order).
 * @param {{ dataDir: string, test?: boolean, fast?: boolean, port?: number }} options `fast`: nothing is flushed to disk, the data dies with
 *   a crash. `test`: also without the product's database and account, since each suite makes its own.
 * @returns {Promise<{ url: string, appUrl: string, port: number, version: string, alive: () => boolean, exited: Promise<number>, stop: () => Promise<void> }>}
 *   `url` names the superuser and the database `weichuang` (tests: `postgres`): for migrations. `appUrl` names the account of the
 *   API and the worker, which owns nothing and cannot pass row-level security (tests: the same as `url`). Throws Problem.
 */
export async function startPostgres({ dataDir, test = false, fast = test, port: wanted }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const account = databaseAccount();
  // Throwaway data often lies in a closed temporary directory; real data is never opened up without being asked.
  if (fast && account.uid !== undefined) chmodSync(dataDir, 0o711);
  const home = binaries(account);
  const cluster = clusterDir(dataDir, account);
  const passwordFile = join(dataDir, 'postgres.password');
  if (!existsSync(join(cluster, 'PG_VERSION'))) create({ home, cluster, account, fast, password: keptSecret(passwordFile) });
  if (!existsSync(passwordFile)) {
    throw new Problem(`数据库的密码文件不见了：${passwordFile} (password file missing)`, '从备份恢复这个文件；如果数据可以丢弃，删除整个数据目录后重新启动');
  }
  const version = sameMajor(home, cluster);
  await clearStale(cluster);
  const log = openLog(dataDir, 'postgres');
  try {
    const { server, port } = await launch({ home, cluster, account, fast, log, wanted });
    const base = `postgresql://postgres:${keptSecret(passwordFile)}@127.0.0.1:${port}`;
    const url = `${base}/${test ? 'postgres' : database}`;
    const appPassword = test ? '' : keptSecret(join(dataDir, 'postgres-app.password'));
    if (!test) await ensureDatabase(base, appPassword);
    void server.exited.then(log.close);
    return {
      url, appUrl: test ? url : `postgresql://${appLogin}:${appPassword}@127.0.0.1:${port}/${database}`,
      port, version, alive: server.alive, exited: server.exited, stop: () => server.stop(),
    };
  } catch (error) {
    log.close();
    throw error;
  }
}

// Made beside and moved into place, so that a start killed half-way leaves no half cluster.
function create({ home, cluster, account, fast, password }) {
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.pw`;
  rmSync(fresh, { recursive: true, force: true });
  ownedDir(fresh, account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const run = spawnSync(join(home, 'bin', 'initdb'), ['-D', fresh, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8',
    // The ICU locale gives pinyin order; C.UTF-8 is the only C library locale that a bare machine has.
    '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh-Hans-CN', ...(fast ? ['--no-sync'] : [])],
  { cwd: '/', encoding: 'utf8', ...account });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    throw new Problem('创建数据库失败 (initdb failed)', '检查数据目录的磁盘空间和权限，然后重新启动', run.error?.message ?? run.stderr);
  }
  renameSync(fresh, cluster);
}

async function launch({ home, cluster, account, fast, log, wanted }) {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted && (await isFree(wanted)) ? wanted : await freePort();
    const set = {
      listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, timezone: 'UTC', lc_messages: 'C',
      ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    };
    const server = spawnGuarded({
      command: join(home, 'bin', 'postgres'),
      args: ['-D', cluster, '-p', String(port), ...Object.entries(set).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      signal: 'INT', log: log.fd, ...account,
    });
    if (await ready(server, cluster)) return { server, port };
    await server.stop();
    const last = tail(log.path, 12);
    // A port may be lost to another process, and the children of a killed server may still be on their way out.
    const passing = /could not bind|Address already in use|shared memory block/.test(last);
    if (!passing || attempt === 6) throw new Problem('数据库没有启动 (PostgreSQL did not start)', `完整日志：${log.path}`, last);
    await sleep(500);
  }
}

// PostgreSQL writes its state into line 8 of its pid file; pg_ctl waits for the same word.
async function ready(server, cluster) {
  const until = Date.now() + 180_000;
  while (server.alive() && Date.now() < until) {
    if (pidFile(cluster)[7]?.trim() === 'ready') return true;
    await sleep(20);
  }
  return false;
}

function pidFile(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

// After a power cut the pid file may name a process that has nothing to do with us; PostgreSQL would refuse to start.
async function clearStale(cluster) {
  const pid = Number(pidFile(cluster)[0]);
  if (!(pid > 0)) return;
  for (const signal of ['SIGINT', 'SIGQUIT']) {
    if (!commandOf(pid).includes(cluster)) break;
    try {
      process.kill(pid, signal);
    } catch {
      break;
    }
    for (let waited = 0; waited < 10_000 && pidAlive(pid); waited += 50) await sleep(50);
  }
  if (commandOf(pid).includes(cluster) && pidAlive(pid)) {
    throw new Problem(`另一个数据库进程 ${pid} 正在使用 ${cluster} (data directory in use)`, `结束它：kill -QUIT ${pid}`);
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function sameMajor(home, cluster) {
  const program = spawnSync(join(home, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.match(/(\d+)\.(\d+)/);
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (program?.[1] !== major) {
    throw new Problem(`数据由 PostgreSQL ${major} 写成，程序是 ${program?.[0]} (data of another major version)`,
      '用旧版本启动后导出数据，再导入新版本；步骤见 docs/operations.md');
  }
  return program[0];
}

// The role `weichuang_app` carries the rights (the migrations grant them); the login has no more than that role, and may make the
// schema that the queue keeps in PostgreSQL when there is no Redis.
async function ensureDatabase(base, appPassword) {
  await query(`${base}/postgres`, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
    for (const [role, login] of [['weichuang_app', 'nologin'], [appLogin, 'login']]) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (!known.rowCount) await client.query(`create role ${role} ${login} nosuperuser nocreatedb nocreaterole nobypassrls`);
    }
    await client.query(`alter role ${appLogin} password ${client.escapeLiteral(appPassword)}`);
    await client.query(`grant weichuang_app to ${appLogin}`);
    await client.query(`grant create, connect, temporary on database ${database} to ${appLogin}`);
  });
  // Its own schema, first on its search path: counters that a library makes for itself lie there and not among our tables.
  await query(`${base}/${database}`, (client) => client.query(`create schema if not exists ${appLogin} authorization ${appLogin}`));
}

async function query(connectionString, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
