// P12: a batch of evaluation reports as the product makes them (queue, data, drawing, storage, events) by two worker processes,
// against the same text on as many pages in bare pdfkit with the cut font, by two processes that do nothing else.
import { fork, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { median } from './load.mjs';
import { startRedis } from '../services/redis.mjs';
import { root } from '../repo/run.mjs';

const require = createRequire(join(root, 'apps', 'worker', 'package.json'));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function measureReports({ env, databaseUrl, dir, count, rounds, light }) {
  const { openQueues } = require('@weichuang/platform/jobs/queues');
  const { renderReportJob } = require('@weichuang/contracts/reports/reports');
  const { loadFonts } = require('@weichuang/documents/kit/fonts');
  const dataDir = join(dir, 'reports');
  const fontsDir = join(dataDir, 'fonts');
  mkdirSync(dataDir, { recursive: true });
  await loadFonts(fontsDir);
  const database = await seeded(env, databaseUrl, dataDir);
  const client = new pg.Client({ connectionString: database });
  client.on('error', () => undefined); // what a query throws says it better
  await client.connect();
  const redis = await startRedis({ dataDir });
  const workerEnv = { ...env, DATABASE_URL: database, DATABASE_MIGRATION_URL: database, DATA_DIR: dataDir, REDIS_URL: redis?.url ?? '' };
  const children = [];
  const start = (file, childEnv) => {
    const child = fork(file, { env: childEnv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };
  const queues = await openQueues(redis ? { kind: 'redis', url: redis.url } : { kind: 'postgres', url: database }, { prefix: 'weichuang_bench_reports' });
  try {
    const evaluations = await multiply(client, count);
    const workers = [1, 2].map(() => start(join(root, 'apps/worker/dist/main.js'), workerEnv));
    const batch = async (some) => {
      const items = await ask(client, some);
      const began = performance.now();
      await queues.addMany(renderReportJob, items);
      for (;;) {
        const { rows: [{ done, failed }] } = await client.query(`SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state = 'failed')::int AS failed FROM report_item WHERE batch_id = $1`, [items[0].batch]);
        const dead = workers.find((each) => each.exitCode !== null);
        if (dead) throw new Error(`a worker ended with ${dead.exitCode}`);
        if (failed) throw new Error(`${failed} reports failed: ${(await client.query(`SELECT error FROM report_item WHERE state = 'failed' LIMIT 1`)).rows[0]?.error}`);
        if (done === items.length) return items.length / ((performance.now() - began) / 1000);
        await sleep(50);
      }
    };
    await batch(evaluations.slice(0, 40));
    const texts = await textsOf(client, dataDir);
    const drawers = [1, 2].map(() => start(join(root, 'tools/bench/bare-reports.mjs'), { ...process.env, OUT: join(dataDir, 'bare'), ...cutFonts(fontsDir) }));
    const bare = async (n) => {
      const began = performance.now();
      await Promise.all(drawers.map((each) => answered(each, { texts, count: n / 2 })));
      return n / ((performance.now() - began) / 1000);
    };
    await bare(40);
    const [ours, theirs, rss] = [[], [], []];
    for (let i = 0; i < rounds; i++) {
      ours.push(await batch(evaluations));
      rss.push(Math.max(...workers.map((each) => rssOf(each.pid))));
      theirs.push(await bare(count));
    }
    const idle = await light();
    const [busy] = await Promise.all([light(), batch(evaluations)]);
    const ratios = ours.map((value, i) => value / theirs[i]);
    const pages = texts.reduce((sum, each) => sum + each.length, 0) / texts.length;
    return {
      what: `batch of ${count} evaluation reports of ${pages.toFixed(1)} pages: queue, data, drawing, storage, events ÷ bare pdfkit, the same text, cut font; two processes each`,
      ours: median(ours), bare: median(theirs), ratio: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios),
      extra: `queue on ${queues.backend}; RSS of a worker after each batch ${rss.map((bytes) => Math.round(bytes / 1e6)).join(', ')} MB; API at 200/s meanwhile p97.5 ${busy.p95} ms, idle ${idle.p95} ms`,
    };
  } finally {
    await queues.close().catch(() => undefined);
    await client.end().catch(() => undefined);
    await Promise.all(children.map((child) => new Promise((resolve) => (child.exitCode === null ? (child.once('exit', resolve), child.kill('SIGTERM')) : resolve()))));
    await redis?.stop();
  }
}

const rssOf = (pid) => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // only Linux tells
  }
};

const answered = (child, message) =>
  new Promise((resolve, reject) => {
    child.once('message', (answer) => (answer.error ? reject(new Error(answer.error)) : resolve(answer)));
    child.send(message);
  });

/** A database of its own with the demo up to its mid-term evaluations. */
async function seeded(env, databaseUrl, dataDir) {
  const url = new URL(databaseUrl);
  url.pathname = '/bench_reports';
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('CREATE DATABASE bench_reports');
  await client.end();
  const own = { ...env, DATABASE_URL: url.href, DATABASE_MIGRATION_URL: url.href, DATA_DIR: dataDir };
  for (const args of [[join(root, 'apps/api/dist/migrate.js')], [join(root, 'apps/api/dist/seed.js'), '--stage', 'midterm']]) {
    const done = spawnSync(process.execPath, args, { env: own, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr || done.stdout);
  }
  return url.href;
}

/** As many evaluated projects as reports are wanted, copied from those of the demo with all that a report reads; their evaluations' ids. */
async function multiply(client, count) {
  await client.query(`SET session_replication_role = replica`); // rows of the bench need no triggers
  await client.query(`DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT i.indexrelid::regclass AS name, c.conname, i.indrelid::regclass AS owner FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
      WHERE i.indisunique AND NOT i.indisprimary AND i.indrelid::regclass::text IN ('project', 'evaluation', 'tranche', 'expense', 'activity_record', 'visit', 'finding', 'progress_report')
    LOOP IF each.conname IS NOT NULL THEN EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', each.owner, each.conname); ELSE EXECUTE format('DROP INDEX %s', each.name); END IF; END LOOP; END $$`);
  const { rows } = await client.query(`SELECT id, project_id FROM evaluation WHERE stage = 'midterm' AND total IS NOT NULL ORDER BY id`);
  if (!rows.length) throw new Error('the demo has no evaluation');
  const columnsOf = async (table) =>
    (await client.query(`SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`, [table])).rows.map((row) => row.column_name);
  const tables = ['tranche', 'expense', 'activity_record', 'visit', 'finding', 'progress_report'];
  const columns = {};
  for (const table of ['project', 'evaluation', ...tables]) columns[table] = await columnsOf(table);
  const copy = (table, where, values, set) =>
    client.query(`INSERT INTO ${table} (${columns[table].join(', ')}) SELECT ${columns[table].map((name) => set[name] ?? name).join(', ')} FROM ${table} WHERE ${where}`, values);
  const made = [];
  for (let i = 0; i < count; i++) {
    const source = rows[i % rows.length];
    const [project, evaluation] = [randomUUID(), randomUUID()];
    await copy('project', 'id = $1', [source.project_id, project], { id: '$2' });
    await copy('evaluation', 'id = $1', [source.id, evaluation, project], { id: '$2', project_id: '$3' });
    for (const table of tables) await copy(table, 'project_id = $1', [source.project_id, project], { id: 'gen_random_uuid()', project_id: '$2' });
    made.push(evaluation);
  }
  await client.query('SET session_replication_role = origin');
  await client.query('ANALYZE');
  return made;
}

/** A batch as the API writes it; its jobs' payloads. */
async function ask(client, evaluations) {
  const batch = randomUUID();
  await client.query(
    `INSERT INTO report_batch (id, tenant_id, round_id, kind, requested_by, total) SELECT $1, e.tenant_id, p.round_id, 'midterm', e.evaluator_id, $3 FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.id = $2`,
    [batch, evaluations[0], evaluations.length]);
  const { rows } = await client.query(
    `INSERT INTO report_item (id, tenant_id, batch_id, round_id, project_id, subject_id)
     SELECT gen_random_uuid(), e.tenant_id, $1, p.round_id, p.id, e.id FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.id = ANY($2) RETURNING id, tenant_id`,
    [batch, evaluations]);
  return rows.map((row) => ({ itemId: row.id, tenantId: row.tenant_id, run: 1, batch }));
}

/** The text of some finished reports, page by page and line by line. */
async function textsOf(client, dataDir) {
  const { rows } = await client.query(`SELECT f.storage_name FROM report_item i JOIN stored_file f ON f.id = i.file_id ORDER BY i.id LIMIT 10`);
  const reader = new Worker(join(root, 'libs/testing/src/pdf-worker.mjs'));
  try {
    return await Promise.all(rows.map((row, id) => new Promise((resolve, reject) => {
      reader.on('message', (answer) => answer.id === id && (answer.reading ? resolve(answer.reading.pages.map((page) => page.split('\n'))) : reject(new Error(answer.error))));
      reader.postMessage({ id, bytes: new Uint8Array(readFileSync(join(dataDir, 'files', row.storage_name))) });
    })));
  } finally {
    await reader.terminate();
  }
}

/** the cut fonts as the kit has put them into its cache */
function cutFonts(dir) {
  const find = (weight) => join(dir, readdirSync(dir).find((name) => name.includes(`-${weight}-`) && name.endsWith('.ttf')));
  return { REGULAR: find('regular'), BOLD: find('bold') };
}
