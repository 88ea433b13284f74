import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, Instant } from '../http/shapes';

export const NotificationView = z.object({ id: Id, kind: z.string(), text: z.string(), link: z.string(), read: z.boolean(), createdAt: Instant });

export const listNotifications = defineRoute({
  method: 'GET',
  path: '/notifications',
  summary: '我的消息 My messages',
  response: z.object({ unread: z.number(), rows: z.array(NotificationView) }),
});

/** Without ids: all of them. */
export const readNotifications = defineRoute({
  method: 'POST',
  path: '/notifications/read',
  summary: '标为已读 Mark as read',
  body: z.object({ ids: z.array(Id).max(200).optional() }),
  response: z.object({ unread: z.number() }),
});
