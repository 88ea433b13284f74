// `npm test`: everything that must hold. Lint with boundaries, types, all specs on an own PostgreSQL (and Redis where one is
// installed), production build, browser tests through the whole product. Ends with one line `N passed, N failed`.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './log.mjs';
import { checkNode, ensureInstalled } from './repo/install.mjs';
import { lintAll, nx } from './repo/nx.mjs';
import { endAll, onStop, root, run } from './repo/run.mjs';
import { temporaryDir } from './services/files.mjs';
import { describe, Problem } from './services/problem.mjs';

const minute = 60_000;
const tally = { passed: 0, failed: 0 };
const failures = [];
let dir;

const finish = () => {
  // After an interruption the database is still writing its last page.
  if (dir) rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  for (const failure of failures) process.stdout.write(`✘ ${failure}\n`);
  process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
};

onStop(async () => {
  await endAll();
  tally.failed += 1;
  failures.push('被中断 (interrupted)');
  finish();
  return 130;
});

try {
  checkNode();
  await ensureInstalled();
  dir = temporaryDir('run');
  await count('代码检查与类型检查', 'lint, boundaries, types', async () => {
    const [lint, types] = await Promise.all([lintAll({ limitMs: 15 * minute }), tasks('typecheck')]);
    return lint.code === 0 && types;
  });
  await specs('全部测试', 'specs', 'jest.whole.cjs', ['--maxWorkers=2'], 25 * minute);
  if (await count('生产构建', 'production build', () => tasks('build'))) {
    if (hasSpecs(join(root, 'apps', 'admin-e2e', 'src'))) await specs('浏览器测试', 'browser tests', 'apps/admin-e2e/jest.config.cjs', [], 15 * minute);
  }
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  tally.failed += 1;
  failures.push(error instanceof Problem ? error.message : 'npm test');
}
process.exit(finish());

// Without the cache, or a result of yesterday would count as one of today.
async function tasks(...targets) {
  const { code } = await nx(['run-many', '-t', ...targets, '--skip-nx-cache', '--parallel=2', '--output-style=stream', '--nx-bail=false'], { limitMs: 15 * minute });
  return code === 0;
}

async function count(zh, en, work) {
  step(zh, en);
  const ok = await work();
  tally[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(`${zh} (${en})`);
  return ok;
}

async function specs(zh, en, config, args, limitMs) {
  step(zh, en);
  const report = join(dir, `${config.replaceAll('/', '-')}.json`);
  const { code, late } = await run(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', config, '--ci', '--json', `--outputFile=${report}`, ...args], {
    limitMs,
    // What specs leave in the temporary directory goes with it.
    // jest prints the report's JSON to stdout when no file is named, and its own lines to stderr
    env: { ...process.env, TMPDIR: dir, NODE_ENV: 'test', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  if (late) return fail(`${zh}：${limitMs / minute} 分钟内没有结束 (not ended in time)`);
  if (!existsSync(report)) return fail(`${zh}：没有结果，见上面的输出 (no report)`);
  const result = JSON.parse(readFileSync(report, 'utf8'));
  tally.passed += result.numPassedTests;
  // A file that does not even load has no tests to count.
  const broken = result.numFailedTests + result.numRuntimeErrorTestSuites;
  tally.failed += broken;
  for (const file of result.testResults) {
    for (const each of file.assertionResults) if (each.status === 'failed') failures.push(`${file.name.slice(root.length + 1)}: ${each.fullName}`);
    if (file.status === 'failed' && !file.assertionResults.length) failures.push(`${file.name.slice(root.length + 1)}: 无法加载 (does not load)`);
  }
  if (result.numPassedTests === 0) return fail(`${zh}：没有任何测试通过 (no test passed)`);
  if (code !== 0 && broken === 0) return fail(`${zh}：jest 退出码 ${code}`);
  return undefined;
}

function fail(text) {
  tally.failed += 1;
  failures.push(text);
}

function hasSpecs(folder) {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /spec\.tsx?$/.test(String(name)));
}
