// Cold and warm start of the one command, on a fresh clone with a warm npm cache.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../repo/run.mjs';

const once = (cwd) =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn('npm', ['start'], { cwd, env: { ...process.env, PORT: '', DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const limit = setTimeout(() => { process.kill(-child.pid, 'SIGKILL'); reject(new Error('no start within ten minutes')); }, 600_000);
    let up = 0;
    const look = (part) => {
      // the line with the address is printed when everything answers
      if (!up && /https?:\/\/(localhost|127\.0\.0\.1):\d+/.test(String(part))) {
        up = performance.now() - began;
        child.kill('SIGTERM');
      }
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => {
      clearTimeout(limit);
      if (up) resolve(up / 1000);
      else reject(new Error('npm start ended before it was up'));
    });
  });

export async function measureStart() {
  const dir = mkdtempSync(join(tmpdir(), 'weichuang-clone-'));
  try {
    spawnSync('git', ['clone', '-q', root, dir], { stdio: 'inherit' });
    const cold = await once(dir);
    const warm = await once(dir);
    const row = (id, what, value, must) => ({ id, what, must, wrong: 0, extra: `${value.toFixed(1)} s` });
    return [row('start', 'first npm start on a fresh clone, warm npm cache', cold, '< 120 s'), row('start 2', 'second npm start', warm, '< 15 s')];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
