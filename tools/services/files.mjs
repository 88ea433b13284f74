// Small file habits the services share.
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pidAlive } from './processes.mjs';

const logLimit = 20 * 1024 * 1024;

/** Opens `<dataDir>/logs/<name>.log` for appending; a log over 20 MB is first moved to `.1`. Returns { fd, path, close }. */
export function openLog(dataDir, name) {
  const dir = join(dataDir, 'logs');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `${name}.log`);
  if (existsSync(path) && statSync(path).size > logLimit) renameSync(path, `${path}.1`);
  const fd = openSync(path, 'a', 0o600);
  let open = true;
  return { fd, path, close: () => { if (open) closeSync(fd); open = false; } };
}

/** The last lines of a file as one text, empty when it cannot be read. */
export function tail(path, lines = 20) {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Writes a file that only its owner may read, never seen half written. */
export function writePrivate(path, text) {
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}

/** The secret kept in `path`; made from 32 random bytes when the file does not exist. */
export function keptSecret(path) {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const secret = randomBytes(32).toString('base64url');
  writePrivate(path, `${secret}\n`);
  return secret;
}

/**
 * A temporary directory that a database running as another user can pass through (0711). Removes those of earlier runs whose
 * process is gone, so that a killed run leaves nothing for ever.
 */
export function temporaryDir(purpose) {
  const prefix = `weichuang-${purpose}-`;
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : NaN;
    if (Number.isInteger(owner) && owner > 0 && !pidAlive(owner)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const dir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(dir, 0o711);
  return dir;
}
