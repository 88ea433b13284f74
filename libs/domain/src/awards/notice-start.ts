import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import type { CalendarDate, WorkCalendar } from '@weichuang/kernel/calendar';
import type { Refusal } from '@weichuang/kernel/denial';

/**
 * Why a notice may not begin on the day somebody chose: `NOTICE.STARTS_IN_THE_PAST`, `NOTICE.NOT_A_WORKDAY`. Today is always
 * possible; where today is no working day, counting begins with the next one.
 */
export function whyNotStart(from: CalendarDate, today: CalendarDate, calendar: WorkCalendar): Refusal | null {
  if (from === today) return null;
  return firstRefusal(
    refuseIf(from < today, 'NOTICE.STARTS_IN_THE_PAST', { date: from }, 'invalid'),
    refuseIf(!calendar.isWorkday(from).workday, 'NOTICE.NOT_A_WORKDAY', { date: from }, 'invalid'),
  );
}
