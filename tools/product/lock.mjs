// One supervisor for one data directory; what it runs is noted there for the other commands.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../services/problem.mjs';
import { pidAlive, startedAt } from '../services/processes.mjs';
import { writePrivate } from '../services/files.mjs';

/** Takes the data directory for this process; returns what gives it back. Throws Problem when another process has it. */
export function takeDataDir(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const lock = join(dataDir, 'supervisor.lock');
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, started: startedAt(process.pid) }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link is made whole or not at all, so nobody reads a half-written lock.
        linkSync(mine, lock);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
        refuseSecond(dataDir);
        rmSync(lock, { force: true });
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    rmSync(join(dataDir, 'running.json'), { force: true });
    rmSync(lock, { force: true });
  };
}

/** Throws Problem when a supervisor has the data directory already. */
export function refuseSecond(dataDir) {
  const holder = holderOf(dataDir);
  if (!holder) return;
  throw new Problem(`这个数据目录已由进程 ${holder.pid} 使用：${dataDir} (data directory in use)`,
    `产品已在运行或正在启动${runningIn(dataDir)?.url ? `：${runningIn(dataDir).url}` : ''}。要另开一套，用 DATA_DIR=其他目录 npm start`);
}

/** Notes how the running product is reached, readable by its owner only. */
export function noteRunning(dataDir, facts) {
  writePrivate(join(dataDir, 'running.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

/** The environment and address of the product that runs on this data directory, or undefined. */
export function runningIn(dataDir) {
  if (!holderOf(dataDir)) return undefined;
  return readJson(join(dataDir, 'running.json'));
}

function holderOf(dataDir) {
  const holder = readJson(join(dataDir, 'supervisor.lock'));
  return holder && pidAlive(holder.pid) && startedAt(holder.pid) === holder.started ? holder : undefined;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
