import { Controller, Module } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Input } from '@weichuang/contracts/http/route';
import { countUnread, listNotifications, readNotifications } from '@weichuang/contracts/notifications/notifications';
import { NotificationRow } from '@weichuang/persistence/notifications/entities';
import { Self } from '@weichuang/platform/access/can';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { pageOf, readCursor } from '@weichuang/platform/http/page';
import { Route } from '@weichuang/platform/http/route';
import { textOf } from '@weichuang/platform/http/texts';
import { notificationsOf, unreadOf } from './notifications.queries';

@Controller()
class NotificationsController {
  @Route(listNotifications)
  @Self()
  async list(ctx: Ctx, { query }: Input<typeof listNotifications>) {
    const { userId } = actorOf(ctx);
    const { rows, count } = await notificationsOf(ctx.em, userId, query.only === 'unread', readCursor(query.after, ['instant', 'id']), query.limit);
    return {
      ...pageOf(rows, query.limit, count, (row) => [row.at, row.id], ({ kind, params, at: _at, ...row }) => ({ ...row, kind, text: textOf(ctx.locale, `TELL.${kind}`, params) })),
      unread: await unreadOf(ctx.em, userId),
    };
  }

  @Route(countUnread)
  @Self()
  async unread(ctx: Ctx) {
    return { unread: await unreadOf(ctx.em, actorOf(ctx).userId) };
  }

  @Route(readNotifications)
  @Self()
  async read(ctx: Ctx, { body }: Input<typeof readNotifications>) {
    const { userId } = actorOf(ctx);
    const mine = { userId, readAt: IsNull() };
    await ctx.em.update(NotificationRow, body.ids ? { ...mine, id: In(body.ids) } : mine, { readAt: ctx.now });
    return { unread: await unreadOf(ctx.em, userId) };
  }
}

@Module({ controllers: [NotificationsController] })
export class NotificationsModule {}
