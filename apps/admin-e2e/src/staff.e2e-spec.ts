import { closeBrowser, enter, heading, leave, openBrowser, openRound, ROUND } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it('a manager reads how the round stands, narrows its applications by state and opens one', async () => {
  const { page, complaints } = await enter('manager');
  const round = await openRound(page, ROUND);
  expect(await heading(page)).toContain(ROUND);
  await page.goto(`${round}/dashboard`);
  await page.getByRole('main').getByText('已拨付').first().waitFor();
  await page.goto(`${round}/applications`);
  await page.getByRole('table').getByRole('row').nth(5).waitFor();
  await page.getByRole('link', { name: /^资格未通过 \d+$/ }).or(page.getByRole('button', { name: /^资格未通过 \d+$/ })).first().click();
  await page.waitForURL(/state=disqualified/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  const row = page.getByRole('table').getByRole('row').nth(1);
  expect(await row.innerText()).toContain('资格未通过');
  await row.getByRole('link').first().click();
  await page.waitForURL(/\/app\/applications\/[0-9a-f-]{36}/);
  expect((await heading(page)).length).toBeGreaterThan(4);
  expect(complaints).toEqual([]);
});

it('an evaluator finds the list of evaluations', async () => {
  const { page, complaints } = await enter('evaluator');
  await page.goto('/app/evaluations');
  expect(await heading(page)).toContain('评估');
  expect(complaints).toEqual([]);
});

it('what belongs to another street is not there', async () => {
  const manager = await enter('manager');
  const round = await openRound(manager.page, ROUND);
  const stranger = await enter('manager2');
  await stranger.page.goto(`${round}/applications`);
  await stranger.page.getByText(/没有|不存在|找不到/).first().waitFor();
  expect(await stranger.page.getByRole('table').count()).toBe(0);
});
