import type { Settings } from '@weichuang/platform/config/settings';
import { agreementsTimer } from './agreements/sweep';
import { applicationsTimer } from './applications/sweep';
import { roundsTimer } from './calls/sweep';
import { mailTimer } from './mail/send';
import { remindersTimer } from './notifications/reminders';
import { reportsTimer } from './reports/sweep';
import { deliveryTimer } from './supervision/sweep';
import { sweepKeys } from './timers/keys';
import { orphansTimer } from './timers/orphans';
import type { Timer } from './timers/timers';

/** The slices' timers: one line a slice. */
export const timersOf = (settings: Settings): readonly Timer[] => [mailTimer(settings.SMTP_URL, settings.MAIL_FROM), sweepKeys, orphansTimer, roundsTimer, applicationsTimer, agreementsTimer, deliveryTimer, reportsTimer, remindersTimer];
