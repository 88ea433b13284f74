import { Controller, Module } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Input } from '@weichuang/contracts/http/route';
import { listNotifications, readNotifications } from '@weichuang/contracts/notifications/notifications';
import { NotificationRow } from '@weichuang/persistence/notifications/entities';
import { Self } from '@weichuang/platform/access/can';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { textOf } from '@weichuang/platform/http/texts';

const unreadOf = (ctx: Ctx): Promise<number> => ctx.em.countBy(NotificationRow, { userId: actorOf(ctx).userId, readAt: IsNull() });

@Controller()
class NotificationsController {
  @Route(listNotifications)
  @Self()
  async list(ctx: Ctx) {
    const rows = await ctx.em.find(NotificationRow, { where: { userId: actorOf(ctx).userId }, order: { createdAt: 'DESC' }, take: 100 });
    return {
      unread: await unreadOf(ctx),
      rows: rows.map((row) => ({ id: row.id, kind: row.kind, text: textOf(ctx.locale, `TELL.${row.kind}`, row.params), link: row.link, read: row.readAt !== null, createdAt: row.createdAt })),
    };
  }

  @Route(readNotifications)
  @Self()
  async read(ctx: Ctx, { body }: Input<typeof readNotifications>) {
    const mine = { userId: actorOf(ctx).userId, readAt: IsNull() };
    await ctx.em.update(NotificationRow, body.ids ? { ...mine, id: In(body.ids) } : mine, { readAt: ctx.now });
    return { unread: await unreadOf(ctx) };
  }
}

@Module({ controllers: [NotificationsController] })
export class NotificationsModule {}
