import { Controller } from '@nestjs/common';
import { getCalendar, setCalendarDay, unsetCalendarDay } from '@weichuang/contracts/calls/calendar';
import type { Input } from '@weichuang/contracts/http/route';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { CalendarService } from './calendar.service';

@Controller()
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Route(getCalendar)
  @Can('calendar.read', { tenant: 'tenantId' })
  view(ctx: Ctx, { query }: Input<typeof getCalendar>) {
    return this.calendar.view(ctx, query.year);
  }

  @Route(setCalendarDay)
  @Can('calendar.set', { tenant: 'tenantId' })
  set(ctx: Ctx, { params, body }: Input<typeof setCalendarDay>) {
    return this.calendar.set(ctx, params.day, body);
  }

  @Route(unsetCalendarDay)
  @Can('calendar.set', { tenant: 'tenantId' })
  unset(ctx: Ctx, { params }: Input<typeof unsetCalendarDay>) {
    return this.calendar.unset(ctx, params.day);
  }
}
