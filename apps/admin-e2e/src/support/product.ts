import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Told by the global setup: tools/jest/e2e-setup.mjs. */
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run with apps/admin-e2e/jest.config.cjs`);
  return value;
};

export const DEMO_PASSWORD = 'weichuang-demo-2026';
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** A loaded machine is slow; a page that does not come at all is told soon enough. */
const PATIENCE_MS = 20_000;

export interface Visitor {
  readonly page: Page;
  /** what the browser complained about: errors of the page and of the console, breaches of the content policy */
  readonly complaints: string[];
}

let browser: Browser | undefined;
const contexts = new Set<BrowserContext>();

/** Before the tests of a file; the browser is shared by its tests. */
export async function openBrowser(): Promise<void> {
  const extra = JSON.parse(setting('CHROMIUM_ENV')) as Record<string, string>; // the setup wrote it
  const args = JSON.parse(setting('CHROMIUM_ARGS')) as string[]; // the setup wrote it
  browser = await chromium.launch({ executablePath: setting('CHROMIUM_PATH'), args, env: { ...inherited(), ...extra } });
}

const inherited = (): Record<string, string> => Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** After each test: what one person did is not seen by the next. */
export async function leave(): Promise<void> {
  for (const context of contexts) await context.close();
  contexts.clear();
}

/** Somebody new with a browser of their own. `script` runs before each page's scripts, outside of its content policy. */
export async function visitor(viewport = DESK, script?: string, colours: 'light' | 'dark' = 'light'): Promise<Visitor> {
  if (!browser) throw new Error('openBrowser first');
  const context = await browser.newContext({ baseURL: setting('BASE_URL'), viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', colorScheme: colours, hasTouch: viewport.width < 600 });
  contexts.add(context);
  context.setDefaultTimeout(PATIENCE_MS);
  if (script) await context.addInitScript({ content: script });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return { page, complaints };
}

/** Somebody of the demo who is signed in already, on the workbench. The form itself is a matter of `roles` and `portal`. */
export async function enter(name: string, viewport = DESK, script?: string, colours: 'light' | 'dark' = 'light'): Promise<Visitor> {
  const somebody = await visitor(viewport, script, colours);
  const { page } = somebody;
  const answer = await page.context().request.post('/api/session', { data: { email: `${name}@demo.weichuang.cn`, password: DEMO_PASSWORD }, headers: { origin: setting('BASE_URL') } });
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${answer.status()} ${await answer.text()}`);
  await page.goto('/app');
  await heading(page);
  return somebody;
}

/** The page's main heading, once it is there. */
export async function heading(page: Page): Promise<string> {
  const found = page.getByRole('heading', { level: 1 }).first();
  await found.waitFor();
  return (await found.innerText()).trim();
}

/** Opens a round from the list of rounds and returns its address. */
export async function openRound(page: Page, title: string): Promise<string> {
  await page.goto('/app/rounds');
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await page.waitForURL(/\/app\/rounds\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** Waits until the text stands on the page. */
export const sees = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

export const ROUND = '2026 年望江街道社区微创投公益大赛';
export const SECOND_ROUND = '2026 年望江街道微创投夏季增补轮';
export const OTHER_CALL = '2026 年海滨街道社会组织公益创投';
