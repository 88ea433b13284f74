// Installs the packages when they are missing or differ from the lock file.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../log.mjs';
import { Problem } from '../services/problem.mjs';
import { root, run } from './run.mjs';

/** Throws Problem when this Node is too old or the system is none that the product runs on. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Problem(`需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node} (Node.js ≥ 20.19 needed)`, '从 https://nodejs.org 或系统的软件源安装新版本');
  }
  if (process.platform === 'win32') throw new Problem('Windows 请在 WSL2 中运行 (use WSL2 on Windows)', '或使用 docker compose up');
}

/** Runs `npm ci` if it is needed. Compares what npm says it installed with the lock file, package by package. */
export async function ensureInstalled() {
  if (installed()) return;
  step('安装依赖，首次约 1–2 分钟', 'npm ci');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // Building needs the development packages too, whatever NODE_ENV is.
  const { code } = await run(npm[0], [...npm.slice(1), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Problem('安装依赖失败 (npm ci failed)', '检查网络和 npm 源（npm config get registry），需要约 1 GB 磁盘空间，然后重试');
}

function installed() {
  const read = (path) => {
    try {
      return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
    } catch {
      return undefined;
    }
  };
  const wanted = read('package-lock.json');
  const there = read('node_modules/.package-lock.json');
  if (!wanted || !there) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (entry.link) return existsSync(join(root, path));
    if (entry.optional || entry.peer) return !there[path] || there[path].version === entry.version;
    return there[path]?.version === entry.version && existsSync(join(root, path));
  });
}
