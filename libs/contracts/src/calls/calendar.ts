import { z } from 'zod';
import { defineRoute } from '../http/route';
import { DateOnly, Id, Instant, Line } from '../http/shapes';

const TenantParams = z.object({ tenantId: Id });
const Kind = z.enum(['work', 'off']);

export const CalendarView = z.object({
  year: z.number(),
  today: z.string(),
  /** years whose holidays are published; of others only weekends are known */
  years: z.array(z.number()),
  published: z.boolean(),
  /** the notice that published this year */
  source: z.string().nullable(),
  /** official days that are not as their weekday */
  official: z.array(z.object({ day: z.string(), kind: Kind })),
  /** the street's own days of this year */
  own: z.array(z.object({ day: z.string(), kind: Kind, reason: z.string(), by: z.string(), at: Instant })),
  /**
   * What is counted by these days and ends in this year. `fixed`: its days were counted when it was published or sent and stay;
   * others are counted anew whenever the calendar changes.
   */
  counted: z.array(z.object({
    kind: z.enum(['notice', 'planned_notice', 'correction', 'tranche']), id: Id, title: z.string(), from: z.string().nullable(), to: z.string(),
    workingDays: z.number().nullable(), fixed: z.boolean(), certain: z.boolean(), link: z.string(),
  })),
  maySet: z.boolean(),
});
export type CalendarView = z.output<typeof CalendarView>;

export const getCalendar = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/calendar',
  summary: '街道工作日历 A street’s working days',
  params: TenantParams,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  response: CalendarView,
});

const DayParams = TenantParams.extend({ day: DateOnly });

export const setCalendarDay = defineRoute({
  method: 'PUT',
  path: '/tenants/:tenantId/calendar/:day',
  summary: '设置本街道的工作日或休息日 Say that the street works on a day, or not',
  params: DayParams,
  body: z.object({ kind: Kind, reason: Line(100).min(2) }),
  response: CalendarView,
});

export const unsetCalendarDay = defineRoute({
  method: 'DELETE',
  path: '/tenants/:tenantId/calendar/:day',
  summary: '取消本街道的设置 Take a day of the street’s own back',
  params: DayParams,
  response: CalendarView,
});
