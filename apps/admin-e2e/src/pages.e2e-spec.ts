import type { Page } from 'playwright-core';
import { axe, violations } from './support/axe';
import { closeBrowser, DESK, enter, heading, leave, openBrowser, PHONE, visitor, type Visitor } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Seen already at this width and in these colours, by whomever: another person's page of the same kind adds little. */
const seen = new Set<string>();

/** Ways that lead on from a page, each with the kind of page it leads to. */
async function waysFrom(page: Page): Promise<readonly (readonly [kind: string, to: string])[]> {
  const addresses = await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return addresses.flatMap((address) => {
    const url = new URL(address, 'http://x');
    return url.pathname.startsWith('/api') || url.pathname.startsWith('/assets') ? [] : [[url.pathname.replace(ID, ':id'), url.pathname] as const];
  });
}

/** Waits until nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await heading(page);
  await page.waitForFunction(() => !document.querySelector('[class*="Skeleton"], [aria-busy="true"]'));
}

/** Opens every kind of page that can be reached by links, and on each every tab. Returns what is wrong with them, and how many there were. */
async function walk({ page, complaints }: Visitor, start: readonly string[], view: string): Promise<{ wrong: string[]; pages: number }> {
  const wrong: string[] = [];
  const ways: (readonly [string, string])[] = start.map((to) => [to, to] as const);
  const been = new Set<string>();
  let pages = 0;
  for (let way = ways.shift(); way; way = ways.shift()) {
    const [kind, to] = way;
    const known = seen.has(`${view} ${kind}`);
    // where somebody begins is where everybody's own ways are
    if (been.has(kind) || (known && !start.includes(to))) continue;
    been.add(kind);
    seen.add(`${view} ${kind}`);
    await page.goto(to);
    await settled(page).catch((error: Error) => wrong.push(`${kind} does not come: ${error.message.split('\n')[0] ?? ''}`));
    pages += 1;
    const look = async (what: string) => {
      wrong.push(...(await violations(page)).map((one) => `${what} ${one}`), ...complaints.splice(0).map((one) => `${what} ${one}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${what} is ${over} px wider than the screen`);
    };
    if (!known) await look(kind);
    ways.push(...(await waysFrom(page)));
    const tabs = page.getByRole('main').getByRole('tab', { selected: false });
    for (const tab of (await tabs.allInnerTexts()).slice(0, 12)) {
      await page.getByRole('main').getByRole('tab', { name: tab, exact: true }).click();
      await settled(page);
      await look(`${kind} [${tab}]`);
    }
  }
  return { wrong, pages };
}

it.each([['desk', DESK], ['phone', PHONE]] as const)('no public page has a barrier or an error, at a %s', async (view, viewport) => {
  const somebody = await visitor(viewport, axe);
  const { wrong, pages } = await walk(somebody, ['/', '/notices', '/verify', '/sign-in', '/register', '/forgot', '/nowhere'], view);
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThan(8);
}, 240_000);

it.each([
  ['manager', 'desk', DESK, 'light', 25],
  ['applicant', 'phone', PHONE, 'light', 10],
  ['judge1', 'phone', PHONE, 'light', 3],
  ['supervisor', 'phone', PHONE, 'light', 0],
  ['community', 'desk', DESK, 'light', 1],
  ['evaluator', 'desk', DESK, 'light', 1],
  ['admin', 'desk', DESK, 'light', 3],
  ['district', 'desk', DESK, 'light', 1],
  ['finance', 'desk', DESK, 'dark', 8],
] as const)('no page that the %s can reach has a barrier, at a %s', async (name, view, viewport, scheme, atLeast) => {
  const somebody = await enter(name, viewport, axe, scheme);
  const { wrong, pages } = await walk(somebody, ['/app'], `${view} ${scheme}`);
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThanOrEqual(atLeast);
}, 240_000);
