// `npm run bench`: the product's speed as ratios to the bare tool, measured side by side in one run (docs/bench.md).
//   --quick  smaller data, fewer rounds      --only P1,P6      --write  puts the table into docs/bench.md
import { fork, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fill } from './bench/data.mjs';
import { interleave, median, run } from './bench/load.mjs';
import { measureStart } from './bench/start.mjs';
import { temporaryDir } from './services/files.mjs';
import { freePort } from './services/ports.mjs';
import { startPostgres } from './services/postgres.mjs';
import { build } from './repo/nx.mjs';
import { root } from './repo/run.mjs';

const quick = process.argv.includes('--quick');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(',') : null;
const wants = (...names) => !only || names.some((name) => only.includes(name));
const rounds = quick ? 3 : 5;
const seconds = quick ? 2 : 3;
const sizes = { small: 100_000, large: quick ? 300_000 : 1_000_000 };

if (!process.argv.includes('--no-build')) await build();
const require = createRequire(join(root, 'apps', 'api', 'package.json'));
const { streetMicroTemplate } = require('@weichuang/domain/calls/templates/street-micro');
const { buildRound, datesFrom } = require('@weichuang/domain/calls/templates/template');

const dir = temporaryDir('bench');
const rows = [];
const stops = [];
const say = (text) => process.stdout.write(`${text}\n`);
const record = (id, what, result, must, extra = '') => {
  const kept = result.ratio;
  rows.push({ id, what, ours: median(result.a.map((each) => each.rate)), bare: median(result.b.map((each) => each.rate)), ratio: kept, low: result.low, high: result.high, must, p95: median(result.a.map((each) => each.p95)), wrong: result.a.reduce((sum, each) => sum + each.wrong, 0), extra });
  say(`${id}  ${what}: ${kept.toFixed(2)} (${result.low.toFixed(2)}–${result.high.toFixed(2)}), must ${must}${extra ? `, ${extra}` : ''}`);
};

try {
  const postgres = await startPostgres({ dataDir: join(dir, 'data') });
  stops.push(() => postgres.stop());
  const [apiPort, helloPort, barePort] = [await freePort(), await freePort(), await freePort()];
  const env = {
    ...process.env, NODE_ENV: 'development', DATABASE_URL: postgres.url, DATA_DIR: join(dir, 'data'), PORT: String(apiPort), LOG_LEVEL: 'info',
    SESSION_SECRET: 'for measuring only, never for anything else 4711', REDIS_URL: '',
  };
  const migrated = spawnSync(process.execPath, [join(root, 'apps/api/dist/migrate.js')], { env, encoding: 'utf8' });
  if (migrated.status !== 0) throw new Error(migrated.stderr);
  const dates = datesFrom(streetMicroTemplate, new Date().toISOString().slice(0, 10));
  const ids = Object.fromEntries(Object.keys(streetMicroTemplate.forms).map((key) => [key, key]));
  const config = buildRound(streetMicroTemplate, dates, ids, { phone: '0510-85582016', email: 'bench@example.cn', address: '望江路 218 号' });
  const forms = streetMicroTemplate.forms;
  say(`数据 data: ${sizes.small.toLocaleString()} + ${sizes.large.toLocaleString()} applications …`);
  const data = await fill(postgres.url, { ...sizes, large: wants('P7') ? sizes.large : 0, config, application: forms.application.definition, rubric: forms.rubric.definition, answers: { summary: '以楼道为单位组建志愿队伍。'.repeat(20), goal: '建立关怀网络' } });

  const child = (file, childEnv) => {
    const made = fork(file, { env: childEnv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    stops.push(() => new Promise((resolve) => { made.once('exit', resolve); made.kill('SIGTERM'); }));
    return made;
  };
  child(join(root, 'apps/api/dist/main.js'), env);
  child(join(root, 'tools/bench/controls.mjs'), { ...env, HELLO_PORT: String(helloPort), BARE_PORT: String(barePort) });
  const api = `http://127.0.0.1:${apiPort}/api`;
  const bare = `http://127.0.0.1:${barePort}`;
  // the same request on both sides, and its answer looked at: the load's own work is the same
  const hello = () => run({ url: `http://127.0.0.1:${helloPort}/`, headers: { cookie: data.staff.cookie }, seconds, verify: (body) => body.includes('hello') });
  for (let i = 0; ; i++) {
    const up = await fetch(`${api}/health/live`).then((answer) => answer.ok, () => false) && await fetch(`http://127.0.0.1:${helloPort}/`).then(() => true, () => false);
    if (up) break;
    if (i > 200) throw new Error('the API did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const pulse = () => run({ url: `${api}/session/pulse`, headers: { cookie: data.staff.cookie }, seconds, verify: (body) => body.includes('"userId"') });
  const drift = [(await hello()).rate];
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => undefined); // what a query throws says it better
  await client.connect();
  stops.push(() => client.end().catch(() => undefined));
  /** Which revision each stands at: the last saves of a round have counted although their answers were cut off. */
  const revisionsIn = async (table, ids) => new Map((await client.query(`SELECT id, revision FROM ${table} WHERE id = ANY($1)`, [ids])).rows.map((row) => [row.id, row.revision]));

  if (wants('P19')) record('P19', 'cheap GET with session ÷ node http', await interleave(rounds, pulse, hello), '≥ 0.5');

  if (wants('P6', 'P7')) {
    const list = (round) => () => run({ url: `${api}/rounds/${round}/applications?state=submitted&sort=-submittedAt&limit=50`, headers: { cookie: data.staff.cookie }, seconds, connections: 16, verify: (body) => body.startsWith('{"rows"') || body.includes('"rows"') });
    const bareList = (round) => () => run({ url: `${bare}/list/${round}`, seconds, connections: 16, verify: (body) => body.includes('"rows"') });
    if (wants('P6')) record('P6', 'list of 50 at 100k ÷ fastify+pg', await interleave(rounds, list(data.smallRound), bareList(data.smallRound)), '≥ 0.5');
    if (wants('P7')) {
      const at = await interleave(rounds, list(data.largeRound), list(data.smallRound));
      record('P7', `list at ${sizes.large.toLocaleString()} ÷ at 100k (rate)`, at, '≥ 0.77', `latency × ${(1 / at.ratio).toFixed(2)}, must ≤ 1.3`);
    }
  }

  if (wants('P1')) {
    const scores = { need: '18', design: '21.5', team: '12', budget: '13', outcome: '12.5', novel: '8' };
    let next = 0;
    let revisions;
    const save = () => run({
      url: api, seconds,
      requests: [{
        setupRequest: (request, context) => {
          context.card ??= data.cards[next++ % data.cards.length];
          const revision = revisions.get(context.card.card) ?? 1;
          const items = Object.fromEntries(Object.entries(scores).map(([key, score], i) => [key, { score: String(Number(score) - ((revision + i) % 3)) }]));
          return { ...request, method: 'PUT', path: `/api/scorecards/${context.card.card}`, headers: { 'content-type': 'application/json', cookie: context.card.cookie }, body: JSON.stringify({ revision, items, comment: '' }) };
        },
        onResponse: (status, body, context) => {
          if (status === 200) revisions.set(context.card.card, JSON.parse(body).revision);
        },
      }],
    });
    const upsert = () => {
      let i = 0;
      return run({ url: bare, seconds, requests: [{ setupRequest: (request, context) => { context.card ??= data.cards[i++ % data.cards.length].card; return { ...request, method: 'PUT', path: `/score/${context.card}`, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items: scores }) }; } }] });
    };
    record('P1', 'score save (session, permission, rules, audit) ÷ fastify+pg upsert', await interleave(rounds, async () => { next = 0; revisions = await revisionsIn('scorecard', data.cards.map((each) => each.card)); return save(); }, upsert), '≥ 0.25');
  }

  if (wants('P3')) {
    let next = 0;
    let revisions;
    const save = async () => { next = 0; revisions = await revisionsIn('application', data.drafts); return run({
      url: api, seconds,
      requests: [{
        setupRequest: (request, context) => {
          context.draft ??= data.drafts[next++ % data.drafts.length];
          const revision = revisions.get(context.draft) ?? 1;
          return { ...request, method: 'PATCH', path: `/api/applications/${context.draft}`, headers: { 'content-type': 'application/json', cookie: data.owner.cookie }, body: JSON.stringify({ revision, answers: { goal: `为老人建立关怀网络 ${revision}` } }) };
        },
        onResponse: (status, body, context) => {
          if (status === 200) revisions.set(context.draft, JSON.parse(body).revision);
        },
      }],
    }); };
    const txn = () => {
      let i = 0;
      return run({ url: bare, seconds, requests: [{ setupRequest: (request, context) => { context.draft ??= data.drafts[i++ % data.drafts.length]; return { ...request, method: 'PATCH', path: `/draft/${context.draft}`, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ answers: { goal: '为老人建立关怀网络' } }) }; } }] });
    };
    record('P3', 'draft autosave ÷ fastify+pg 4-statement transaction', await interleave(rounds, save, txn), '≥ 0.25');
  }
  drift.push((await hello()).rate);

  if (wants('P12')) {
    const { measureReports } = await import('./bench/reports.mjs');
    const result = await measureReports({
      env, databaseUrl: postgres.url, dir, count: quick ? 100 : 500, rounds: quick ? 2 : 3, light: () => run({ url: `${api}/session/pulse`, headers: { cookie: data.staff.cookie }, seconds, connections: 4, rate: 200 }),
    });
    rows.push({ id: 'P12', what: result.what, ours: result.ours, bare: result.bare, ratio: result.ratio, low: result.low, high: result.high, must: '≥ 0.7', wrong: 0, extra: result.extra });
    say(`P12  ${result.what}: ${result.ratio.toFixed(2)} (${result.low.toFixed(2)}–${result.high.toFixed(2)}), must ≥ 0.7, ${result.extra}`);
  }
  if (wants('start')) for (const each of await measureStart()) {
    rows.push(each);
    say(`${each.id}  ${each.what}: ${each.extra}`);
  }

  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
  const driftText = `control drift (node http before → after): ${drift.map((rate) => Math.round(rate)).join(' → ')} req/s, ${((drift[1] / drift[0] - 1) * 100).toFixed(0)} %`;
  const table = [
    `Commit ${commit}, ${new Date().toISOString().slice(0, 10)}, node ${process.version}, PostgreSQL ${postgres.version}, ${rounds} interleaved rounds of ${seconds} s, c = 32 (lists 16). ${driftText}.`, '',
    '| id | what | ours /s | bare /s | ratio (range) | must | p97.5 ms | wrong answers | note |', '| --- | --- | ---: | ---: | --- | --- | ---: | ---: | --- |',
    ...rows.map((each) => `| ${each.id} | ${each.what} | ${each.ours ? Math.round(each.ours) : ''} | ${each.bare ? Math.round(each.bare) : ''} | ${each.ratio ? `**${each.ratio.toFixed(2)}** (${each.low.toFixed(2)}–${each.high.toFixed(2)})` : ''} | ${each.must} | ${each.p95 ?? ''} | ${each.wrong} | ${each.extra} |`),
  ].join('\n');
  say(`\n${table}\n`);
  if (process.argv.includes('--write')) {
    const file = join(root, 'docs', 'bench.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/<!-- table -->[\s\S]*<!-- \/table -->/, `<!-- table -->\n${table}\n<!-- /table -->`));
  }
} finally {
  for (const stop of stops.reverse()) await stop().catch(() => undefined);
  rmSync(dir, { recursive: true, force: true });
}
