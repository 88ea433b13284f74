// P12: evaluation reports with their data and storage, two at a time as in the worker, against the same pages in bare pdfkit with the cut font.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './load.mjs';
import { root } from '../repo/run.mjs';

const require = createRequire(join(root, 'apps', 'worker', 'package.json'));

export async function measureReports({ dir, count, rounds }) {
  const { loadFonts } = require('@weichuang/documents/kit/fonts');
  const { benchPages, renderBenchPages } = require('@weichuang/documents/bench/report');
  const { renderBare } = require('@weichuang/documents/bench/bare');
  const fontsDir = join(dir, 'fonts');
  const fonts = await loadFonts(fontsDir);
  const { regular, bold } = cutFonts(fontsDir);
  const out = join(dir, 'pdf');
  mkdirSync(out, { recursive: true });
  const time = async (render) => {
    const began = performance.now();
    for (let i = 0; i < count; i += 2) {
      await Promise.all([i, i + 1].map(async (n) => writeFile(join(out, `${n % 20}.pdf`), await render(n))));
    }
    return count / ((performance.now() - began) / 1000);
  };
  const kit = (n) => renderBenchPages(benchPages(n), fonts).bytes;
  const bare = async (n) => renderBare(benchPages(n), regular, bold);
  await time(kit);
  await time(bare);
  const [ours, theirs] = [[], []];
  for (let i = 0; i < rounds; i++) {
    ours.push(await time(kit));
    theirs.push(await time(bare));
  }
  const ratios = ours.map((value, i) => value / theirs[i]);
  return {
    what: `PDF batch of ${count} three-page reports, drawn and stored ÷ bare pdfkit with the cut font`, ours: median(ours), bare: median(theirs),
    ratio: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios), extra: `RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  };
}

/** the cut fonts as the kit has put them into its cache: the smaller name first is the regular face */
function cutFonts(dir) {
  const { readdirSync } = require('node:fs');
  const files = readdirSync(dir).filter((name) => /\.(ttf|otf)$/.test(name)).sort();
  const find = (word) => readFileSync(join(dir, files.find((name) => name.toLowerCase().includes(word)) ?? files[0]));
  return { regular: find('regular'), bold: find('bold') };
}
