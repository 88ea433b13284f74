import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, chmodSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

// The services are ES modules that run before anything is installed; they are tested from outside, as separate processes.
const dataDir = mkdtempSync(join(tmpdir(), 'weichuang-spec-'));
chmodSync(dataDir, 0o711);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const code = (text: string) => ['--input-type=module', '-e', text];
const hold = code(`
  import { startPostgres } from '${__dirname}/postgres.mjs';
  import { startRedis } from '${__dirname}/redis.mjs';
  const postgres = await startPostgres({ dataDir: '${dataDir}', fast: true });
  const redis = await startRedis({ dataDir: '${dataDir}' });
  console.log(JSON.stringify({ url: postgres.url, appUrl: postgres.appUrl, redis: redis?.port ?? null }));
  process.on('SIGTERM', async () => { await redis?.stop(); await postgres.stop(); process.exit(0); });
  setInterval(() => {}, 1000);`);

async function started(): Promise<{ owner: ChildProcess; url: string; appUrl: string }> {
  const owner = spawn(process.execPath, hold, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, REDIS_URL: '' } });
  const line = await new Promise<string>((resolve, reject) => {
    owner.stdout?.once('data', (part: Buffer) => resolve(part.toString()));
    owner.once('exit', (exit) => reject(new Error(`ended with ${exit}`)));
  });
  return { owner, ...(JSON.parse(line) as { url: string; appUrl: string }) };
}

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}

const ours = (): string =>
  spawnSync('ps', ['-eo', 'state,args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(dataDir) && !line.startsWith('Z') && !line.includes('--input-type'))
    .join('\n');

async function gone(): Promise<boolean> {
  for (let waited = 0; waited < 10_000 && ours(); waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
  return ours() === '';
}

it('a database sorts Chinese by pinyin, outlives kill -9 of its owner as data and not as a process', async () => {
  const first = await started();
  const sorted = await query(first.url, `SELECT name FROM unnest(ARRAY['上海','李四','重庆','阿里','北京']) name ORDER BY name`);
  expect(sorted).toEqual(['阿里', '北京', '重庆', '李四', '上海'].map((name) => ({ name })));
  await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
  first.owner.kill('SIGKILL');
  expect(await gone()).toBe(true);

  // after a power cut the pid file names a process that is another one now
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
  const second = await started();
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  const [account] = await query(second.appUrl, 'SELECT rolsuper OR rolbypassrls OR rolcreaterole AS mighty FROM pg_roles WHERE rolname = current_user');
  expect(account).toEqual({ mighty: false });
  await expect(query(second.appUrl, 'SELECT n FROM kept')).rejects.toThrow('permission denied');

  second.owner.kill('SIGTERM');
  await new Promise((resolve) => second.owner.once('exit', resolve));
  expect(ours()).toBe('');
}, 60_000);

it('one data directory has one supervisor, and a dead one’s lock is taken over', () => {
  const take = (then: string) =>
    spawnSync(process.execPath, code(`
      import { takeDataDir } from '${join(__dirname, '..', 'product', 'lock.mjs')}';
      const give = takeDataDir('${dataDir}');
      ${then}`), { encoding: 'utf8' });
  const again = `import('node:child_process').then(({ spawnSync }) => {
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', "import { takeDataDir } from '${join(__dirname, '..', 'product', 'lock.mjs')}'; takeDataDir('${dataDir}')"], { encoding: 'utf8' });
    process.stdout.write(other.stderr.includes('data directory in use') ? 'refused' : other.stderr);
    process.kill(process.pid, 'SIGKILL');
  });`;
  expect(take(again).stdout).toBe('refused');
  expect(existsSync(join(dataDir, 'supervisor.lock'))).toBe(true);
  expect(take('give();').stderr).toBe('');
  expect(existsSync(join(dataDir, 'supervisor.lock'))).toBe(false);
});
