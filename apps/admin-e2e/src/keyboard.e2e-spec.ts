import type { Page } from 'playwright-core';
import { closeBrowser, enter, heading, leave, openBrowser, openRound, ROUND, visitor } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '');

it('the first Tab of a page is the way past its navigation; moving on takes the focus along', async () => {
  const { page } = await visitor();
  await page.goto('/');
  await heading(page);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByRole('link', { name: '公示公告' }).first().click();
  await page.waitForURL('**/notices');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
});

it('a dialog begins at its first field, and its end gives the focus back', async () => {
  const { page } = await enter('finance');
  const round = await openRound(page, ROUND);
  await page.goto(`${round}/payments?only=approved`);
  const pay = page.getByRole('button', { name: /^登记拨付：/ }).first();
  await pay.click();
  await page.getByRole('dialog').getByLabel('凭证金额').waitFor();
  expect(await page.evaluate(() => document.activeElement?.matches('dialog input'))).toBe(true);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  expect(await pay.evaluate((button) => button === document.activeElement)).toBe(true);
});

it('a question begins at its answer', async () => {
  const { page } = await enter('leader');
  const round = await openRound(page, ROUND);
  await page.goto(`${round}/payments?only=requested`);
  const approve = page.getByRole('button', { name: /^批准拨付：/ }).first();
  await approve.click();
  await page.getByRole('alertdialog').waitFor();
  expect(await focused(page)).toBe('批准拨付');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  expect(await approve.evaluate((button) => button === document.activeElement)).toBe(true);
});

it('what was written in a dialog is lost neither to a click beside it nor to one Escape', async () => {
  const { page } = await enter('finance');
  const round = await openRound(page, ROUND);
  await page.goto(`${round}/payments?only=approved`);
  await page.getByRole('button', { name: /^登记拨付：/ }).first().click();
  const dialog = page.getByRole('dialog');
  const number = dialog.getByLabel('凭证号');
  await number.fill('2026-0715-001');
  await page.mouse.click(5, 5);
  await dialog.getByText('填写的内容还没有提交').waitFor();
  await number.press('End');
  await page.keyboard.type('9');
  expect(await number.inputValue()).toBe('2026-0715-0019');
  await page.keyboard.press('Escape');
  await dialog.getByText('填写的内容还没有提交').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
});
