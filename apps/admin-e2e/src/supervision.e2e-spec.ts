import { closeBrowser, enter, heading, leave, openBrowser, PHONE, sees } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

const ORGANIZATION = '望江阳光社会工作服务中心';

it('a supervisor logs a visit with a finding on the phone, and the grantee reads it', async () => {
  const supervisor = await enter('supervisor', PHONE);
  const { page } = supervisor;
  await page.goto('/app/projects');
  await page.getByRole('listitem').filter({ hasText: ORGANIZATION }).filter({ hasText: '实施中' }).first().getByRole('link').first().click();
  await page.waitForURL(/\/app\/projects\/[0-9a-f-]{36}/);
  const project = new URL(page.url()).pathname;
  const title = await heading(page);
  await page.getByRole('tab', { name: /督导/ }).click();
  await page.getByRole('button', { name: '登记督导' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('督导情况').fill('现场查看暑期活动，居民参与踊跃，秩序良好。');
  await form.getByRole('button', { name: '添加需要整改的问题' }).click();
  await form.getByLabel('问题描述').fill('七月两次活动没有拍摄全景照片，请补充说明。');
  await form.getByRole('button', { name: '保存督导记录' }).click();
  await sees(page, '督导记录已保存');
  await sees(page, '七月两次活动没有拍摄全景照片，请补充说明。');
  expect(supervisor.complaints).toEqual([]);

  const grantee = await enter('applicant', PHONE);
  await grantee.page.goto(`${project}?tab=supervision`);
  expect(await heading(grantee.page)).toContain(title);
  const finding = grantee.page.getByRole('article').filter({ hasText: '现场查看暑期活动' });
  await finding.getByText('七月两次活动没有拍摄全景照片，请补充说明。').waitFor();
  await finding.getByText('待整改').first().waitFor();
  // the one who has to put it right is told how to begin
  await finding.getByRole('button', { name: /上传证明/ }).first().waitFor();
  expect(grantee.complaints).toEqual([]);
});
