// Ports below 32768: above that line the system hands ports to outgoing connections, and a server may find its own one taken.
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/** Whether `port` on `host` can be listened on now. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A free port between 20000 and 32000. Another process may take it before the caller does: callers try again. */
export async function freePort() {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('20000–32000 之间没有空闲端口 (no free port between 20000 and 32000)');
}

/** The first free port from `wanted` upwards, at most 100 steps. */
export async function nextFreePort(wanted, host) {
  for (let port = wanted; port < wanted + 100; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`${wanted}–${wanted + 99} 端口全部被占用，请用 PORT 指定其他端口 (no free port, set PORT)`);
}
