import { type CalendarDate } from '@weichuang/kernel/calendar';
import { endOfDayInChina } from '@weichuang/kernel/clock';

/** What an award asks about its agreement. A signed paper binds both sides, a scan that nobody has compared yet included. */
export interface Signing {
  readonly signed: boolean;
  /** the last day for signing */
  readonly signBy: CalendarDate;
}

/**
 * The time for signing is over: by the agreement's own last day, for staff may have set another one there, else by the round's calendar.
 * @param roundSignBy instant, ISO
 */
export const isSigningOver = (signing: Signing | null, roundSignBy: string, now: Date): boolean =>
  now.getTime() >= (signing ? endOfDayInChina(signing.signBy).getTime() : Date.parse(roundSignBy));
