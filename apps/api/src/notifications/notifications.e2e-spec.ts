import { countUnread, listNotifications, readNotifications } from '@weichuang/contracts/notifications/notifications';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { insertRows } from '@weichuang/testing/builders/insert';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { NotificationsModule } from './notifications.module';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([NotificationsModule], permissions);
});
afterAll(() => t.close());

/** Messages to a person, the first at nine o'clock, one a minute; `same` puts them all at one time. */
async function told(w: World, userId: string, titles: readonly string[], same = false): Promise<string[]> {
  const ids = titles.map(() => newId());
  await insertRows(w, 'notification', titles.map((title, i) => ({
    id: ids[i] ?? '', tenant_id: w.tenantId, user_id: userId, event_id: newId(), kind: 'application.submit', params: { title }, link: '/app/applications',
    created_at: `2026-04-01T09:${same ? '00' : String(i).padStart(2, '0')}:00.123456+08`,
  })));
  return ids;
}

it('are read page by page, newest first, none lost between messages of one time', async () => {
  const w = await t.world();
  const handler = await w.as('street_handler');
  await told(w, handler.userId, ['甲', '乙', '丙', '丁', '戊'], true);
  await told(w, handler.userId, ['己']);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await handler.do(listNotifications, { query: { limit: 2, ...(after ? { after } : {}) } });
    expect(page).toMatchObject({ unread: 6, total: { count: 6, capped: false } });
    seen.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(6);
  const rows = await w.rows<{ id: string }>('SELECT id FROM notification WHERE user_id = $1 ORDER BY created_at DESC, id DESC', [handler.userId]);
  expect(seen).toEqual(rows.map(({ id }) => id));
});

it('say what they are about in the reader’s language, where they lead, and of which street', async () => {
  const w = await t.world();
  const handler = await w.as('street_handler');
  await told(w, handler.userId, ['春芽计划']);
  const { rows } = await handler.do(listNotifications);
  expect(rows).toMatchObject([{ text: expect.stringContaining('《春芽计划》'), link: '/app/applications', read: false, street: expect.stringContaining('测试街道办事处') }]);
  expect((await handler.do(listNotifications, {}, { 'accept-language': 'en' })).rows[0]?.text).toMatch(/[a-z]/);
});

it('are marked one by one, then all; the unread ones can be looked at alone', async () => {
  const w = await t.world();
  const handler = await w.as('street_handler');
  const [first = ''] = await told(w, handler.userId, ['甲', '乙', '丙']);
  expect(await handler.do(readNotifications, { body: { ids: [first] } })).toEqual({ unread: 2 });
  const unread = await handler.do(listNotifications, { query: { only: 'unread' } });
  expect(unread).toMatchObject({ total: { count: 2 }, unread: 2 });
  expect(unread.rows.map(({ id }) => id)).not.toContain(first);
  expect(await handler.do(readNotifications, { body: {} })).toEqual({ unread: 0 });
  expect(await handler.do(countUnread)).toEqual({ unread: 0 });
  expect((await handler.do(listNotifications)).rows.every((row) => row.read)).toBe(true);
});

it('are seen and marked by their own person only', async () => {
  const w = await t.world();
  const [handler, colleague] = [await w.as('street_handler'), await w.as('street_handler')];
  const [id = ''] = await told(w, handler.userId, ['甲']);
  expect((await colleague.do(listNotifications)).rows).toEqual([]);
  await colleague.do(readNotifications, { body: { ids: [id] } });
  expect(await handler.do(countUnread)).toEqual({ unread: 1 });
  expect((await w.nobody().call(listNotifications)).status).toBe(401);
});

it('refuses a cursor that is none and an unknown filter', async () => {
  const w = await t.world();
  const handler = await w.as('street_handler');
  expect((await handler.call(listNotifications, { query: { after: 'bm9uc2Vuc2U' } })).status).toBe(400);
  expect((await handler.call(listNotifications, { query: { only: 'read' as 'unread' } })).status).toBe(400);
});
