// `npm run check`: lint, types and specs of what changed, in seconds. What changed: everything not committed, and on a branch its
// commits since main; on a clean main the last commit.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { seconds, step } from './log.mjs';
import { checkNode, ensureInstalled } from './repo/install.mjs';
import { nx } from './repo/nx.mjs';
import { endAll, onStop, root, run } from './repo/run.mjs';
import { describe } from './services/problem.mjs';

onStop(async () => {
  await endAll();
  return 130;
});

let ok = true;
try {
  checkNode();
  await ensureInstalled();
  const files = changed();
  if (!files.length) step('没有改动', 'nothing changed');
  else {
    step(`${files.length} 个文件有改动`, 'changed');
    const { code } = await nx(['affected', '-t', 'lint', 'typecheck', '--parallel=2', '--output-style=stream', `--files=${files.join(',')}`]);
    ok = code === 0;
    const sources = files.filter((file) => /^(libs|apps|tools)\/.*\.(tsx?|cjs|mjs|json)$/.test(file) && !file.startsWith('apps/admin-e2e/') && existsSync(join(root, file)));
    if (sources.length) {
      const jest = await run(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '-c', 'jest.config.cjs', '--maxWorkers=2', '--passWithNoTests', '--findRelatedTests', ...sources]);
      ok &&= jest.code === 0;
    }
  }
  step(ok ? `通过，${seconds()} 秒` : '有问题，见上', ok ? 'passed' : 'failed');
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  ok = false;
}
process.exit(ok ? 0 : 1);

function changed() {
  const uncommitted = [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
  const [branch] = git('rev-parse', '--abbrev-ref', 'HEAD');
  const [fork] = branch === 'main' ? git('merge-base', 'origin/main', 'HEAD') : git('merge-base', 'main', 'HEAD');
  const committed = fork ? git('diff', '--name-only', fork, 'HEAD') : [];
  const all = [...new Set([...uncommitted, ...committed])];
  return all.length ? all : git('diff', '--name-only', 'HEAD~1', 'HEAD');
}

function git(...args) {
  const { status, stdout } = spawnSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : [];
}
