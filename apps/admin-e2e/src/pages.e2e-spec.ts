import type { Page } from 'playwright-core';
import { axe, violations } from './support/axe';
import { closeBrowser, DESK, enter, heading, leave, openBrowser, PHONE, visitor, type Visitor } from './support/product';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

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
async function walk({ page, complaints }: Visitor, start: readonly string[], { within = '', most = Infinity }: { within?: string; most?: number } = {}): Promise<{ wrong: string[]; pages: number }> {
  const wrong: string[] = [];
  // another page of the same kind adds little
  const seen = new Set<string>();
  const ways: (readonly [string, string])[] = start.map((to) => [to, to] as const);
  let pages = 0;
  for (let way = ways.shift(); way && pages < most; way = ways.shift()) {
    const [kind, to] = way;
    if (seen.has(kind)) continue;
    seen.add(kind);
    await page.goto(to);
    await settled(page).catch((error: Error) => wrong.push(`${kind} does not come: ${error.message.split('\n')[0] ?? ''}`));
    pages += 1;
    const look = async (what: string) => {
      wrong.push(...(await violations(page)).map((one) => `${what} ${one}`), ...complaints.splice(0).map((one) => `${what} ${one}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${what} is ${over} px wider than the screen`);
    };
    await look(kind);
    ways.push(...(await waysFrom(page)).filter(([next]) => within === '' || next.startsWith(within)));
    const tabs = page.getByRole('main').getByRole('tab', { selected: false });
    for (const tab of (await tabs.allInnerTexts()).slice(0, 12)) {
      await page.getByRole('main').getByRole('tab', { name: tab, exact: true }).click();
      await settled(page);
      await look(`${kind} [${tab}]`);
    }
  }
  return { wrong, pages };
}

it.each([['phone', PHONE], ['desk', DESK]] as const)('no public page has a barrier or an error, at a %s', async (_view, viewport) => {
  const somebody = await visitor(viewport, axe);
  const { wrong, pages } = await walk(somebody, ['/', '/notices', '/verify', '/sign-in', '/register', '/forgot', '/nowhere']);
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThan(8);
}, 240_000);

// Whoever sees most at a desk, and most on a phone; what is left is told by `roles`, and by the role's own spec.
it.each([
  ['applicant', 'phone', PHONE, 'light', 10],
  ['manager', 'desk', DESK, 'light', 20],
  ['finance', 'desk, in the dark', DESK, 'dark', 6],
] as const)('no page that the %s can reach has a barrier or an error, at a %s', async (name, _view, viewport, scheme, atLeast) => {
  const somebody = await enter(name, viewport, axe, scheme);
  const { wrong, pages } = await walk(somebody, ['/app'], { within: '/app', ...(scheme === 'dark' && { most: 6 }) });
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThanOrEqual(atLeast);
}, 240_000);
