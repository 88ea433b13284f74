import { closeBrowser, enter, leave, openBrowser, OTHER_CALL, sees } from './support/product';

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
