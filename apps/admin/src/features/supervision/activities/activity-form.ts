import type { ActivityIn, ActivityView } from '@weichuang/contracts/supervision/delivery';
import { z } from 'zod';

/** What is typed: all of it text, as the inputs give it. */
const count = z.string().trim().regex(/^\d{1,6}$/).transform(Number);
const countOrNone = z.string().trim().regex(/^\d{0,6}$/).transform((text) => Number(text || '0'));
const hours = z.string().trim().regex(/^(\d{1,5}(\.\d{1,2})?)?$/).transform((text) => Math.round(Number(text || '0') * 100));
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const activityForm = z.object({
  title: z.string().trim().min(1).max(80),
  heldOn: z.iso.date(),
  startsAt: time,
  endsAt: time,
  place: z.string().trim().min(1).max(100),
  audience: z.string().trim().max(60),
  attendanceCount: count,
  distinctServed: count,
  volunteerCount: countOrNone,
  volunteerHoursHundredths: hours,
  team: z.string().trim().max(200),
  goal: z.string().trim().max(500),
  summary: z.string().trim().min(1).max(2000),
  reflection: z.string().trim().max(2000),
  mediaLink: z.string().trim().max(500).refine((text) => text === '' || /^https?:\/\/\S+$/.test(text)).transform((text) => text || null),
});
export type ActivityTyped = z.input<typeof activityForm>;

/** The form's beginning: empty, on the given day, or as it was filed. */
export function typedOf(row: z.output<typeof ActivityView> | null, today: string): ActivityTyped {
  if (!row)
    return {
      title: '', heldOn: today, startsAt: '', endsAt: '', place: '', audience: '', attendanceCount: '', distinctServed: '', volunteerCount: '', volunteerHoursHundredths: '', team: '', goal: '',
      summary: '', reflection: '', mediaLink: '',
    };
  const { title, heldOn, startsAt, endsAt, place, audience, team, goal, summary, reflection } = row;
  return {
    title, heldOn, startsAt, endsAt, place, audience, team, goal, summary, reflection, mediaLink: row.mediaLink ?? '', attendanceCount: String(row.attendanceCount),
    distinctServed: String(row.distinctServed), volunteerCount: String(row.volunteerCount), volunteerHoursHundredths: String(row.volunteerHoursHundredths / 100),
  };
}

export type ActivityBody = ActivityIn;
