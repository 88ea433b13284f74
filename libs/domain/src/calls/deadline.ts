import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina, timeInChina } from '@weichuang/kernel/clock';
import { type Refusal, type RefusalParams, refuse } from '@weichuang/kernel/denial';

/** Instants; ISO 8601 with offset, as the configuration keeps them. */
export interface Window {
  readonly openAt: string;
  readonly closeAt: string;
}

/** More time for one applicant: until when, and why (kept for auditors). */
export interface Extension {
  readonly until: string;
  readonly reason: string;
}

/** How near the end is; the page warns at a day, an hour and ten minutes. */
export type Nearness = 'far' | 'day' | 'hour' | 'ten_minutes';

export type WindowView =
  | { readonly state: 'not_yet'; readonly msUntilOpen: number }
  | { readonly state: 'open'; readonly closesAt: string; readonly msLeft: number; readonly nearness: Nearness }
  | { readonly state: 'closed'; readonly closedAt: string; readonly msSince: number };

const MINUTE = 60_000;

/** An ISO instant in milliseconds. @throws RangeError when it is none: the configuration was checked, so a bug */
export function instantMs(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${iso}`);
  return ms;
}

/**
 * Where `now` lies. The window is half open, to the millisecond of the server's clock: the opening instant is inside,
 * the closing one outside (so 24:00 belongs to the next day). An extension only ever lengthens.
 */
export function windowAt(window: Window, now: Date, extension: Extension | null = null): WindowView {
  const at = now.getTime();
  const opens = instantMs(window.openAt);
  const extended = extension !== null && instantMs(extension.until) > instantMs(window.closeAt);
  const closesAt = extended ? extension.until : window.closeAt;
  const closes = instantMs(closesAt);
  if (at >= closes) return { state: 'closed', closedAt: closesAt, msSince: at - closes };
  if (at < opens) return { state: 'not_yet', msUntilOpen: opens - at };
  const msLeft = closes - at;
  const nearness = msLeft <= 10 * MINUTE ? 'ten_minutes' : msLeft <= 60 * MINUTE ? 'hour' : msLeft <= 1440 * MINUTE ? 'day' : 'far';
  return { state: 'open', closesAt, msLeft, nearness };
}

/** `CALL.NOT_OPEN` before, `CALL.CLOSED` from the closing instant on, null between. */
export function windowRefusal(window: Window, now: Date, extension: Extension | null = null): Refusal | null {
  const view = windowAt(window, now, extension);
  if (view.state === 'not_yet') return refuse('CALL.NOT_OPEN', { openAt: window.openAt, ...dayAndTime(window.openAt) });
  return view.state === 'closed' ? refuse('CALL.CLOSED', { closeAt: view.closedAt, ...dayAndTime(view.closedAt) }) : null;
}

/** An instant as a sentence says it in China, `date` and `time`; midnight is 24:00 of the day before. */
export function dayAndTime(iso: string): RefusalParams {
  const instant = new Date(instantMs(iso));
  const [date, time] = [dateInChina(instant), timeInChina(instant)];
  return time === '00:00' ? { date: addDays(date, -1), time: '24:00' } : { date, time };
}
