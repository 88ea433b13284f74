import type { Page } from 'playwright-core';
import { closeBrowser, DEMO_PASSWORD, enter, heading, leave, openBrowser, OTHER_CALL, PHONE, ROUND, sees, visitor, openRound } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

/** From the portal's first page to the page of the open call; returns the round's id. */
async function openCall(page: Page): Promise<string> {
  await page.goto('/');
  await page.getByRole('region', { name: '正在申报' }).getByRole('link', { name: OTHER_CALL }).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}$/);
  await heading(page);
  return new URL(page.url()).pathname.slice('/calls/'.length);
}

/** The marked card of the call, in sight. */
async function marked(page: Page, id: string): Promise<void> {
  const card = page.locator(`#call-${id}`);
  await card.waitFor();
  expect(await card.getAttribute('aria-current')).toBe('true');
  await page.waitForFunction((of) => { const top = document.getElementById(of)?.getBoundingClientRect().top ?? -1; return top >= 0 && top < innerHeight; }, `call-${id}`);
}

it('who wants to apply signs in on the way and comes to the call he read', async () => {
  const { page, complaints } = await visitor(PHONE);
  const id = await openCall(page);
  await page.getByRole('link', { name: '登录后申报' }).click();
  await page.getByLabel('邮箱').fill('applicant@demo.weichuang.cn');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(`**/app/open-calls#call-${id}`);
  await marked(page, id);
  await page.locator(`#call-${id}`).getByRole('button', { name: /^申报/ }).first().waitFor();
  expect(complaints).toEqual([]);
});

it('who acts for no organization is told so, and led to its registration', async () => {
  const { page, complaints } = await enter('judge1');
  const id = await openCall(page);
  await page.getByRole('link', { name: '我要申报' }).click();
  await page.waitForURL(`**/app/open-calls#call-${id}`);
  await sees(page, '申报须用申报单位的账号');
  expect(await page.getByRole('button', { name: /^申报/ }).count()).toBe(0);
  await page.getByRole('link', { name: /现在注册/ }).click();
  await page.waitForURL('**/register');
  await page.getByRole('heading', { level: 1, name: '注册申报单位' }).waitFor();
  expect(complaints).toEqual([]);
});

it.each([
  ['applicant', /\/calls\/[0-9a-f-]{36}$/],
  ['community', /\/calls\/[0-9a-f-]{36}$/],
  ['judge1', /\/app\/rounds\/[0-9a-f-]{36}$/],
  ['supervisor', /\/app\/rounds\/[0-9a-f-]{36}$/],
] as const)('the card of a round leads the %s to a page that opens', async (name, to) => {
  const { page, complaints } = await enter(name);
  await page.getByRole('main').getByRole('link', { name: ROUND }).first().click();
  await page.waitForURL(to);
  expect(await heading(page)).toContain(ROUND);
  // and what it links to about forms may be read
  expect(await page.locator('a[href^="/app/forms/"]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('the header shows as whom one works on this page, however one came to it', async () => {
  const { page } = await enter('undertaker');
  const where = page.getByRole('banner');
  for (const [round, street] of [[OTHER_CALL, '海滨街道办事处'], [ROUND, '望江街道办事处']] as const) {
    await openRound(page, round);
    await where.getByText(street, { exact: true }).waitFor();
  }
});
