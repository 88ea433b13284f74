// One process of the product (API or worker): started with a channel to us, so that it ends when we are gone; its output in a log.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../repo/run.mjs';
import { openLog, tail } from '../services/files.mjs';

/**
 * @param {{ name: 'api' | 'worker', env: object, dataDir: string }} options
 * @returns {{ exited: Promise<string>, alive: () => boolean, tail: () => string, logPath: string, stop: (graceMs?: number) => Promise<void> }}
 *   `exited` says how it ended.
 */
export function startProcess({ name, env, dataDir }) {
  const log = openLog(dataDir, name);
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'apps', name, 'dist', 'main.js')],
    { cwd: root, env, detached: true, stdio: ['ignore', log.fd, log.fd, 'ipc'] });
  log.close();
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const alive = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  return {
    exited,
    alive,
    logPath: log.path,
    tail: () => tail(log.path, 15),
    async stop(graceMs = 15_000) {
      if (!alive()) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

/** Waits until the API says that all its parts are ready. Returns false when `alive` turns false or the time is over. */
export async function ready(url, alive, limitMs = 90_000) {
  const until = Date.now() + limitMs;
  while (alive() && Date.now() < until) {
    try {
      const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5000) });
      await answer.arrayBuffer();
      if (answer.ok) return true;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
