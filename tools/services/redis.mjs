// The queue's Redis: the given one, else a private instance of an installed server, else none (the queue then lives in PostgreSQL).
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { keptSecret, openLog, tail, writePrivate } from './files.mjs';
import { spawnGuarded } from './guard.mjs';
import { freePort, isFree } from './ports.mjs';
import { Problem } from './problem.mjs';
import { onPath, sleep } from './processes.mjs';

/**
 * @param {{ dataDir: string, port?: number }} options
 * @returns {Promise<{ url: string, source: string, port?: number, alive: () => boolean, exited: Promise<number>, stop: () => Promise<void> } | null>}
 *   null when there is neither REDIS_URL nor an installed server of 6.2 or later. Throws Problem when an installed one does not start.
 */
export async function startRedis({ dataDir, port: wanted }) {
  if (process.env.REDIS_URL) {
    return { url: process.env.REDIS_URL, source: 'REDIS_URL', alive: () => true, exited: new Promise(() => {}), stop: async () => {} };
  }
  const found = findRedis();
  if (!found) return null;
  const dir = join(dataDir, 'redis');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const password = keptSecret(join(dataDir, 'redis.password'));
  const log = openLog(dataDir, 'redis');
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted && (await isFree(wanted)) ? wanted : await freePort();
    // A settings file, since the password would be seen by everyone on the command line.
    const settings = join(dir, 'redis.conf');
    writePrivate(settings, [`bind 127.0.0.1`, `port ${port}`, `requirepass ${password}`, `dir "${dir}"`, 'appendonly yes', 'appendfsync everysec',
      'save ""', 'maxmemory-policy noeviction', 'daemonize no', ''].join('\n'));
    const server = spawnGuarded({ command: found.bin, args: [settings], signal: 'TERM', log: log.fd });
    if (await ready(server, port, password)) {
      void server.exited.then(log.close);
      return { url: `redis://:${password}@127.0.0.1:${port}`, source: `${found.bin} ${found.version}`, port, alive: server.alive, exited: server.exited, stop: () => server.stop() };
    }
    await server.stop();
    const last = tail(log.path, 8);
    if (attempt === 5 || !/bind|Address already in use/i.test(last)) {
      log.close();
      throw new Problem('Redis 没有启动 (Redis did not start)', `完整日志：${log.path}。可先移走 ${dir} 再启动：未完成的任务会由事件日志重新派发`, last);
    }
  }
}

/** The installed server that would be used: { bin, version }, or undefined. `REDIS_SERVER_BIN=none` asks for no Redis. */
export function findRedis() {
  const named = process.env.REDIS_SERVER_BIN;
  if (named === 'none') return undefined;
  for (const bin of named ? [named] : [onPath('redis-server'), onPath('valkey-server')]) {
    if (!bin) continue;
    const version = spawnSync(bin, ['--version'], { encoding: 'utf8' }).stdout?.match(/v=(\d+)\.(\d+)\.\d+/);
    if (version && (Number(version[1]) > 6 || (version[1] === '6' && Number(version[2]) >= 2))) return { bin, version: version[0].slice(2) };
    if (named) throw new Problem(`REDIS_SERVER_BIN=${named} 不是 6.2 以上的 Redis (not a Redis ≥ 6.2)`, '改正或删除这个环境变量');
  }
  return undefined;
}

async function ready(server, port, password) {
  const until = Date.now() + 60_000;
  while (server.alive() && Date.now() < until) {
    // While it reads its log back it answers -LOADING.
    if ((await ask(port, `AUTH ${password}\r\nPING\r\n`)).includes('+PONG')) return true;
    await sleep(20);
  }
  return false;
}

function ask(port, text) {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (part) => {
      answer += part;
      if (answer.split('\r\n').length > 2) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
