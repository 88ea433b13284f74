import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, Instant, PageOf, PageQuery } from '../http/shapes';

export const NotificationView = z.object({ id: Id, kind: z.string(), text: z.string(), link: z.string(), read: z.boolean(), createdAt: Instant, street: z.string() });
export type NotificationView = z.output<typeof NotificationView>;

/** Newest first. */
export const listNotifications = defineRoute({
  method: 'GET',
  path: '/notifications',
  summary: '我的消息 My messages',
  query: PageQuery.extend({ only: z.enum(['unread']).optional() }),
  response: PageOf(NotificationView).extend({ unread: z.number() }),
});

/** Cheap: for the mark on every page. Counted up to 100. */
export const countUnread = defineRoute({
  method: 'GET',
  path: '/notifications/unread',
  summary: '未读消息数 How many messages are unread',
  response: z.object({ unread: z.number() }),
});

/** Without ids: all of them. */
export const readNotifications = defineRoute({
  method: 'POST',
  path: '/notifications/read',
  summary: '标为已读 Mark as read',
  body: z.object({ ids: z.array(Id).max(200).optional() }),
  response: z.object({ unread: z.number() }),
});
