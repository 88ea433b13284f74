import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axe, violations } from './support/axe';
import { closeBrowser, DESK, heading, leave, openBrowser, PHONE, visitor } from './support/product';

const pictures = process.env.E2E_PICTURES;

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it.each([
  ['applicant', '吕佳宁', DESK],
  ['judge', '韩若冰', PHONE],
  ['undertaker', '陈思远', DESK],
  ['manager', '周慧敏', DESK],
  ['leader', '吴国强', DESK],
  ['finance', '孙雅琴', DESK],
  ['supervisor', '冯晓岚', PHONE],
  ['evaluator', '褚明德', DESK],
  ['community', '卫红梅', DESK],
  ['auditor', '郑文涛', DESK],
  ['district', '程立功', DESK],
] as const)('the %s signs in as a demo account and is at home', async (role, name, viewport) => {
  const { page, complaints } = await visitor(viewport, axe);
  await page.goto('/sign-in');
  await page.getByRole('region', { name: '演示账号' }).getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL('**/app');
  expect(await heading(page)).toContain(name);
  await page.getByRole('button', { name: new RegExp(name) }).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `home-${role}.png`), fullPage: true });
  }
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
