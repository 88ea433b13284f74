import { Injectable } from '@nestjs/common';
import { isHoliday, sourceOf, workCalendar } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { plannedNotice, specialDays, whyNotSetDay, whyNotUnsetDay } from '@weichuang/domain/calls/calendar-day';
import type { Input } from '@weichuang/contracts/http/route';
import type { CalendarView, setCalendarDay } from '@weichuang/contracts/calls/calendar';
import { CalendarDayRow } from '@weichuang/persistence/calls/entities';
import { streetCalendar } from '@weichuang/platform/calls/street-calendar';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found } from '@weichuang/platform/http/refused';
import { countedDays, ownDays, roundsBeforeNotice } from './calendar.queries';

const official = workCalendar();

/** A street's working days: the official calendar, the street's own days, and what is counted by both. */
@Injectable()
export class CalendarService {
  async view(ctx: Ctx, wanted?: number): Promise<CalendarView> {
    const [tenantId, today] = [tenantOf(ctx), dateInChina(ctx.now)];
    const year = wanted ?? Number(today.slice(0, 4));
    const span = { from: `${year}-01-01`, to: `${year}-12-31` };
    const published = official.years.includes(year);
    const planned = await this.planned(ctx, tenantId);
    return {
      year, today, years: [...official.years], published, source: sourceOf(year),
      official: published ? specialDays(year, official, isHoliday) : [],
      own: await ownDays(ctx.em, tenantId, span),
      counted: [...(await countedDays(ctx.em, tenantId, span)), ...planned.filter((one) => one.to >= span.from && one.to <= span.to)].sort((a, b) => a.to.localeCompare(b.to)),
      maySet: ctx.may('calendar.set'),
    };
  }

  /** @throws Refused CALENDAR.DAY_PAST, CALENDAR.DAY_SO_ALREADY */
  async set(ctx: Ctx, day: string, { kind, reason }: Input<typeof setCalendarDay>['body']): Promise<CalendarView> {
    ensure(whyNotSetDay(day, kind, dateInChina(ctx.now), official));
    const tenantId = tenantOf(ctx);
    const before = await this.locked(ctx, tenantId, day);
    await ctx.em.upsert(CalendarDayRow, { tenantId, day, kind, reason, setBy: actorOf(ctx).userId, setAt: ctx.now }, ['tenantId', 'day']);
    await this.tell(ctx, 'calendar.set', tenantId, day, before, { kind, reason });
    return this.view(ctx, Number(day.slice(0, 4)));
  }

  /** @throws Refused CALENDAR.DAY_PAST, NOT_FOUND when the street has said nothing of it */
  async unset(ctx: Ctx, day: string): Promise<CalendarView> {
    const tenantId = tenantOf(ctx);
    const before = found(await this.locked(ctx, tenantId, day));
    ensure(whyNotUnsetDay(day, dateInChina(ctx.now)));
    await ctx.em.delete(CalendarDayRow, { tenantId, day });
    await this.tell(ctx, 'calendar.unset', tenantId, day, before, null);
    return this.view(ctx, Number(day.slice(0, 4)));
  }

  private locked(ctx: Ctx, tenantId: string, day: string): Promise<CalendarDayRow | null> {
    return ctx.em.findOne(CalendarDayRow, { where: { tenantId, day }, lock: { mode: 'pessimistic_write' } });
  }

  private async tell(ctx: Ctx, kind: string, tenantId: string, day: string, before: CalendarDayRow | null, after: { kind: string; reason: string } | null): Promise<void> {
    await emit(ctx, { kind, subject: { kind: 'tenant', id: tenantId }, data: { day, before: before && { kind: before.kind, reason: before.reason }, after } });
  }

  private async planned(ctx: Ctx, tenantId: string): Promise<CalendarView['counted']> {
    const calendar = await streetCalendar(ctx.em, tenantId);
    return (await roundsBeforeNotice(ctx.em, tenantId)).map(({ id, title, calendar: { noticeFrom }, notice }) => ({
      kind: 'planned_notice' as const, id, title, ...plannedNotice(dateInChina(new Date(noticeFrom)), notice, calendar), workingDays: notice.workingDays, fixed: false, link: `/app/rounds/${id}`,
    }));
  }
}
