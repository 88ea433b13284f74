// The whole product from its dist folders, for the browser tests.
// Sets BASE_URL, and CHROMIUM_PATH, CHROMIUM_ARGS (JSON list), CHROMIUM_ENV (JSON object) for playwright-core's launch.
import { rmSync } from 'node:fs';
import { findBrowser } from '../services/browser.mjs';
import { tail, temporaryDir } from '../services/files.mjs';
import { describe } from '../services/problem.mjs';
import { startAll } from '../supervisor.mjs';

export default async function setup() {
  const browser = findBrowser();
  process.env.CHROMIUM_PATH = browser.executablePath;
  process.env.CHROMIUM_ARGS = JSON.stringify(browser.args);
  process.env.CHROMIUM_ENV = JSON.stringify({ FONTCONFIG_FILE: browser.env.FONTCONFIG_FILE, ...(browser.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: browser.env.LD_LIBRARY_PATH } : {}) });
  // A product that runs already, for working on the tests themselves.
  if (process.env.BASE_URL) return;
  const dataDir = temporaryDir('e2e');
  try {
    const product = await startAll({ dataDir, test: true, stage: process.env.E2E_STAGE || 'deliver' });
    process.env.BASE_URL = product.url;
    process.env.E2E_DATA_DIR = dataDir;
    process.env.E2E_DATABASE_URL = product.databaseUrl;
    globalThis.__stopProduct = async () => {
      await product.stop();
      const lines = ['api', 'worker'].map((name) => tail(`${dataDir}/logs/${name}.log`, 400).split('\n').filter((line) => /"level":(50|60)/.test(line)).slice(-10).join('\n')).filter(Boolean);
      if (lines.length) process.stderr.write(`errors the product logged meanwhile:\n${lines.join('\n')}\n`);
      rmSync(dataDir, { recursive: true, force: true });
    };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(describe(error), { cause: error });
  }
}
