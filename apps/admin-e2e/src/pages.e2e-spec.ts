import { axe } from './support/axe';
import { closeBrowser, DESK, enter, leave, openBrowser, PHONE } from './support/product';
import { walk } from './support/walk';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

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
