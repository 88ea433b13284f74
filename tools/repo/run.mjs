// Runs a command of the repository and waits for it; a stop asked for meanwhile takes the command along.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentOf } from '../services/processes.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const running = new Set();
let stopping = false;

/**
 * @param {string} command @param {string[]} args
 * @param {{ env?: object, quiet?: boolean, onLine?: (line: string) => void, limitMs?: number }} [options]
 *   `quiet` collects the output instead of showing it; over the time limit the command and its children are ended.
 * @returns {Promise<{ code: number, output: string, late: boolean }>}
 */
export function run(command, args, { env = process.env, quiet = false, onLine, limitMs } = {}) {
  // While all is being ended nothing new begins, and whoever waits for a command waits until the process exits.
  if (stopping) return new Promise(() => {});
  return new Promise((resolve) => {
    // Its own process group, so that its grandchildren can be ended with it.
    const child = spawn(command, args, { cwd: root, env, detached: true, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] });
    let output = '';
    let rest = '';
    let late = false;
    const take = (part) => {
      output = (output + part).slice(-200_000);
      if (!onLine) return;
      const lines = (rest + part).split('\n');
      rest = lines.pop();
      lines.forEach(onLine);
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    const limit = limitMs && setTimeout(() => {
      late = true;
      endGroup(child, 'SIGKILL');
    }, limitMs);
    running.add(child);
    const done = (code) => {
      clearTimeout(limit);
      running.delete(child);
      if (!stopping) resolve({ code, output, late });
    };
    child.once('error', (error) => {
      output += error.message;
      done(127);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/** Ends every command that still runs, politely, and by force after the grace time; none can be started after that. */
export async function endAll(graceMs = 8000) {
  stopping = true;
  const left = [...running];
  await Promise.all(left.map(async (child) => {
    const gone = new Promise((resolve) => child.once('close', resolve));
    endGroup(child, 'SIGTERM');
    const force = setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
    await gone;
    clearTimeout(force);
  }));
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ended meanwhile
  }
}

/** Calls `stop` once on Ctrl-C, TERM, HUP, or when the npm that started us has gone; then exits with the code that it gives. */
export function onStop(stop) {
  let asked = false;
  const act = async (why) => {
    if (asked) return;
    asked = true;
    process.exit(await stop(why));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void act(signal));
  // npm killed by force tells us nothing, and we would be an orphan. Between npm and us there may be a shell, so both are watched.
  if (!process.env.npm_lifecycle_event) return;
  const line = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const first = line();
  setInterval(() => line() !== first && void act('npm'), 1000).unref();
}
