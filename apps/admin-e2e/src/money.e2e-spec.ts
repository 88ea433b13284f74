import { closeBrowser, enter, leave, openBrowser, openRound, ROUND, sees } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it('what finance asked for is approved by the leader and then paid by finance', async () => {
  const leader = await enter('leader');
  const round = await openRound(leader.page, ROUND);
  await leader.page.goto(`${round}/payments?only=requested`);
  const approve = leader.page.getByRole('button', { name: /^批准拨付：/ }).first();
  await approve.waitFor();
  const what = ((await approve.getAttribute('aria-label')) ?? '').replace('批准拨付：', '');
  await approve.click();
  await leader.page.getByRole('alertdialog').getByRole('button', { name: '批准拨付' }).click();
  await sees(leader.page, `已批准 ${what}`);
  expect(leader.complaints).toEqual([]);

  const finance = await enter('finance');
  await finance.page.goto(`${round}/payments?only=approved`);
  await finance.page.getByRole('button', { name: `登记拨付：${what}` }).click();
  const form = finance.page.getByRole('dialog');
  const due = /应拨金额[^\d]*([\d,]+(?:\.\d+)?)/.exec(await form.innerText())?.[1]?.replaceAll(',', '') ?? '';
  await form.getByLabel('凭证金额').fill(due);
  await form.getByLabel('凭证号').fill('PZ-2026-0715-01');
  await form.getByRole('button', { name: '登记拨付' }).click();
  await sees(finance.page, `已登记 ${what} 的拨付`);
  await finance.page.goto(`${round}/payments?only=paid&q=${encodeURIComponent(what.split(' ')[0] ?? '')}`);
  await finance.page.getByRole('row').filter({ hasText: '已拨付' }).first().waitFor();
  expect(finance.complaints).toEqual([]);
});
