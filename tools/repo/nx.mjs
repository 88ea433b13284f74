// Nx with the settings this repository needs: no daemon, nothing sent anywhere, the cache inside the repository.
import { join } from 'node:path';
import { step } from '../log.mjs';
import { Problem } from '../services/problem.mjs';
import { root, run } from './run.mjs';

// In its default place, the user's home, the cache is shared by clones: a fresh clone would "test" in two seconds.
const env = { ...process.env, NX_DAEMON: 'false', NX_CACHE_DIRECTORY: join(root, '.nx', 'cache'), NX_NO_CLOUD: 'true', NX_TUI: 'false', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };

/** Runs nx; the result is that of `run`. */
export function nx(args, options = {}) {
  return run(process.execPath, [join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args], { ...options, env: { ...env, ...options.env } });
}

/** ESLint over all projects in one process: begun for each of them, as the target `lint` is, it takes twice as long. */
export function lintAll(options = {}) {
  return run(process.execPath, [join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'), 'libs', 'apps'], { ...options, env: { ...env, ...options.env } });
}

/** Builds everything that changed since the last time. Throws Problem with the compiler's words. */
export async function build() {
  step('构建', 'build');
  const { code, output } = await nx(['run-many', '-t', 'build', '--parallel=2', '--output-style=static'], {
    quiet: true,
    onLine: (line) => {
      const task = /> nx run @weichuang\/([\w-]+):build(.*cache)?/.exec(line.replace(/\u001b\[[0-9;]*m/g, ''));
      if (task) step(`  ${task[1]}${task[2] ? '（未变）' : ''}`);
    },
  });
  if (code !== 0) throw new Problem('构建失败 (build failed)', '看上面的编译信息；若刚切换过分支，先删除 .nx 和各项目的 dist 再试', output.slice(-6000));
}
