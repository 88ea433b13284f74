// The pictures of the README, taken from running demos:
//   node tools/pictures.mjs deliver=http://localhost:3000 close=http://localhost:3001 [name…]
// A demo at each of these stages: npm run seed -- --stage deliver. Without names, all pictures of the stages given.
// `report` shows a PDF, which only a whole browser draws: CHROMIUM_BIN=$(command -v chromium).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { toPalette } from './pictures/palette-png.mjs';
import { findBrowser } from './services/browser.mjs';

const PASSWORD = 'weichuang-demo-2026';
const ROUND = '2026 年望江街道社区微创投公益大赛';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

const open = (path) => (page) => page.goto(path);
const main = (page) => page.getByRole('main');
async function round(page, tab = '') {
  await page.goto('/app/rounds');
  await main(page).getByRole('link', { name: ROUND }).first().click();
  await page.waitForURL(/\/app\/rounds\/[0-9a-f-]{36}/);
  if (tab) await page.goto(`${new URL(page.url()).pathname}/${tab}`);
}

/** name → the stage of the demo, whose page, how large, and the way there. `half`: shown small, so it is taken small. */
const pictures = {
  portal: { stage: 'deliver', go: open('/') },
  workbench: { stage: 'deliver', who: 'manager', go: open('/app') },
  list: { stage: 'deliver', who: 'handler', go: (page) => round(page, 'applications') },
  detail: {
    stage: 'deliver', who: 'handler',
    async go(page) {
      await round(page, 'projects');
      await main(page).getByRole('link', { name: /晨光敲门/ }).first().click();
    },
  },
  form: {
    stage: 'deliver', who: 'luya',
    async go(page) {
      await page.goto('/app/applications');
      await main(page).getByRole('link', { name: '继续填写' }).first().click();
      await page.waitForURL(/\/edit/);
      await page.getByRole('button', { name: /预算/ }).first().click();
    },
  },
  'score-phone': {
    stage: 'deliver', who: 'judge1', size: PHONE,
    async go(page) {
      await page.goto('/app/judging');
      await main(page).getByRole('link', { name: /增补轮/ }).first().click();
      await page.waitForURL(/\/judging\/stages\//);
      await main(page).getByRole('link').filter({ hasText: /未开始|评分中/ }).first().click();
      await page.getByRole('button', { name: '打分' }).click();
      const boxes = page.getByRole('region', { name: '评分表' }).getByRole('textbox', { name: /得分，满分/ });
      await boxes.first().waitFor();
      for (const box of await boxes.all()) await box.fill(String(Math.floor(Number(/满分 (\d+)/.exec(await box.getAttribute('aria-label'))?.[1]) * 0.85)));
      await page.getByRole('region', { name: '评分表' }).getByRole('textbox', { name: '评语' }).first().fill('需求清楚，居民参与充分，措施可行。');
    },
  },
  notice: {
    stage: 'deliver',
    async go(page) {
      await page.goto('/notices');
      await main(page).getByRole('link', { name: /拟资助项目公示/ }).first().click();
    },
  },
  report: {
    stage: 'close', who: 'manager', size: { width: 900, height: 1274 },
    async go(page) {
      await round(page, 'reports?stage=final');
      const download = main(page).getByRole('link', { name: /^下载《.*晨光敲门/ }).first();
      if (!(await download.count())) {
        await main(page).getByRole('button', { name: /生成全部报告/ }).click();
        await page.getByRole('button', { name: /^生成 \d+ 份报告/ }).click();
      }
      const file = await download.getAttribute('href', { timeout: 60_000 });
      // the page with the index and the chart, in the browser's own viewer without its bars
      await page.goto(`${file}?inline=1#page=3&toolbar=0&navpanes=0&view=Fit`);
      await page.waitForTimeout(4000);
    },
  },
  ...Object.fromEntries(
    [
      ['applicant', 'deliver', open('/app')],
      ['judge', 'deliver', open('/app'), PHONE],
      ['undertaker', 'deliver', open('/app')],
      ['leader', 'deliver', open('/app')],
      ['finance', 'deliver', (page) => round(page, 'payments')],
      ['supervisor', 'deliver', open('/app'), PHONE],
      ['evaluator', 'close', open('/app')],
      ['auditor', 'deliver', open('/app/audit')],
    ].map(([role, stage, go, size]) => [`roles/${role}`, { stage, who: role === 'judge' ? 'judge1' : role, go, size, half: true }]),
  ),
};

const given = process.argv.slice(2);
const demos = new Map(given.filter((each) => each.includes('=')).map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]));
const names = given.filter((each) => !each.includes('='));
const wanted = Object.entries(pictures).filter(([name, { stage }]) => demos.has(stage) && (!names.length || names.includes(name)));
if (!wanted.length) throw new Error('node tools/pictures.mjs deliver=URL close=URL [name…]');

const { executablePath, args, env } = findBrowser();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
for (const [name, { stage, who, size = DESK, half, go }] of wanted) {
  const baseURL = demos.get(stage);
  const context = await browser.newContext({
    baseURL, viewport: size, deviceScaleFactor: half && size !== PHONE ? 2 / 3 : 1, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: size === PHONE,
  });
  try {
    if (who) {
      const answer = await context.request.post('/api/session', { data: { email: `${who}@demo.weichuang.cn`, password: PASSWORD }, headers: { origin: baseURL } });
      if (!answer.ok()) throw new Error(`${who} cannot sign in: ${answer.status()}`);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await go(page);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(600);
    const file = join(import.meta.dirname, '..', 'docs', 'pictures', `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    const bytes = toPalette(await page.screenshot());
    writeFileSync(file, bytes);
    process.stdout.write(`${name}  ${Math.round(bytes.length / 1024)} kB\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}\n`);
  } finally {
    await context.close();
  }
}
await browser.close();
