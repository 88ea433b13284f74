import { closeBrowser, enter, heading, leave, openBrowser, PHONE, SECOND_ROUND, sees } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it('a judge scores an application on the phone, sees the total and hands the sheet in', async () => {
  const { page, complaints } = await enter('judge1', PHONE);
  await page.goto('/app/judging');
  await page.getByRole('main').getByRole('link', { name: new RegExp(SECOND_ROUND) }).first().click();
  await page.waitForURL(/\/app\/judging\/stages\//);
  const open = page.getByRole('main').getByRole('link').filter({ hasText: /未开始|评分中/ }).first();
  const list = page.url();
  await open.click();
  await page.waitForURL(/\/app\/judging\/sheets\//);
  const title = await heading(page);

  await page.getByRole('button', { name: '打分' }).click();
  const sheet = page.getByRole('region', { name: '评分表' });
  const boxes = sheet.getByRole('textbox', { name: /得分，满分/ });
  await boxes.first().waitFor();
  let total = 0;
  let max = 0;
  for (const box of await boxes.all()) {
    const full = Number(/满分 (\d+)/.exec((await box.getAttribute('aria-label')) ?? '')?.[1]);
    const points = Math.floor(full * 0.8);
    await box.fill(String(points));
    max += full;
    total += points;
  }
  for (const comment of await sheet.getByRole('textbox', { name: '评语' }).all()) await comment.fill('需求清楚，措施可行');
  for (const none of await sheet.getByRole('radio', { name: '未发现' }).all()) await none.check();
  expect(max).toBe(100);
  // the total is reckoned while the judge writes
  await sheet.getByRole('status').filter({ hasText: String(total) }).first().waitFor();
  await sees(page, /已保存 \d\d:\d\d:\d\d/);

  await sheet.getByRole('button', { name: '提交评分表' }).last().click();
  const question = page.getByRole('alertdialog');
  expect(await question.innerText()).toContain(`总分 ${total} 分（满分 100 分）`);
  await question.getByRole('button', { name: `提交 ${total} 分` }).click();
  await sees(page, `已提交《${title}》，总分 ${total} 分`);

  await page.goto(list);
  await page.getByRole('main').getByRole('link').filter({ hasText: title }).filter({ hasText: '已提交' }).waitFor();
  expect(complaints).toEqual([]);
});
