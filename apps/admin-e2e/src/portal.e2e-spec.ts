import { closeBrowser, DEMO_PASSWORD, enter, heading, leave, openBrowser, OTHER_CALL, PHONE, ROUND, sees, visitor } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it('anybody finds the open call and reads its conditions', async () => {
  const { page, complaints } = await visitor();
  await page.goto('/');
  expect(await heading(page)).toBe('社区微创投公益项目征集');
  await page.getByRole('region', { name: '正在申报' }).getByRole('link', { name: OTHER_CALL }).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}$/);
  expect(await heading(page)).toContain(OTHER_CALL);
  expect(complaints).toEqual([]);
});

it('anybody reads on a phone which projects the street means to fund', async () => {
  const { page, complaints } = await visitor(PHONE);
  await page.goto('/notices');
  await page.getByRole('main').getByRole('link', { name: new RegExp(ROUND) }).first().click();
  await page.waitForURL(/\/notices\/[0-9a-f-]{36}$/);
  expect(await heading(page)).toContain('公示');
  await page.getByRole('table').first().waitFor();
  expect(await page.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(5);
  await sees(page, /共收到 1 件/);
  // the page itself never scrolls sideways
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  expect(complaints).toEqual([]);
});

it('what is not public asks to sign in first and leads back', async () => {
  const { page } = await visitor();
  await page.goto('/app/rounds');
  await page.waitForURL(/\/sign-in\?to=%2Fapp%2Frounds/);
  await page.getByLabel('邮箱').fill('manager@demo.weichuang.cn');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL('**/app/rounds');
  expect(await heading(page)).toBe('项目轮次');
});

it('from the open call an applicant comes to where applying begins', async () => {
  const { page, complaints } = await enter('applicant');
  await page.goto('/');
  await page.getByRole('region', { name: '正在申报' }).getByRole('link', { name: OTHER_CALL }).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: '我要申报' }).first().click();
  await page.waitForURL('**/app/open-calls#call-*');
  await page.getByRole('article').filter({ hasText: OTHER_CALL }).getByRole('button', { name: /^申报/ }).first().waitFor();
  expect(complaints).toEqual([]);
});
