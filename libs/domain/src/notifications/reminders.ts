/** Days before a deadline on which people are reminded of it, farthest first. A project's deadline is that of its next visit. */
export const REMINDER_DAYS = { review_stage: [3, 1], tranche: [7, 1], project: [7, 1] } as const;
export type ReminderSubject = keyof typeof REMINDER_DAYS;

/** The farthest reminder of all, days. */
export const FARTHEST_DAYS = Math.max(...Object.values(REMINDER_DAYS).flat());

const DAY_MS = 86_400_000;

/**
 * The reminder that stands now: the nearest one whose time has come. One that was slept through is not made up for, and after the
 * deadline nobody is reminded.
 * @returns days before the deadline, or null
 */
export function reminderNow(subject: ReminderSubject, dueAt: Date, now: Date): number | null {
  const leftMs = dueAt.getTime() - now.getTime();
  if (leftMs <= 0) return null;
  return REMINDER_DAYS[subject].findLast((days) => leftMs <= days * DAY_MS) ?? null;
}
