import type { Page } from 'playwright-core';
import { violations } from './axe';
import { heading, type Visitor } from './product';

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
export async function walk({ page, complaints }: Visitor, start: readonly string[], { within = '', most = Infinity }: { within?: string; most?: number } = {}): Promise<{ wrong: string[]; pages: number }> {
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
