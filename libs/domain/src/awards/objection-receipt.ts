import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import type { CalendarDate } from '@weichuang/kernel/calendar';
import { dateInChina, formatDate, startOfDayInChina } from '@weichuang/kernel/clock';
import type { Refusal } from '@weichuang/kernel/denial';
import type { AwardState } from './award.machine';
import type { ObjectionState } from './objection.machine';

/** no 0, 1, I, O: it is copied from paper and read out on the phone */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The receipt number of an objection, `YY2026-7K3M-Q9XD`: whoever has it may ask what became of the objection, so it cannot be
 * guessed (40 random bits).
 * @param random at least 8 random bytes
 */
export function objectionNumber(year: number, random: Uint8Array): string {
  if (random.length < 8) throw new RangeError('not enough randomness');
  const letters = Array.from(random.slice(0, 8), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return `YY${year}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Below this many characters a statement cannot say which fact is wrong. */
export const CONCRETE_FROM = 10;
export const isConcrete = (statement: string): boolean => [...statement.trim()].length >= CONCRETE_FROM;

/** How an objection came in. What did not come through the public form is written down by staff. */
export const OBJECTION_CHANNELS = ['online', 'paper', 'phone', 'visit'] as const;
export type ObjectionChannel = (typeof OBJECTION_CHANNELS)[number];

export interface PaperReceipt {
  readonly receivedOn: CalendarDate;
  /** null: the notice is a draft */
  readonly publishedAt: Date | null;
  readonly award: AwardState;
  readonly now: Date;
}

/**
 * Why staff may not write down an objection that came on paper, by phone or by a visit. One that came in late is written down too: it
 * gets its answer, though it cannot be admitted. Once the award is granted, or gone, nothing is left to object to.
 * @returns `OBJECTION.RECEIVED_IN_FUTURE`, `OBJECTION.BEFORE_NOTICE`, `OBJECTION.AWARD_SETTLED`, or null
 */
export function whyNotRecord({ receivedOn, publishedAt, award, now }: PaperReceipt): Refusal | null {
  return firstRefusal(
    refuseIf(award !== 'noticed', 'OBJECTION.AWARD_SETTLED'),
    refuseIf(receivedOn > dateInChina(now), 'OBJECTION.RECEIVED_IN_FUTURE', undefined, 'invalid'),
    refuseIf(publishedAt === null || receivedOn < dateInChina(publishedAt), 'OBJECTION.BEFORE_NOTICE', { from: publishedAt ? formatDate(dateInChina(publishedAt)) : '' }, 'invalid'),
  );
}

/** Scans of one letter: what a letter has of pages, and some enclosures. */
export const MOST_SCANS = 10;

/**
 * Why no scan may be laid beside an objection: what came through the form has no paper, an answered one is closed.
 * @param scans how many there are already
 * @returns `OBJECTION.NOT_ON_PAPER`, `OBJECTION.CLOSED`, `OBJECTION.TOO_MANY_SCANS`, or null
 */
export function whyNotScan({ channel, state, scans }: { readonly channel: ObjectionChannel; readonly state: ObjectionState; readonly scans: number }): Refusal | null {
  return firstRefusal(
    refuseIf(channel === 'online', 'OBJECTION.NOT_ON_PAPER'),
    refuseIf(state === 'replied', 'OBJECTION.CLOSED'),
    refuseIf(scans >= MOST_SCANS, 'OBJECTION.TOO_MANY_SCANS', { max: MOST_SCANS }, 'limit'),
  );
}

/** The instant that stands for a day of receipt: now for today, else the day's first, so that the last day of a notice is in time. */
export const receivedInstant = (receivedOn: CalendarDate, now: Date): Date => (receivedOn === dateInChina(now) ? now : startOfDayInChina(receivedOn));
