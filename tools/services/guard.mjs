// Starts a server that cannot outlive this process: a small shell holds the other end of a pipe and stops the server when the
// pipe closes, which the kernel does even after kill -9.
import { spawn } from 'node:child_process';

// `read` and not `cat`: a `cat` would outlive the shell and hold the log open. The loop about `wait` is there because a trapped
// signal ends `wait` before the server has ended.
const script = (signal) => `"$@" 3<&- & p=$!; trap "kill -${signal} $p 2>/dev/null" TERM INT HUP
(while read -r _; do :; done; kill -${signal} $p) <&3 >/dev/null 2>&1 & c=$!
wait $p; r=$?; while kill -0 $p 2>/dev/null; do wait $p; r=$?; done; kill $c 2>/dev/null; exit $r`;

/**
 * Starts `command` under the guard, detached from the terminal (Ctrl-C must reach the API before its database).
 * @param {{ command: string, args: string[], signal: 'INT' | 'TERM', log: number, uid?: number, gid?: number, env?: object }} options
 *   `signal` asks the server for a clean end; `log` is an open file descriptor for its output.
 * @returns {{ exited: Promise<number>, alive: () => boolean, stop: (graceMs?: number) => Promise<void> }}
 *   `exited` gives the exit code; `stop` waits until the server has ended, by force after the grace time.
 */
export function spawnGuarded({ command, args, signal, log, uid, gid, env = process.env }) {
  const child = spawn('sh', ['-c', script(signal), 'guard', command, ...args], {
    cwd: '/', detached: true, env, stdio: ['ignore', log, log, 'pipe'], ...(uid === undefined ? {} : { uid, gid }),
  });
  const pipe = child.stdio[3];
  pipe.on('error', () => {});
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const alive = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  return {
    exited,
    alive,
    async stop(graceMs = 20_000) {
      pipe.destroy();
      if (!alive()) return;
      const force = setTimeout(() => killGroup(child.pid), graceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it ended by itself meanwhile
  }
}
