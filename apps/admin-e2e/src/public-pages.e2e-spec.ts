import { axe } from './support/axe';
import { closeBrowser, DESK, leave, openBrowser, PHONE, visitor } from './support/product';
import { walk } from './support/walk';

beforeAll(openBrowser);
afterEach(leave);
afterAll(closeBrowser);

it.each([['phone', PHONE], ['desk', DESK]] as const)('no public page has a barrier or an error, at a %s', async (_view, viewport) => {
  const somebody = await visitor(viewport, axe);
  const { wrong, pages } = await walk(somebody, ['/', '/notices', '/verify', '/sign-in', '/register', '/forgot', '/nowhere']);
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThan(8);
}, 240_000);
