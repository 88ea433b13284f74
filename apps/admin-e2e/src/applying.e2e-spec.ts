import { closeBrowser, DESK, enter, leave, openBrowser, OTHER_CALL, PHONE, sees } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it('an applicant begins an application in another street; what is typed is saved by itself', async () => {
  const { page, complaints } = await enter('applicant');
  await page.goto('/app/open-calls');
  await page.getByRole('article').filter({ hasText: OTHER_CALL }).getByRole('button', { name: /^申报/ }).first().click();
  await page.waitForURL(/\/app\/applications\/[0-9a-f-]{36}\/edit/);
  const name = page.getByRole('textbox', { name: /项目名称/ }).first();
  await name.fill('“银发课堂”智能手机互助项目');
  await sees(page, /已保存 \d\d:\d\d:\d\d/);
  await page.reload();
  await name.waitFor();
  expect(await name.inputValue()).toBe('“银发课堂”智能手机互助项目');

  // a draft waits among the applicant's own
  await page.goto('/app/applications');
  await sees(page, '“银发课堂”智能手机互助项目');
  expect(complaints).toEqual([]);
});

it.each([['at the desk', DESK], ['on a phone', PHONE]] as const)('a draft leads with writing on; its dates and its budget are held against the round while one writes, %s', async (_, viewport) => {
  const { page, complaints } = await enter('luya', viewport);
  await page.goto('/app/applications');
  await page.getByRole('link', { name: /一米花园.*听涛/ }).first().click();
  await page.waitForURL(/\/app\/applications\/[0-9a-f-]{36}$/);
  const address = page.url();
  await page.getByRole('button', { name: '继续填写' }).click();
  await page.waitForURL(/\/edit/);

  // the hint names the round's days; one that lies outside is said at the field
  const from = page.getByLabel('项目周期，开始日期');
  await page.goto(`${address}/edit?field=period`);
  await sees(page, /须在本轮实施期内：\d{4}-\d\d-\d\d/);
  const before = await from.inputValue();
  await from.fill('2020-01-01');
  await from.blur();
  await sees(page, /开始日期须在本轮实施期 \d{4}-\d\d-\d\d 至 \d{4}-\d\d-\d\d 之内/);
  await from.fill(before);
  await from.blur();

  // a cap that is passed names the category and its sums, across the row
  await page.goto(`${address}/edit?field=budget`);
  const price = page.locator('#f-budget-1-unitPriceFen');
  const was = await price.inputValue();
  await price.fill('5000');
  await price.blur();
  const said = page.getByText(/“人员及劳务费”合计 ¥[\d,.]+，超过资助资金的 30%，即 ¥[\d,.]+/).first();
  await said.waitFor();
  const [wide, table] = [await said.boundingBox(), await page.getByRole('table').first().boundingBox()];
  expect((wide?.width ?? 0) / (table?.width ?? 1)).toBeGreaterThan(0.6);
  await price.fill(was);
  await price.blur();
  await said.waitFor({ state: 'hidden' });
  await sees(page, /已保存 \d\d:\d\d:\d\d/);
  expect(complaints).toEqual([]);
});
