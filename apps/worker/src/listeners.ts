import type { Listener } from './events/listener';
import { notificationListeners } from './notifications/listeners';
import { reportListeners } from './reports/listeners';

/** The slices' listeners: one line a slice. */
export const listeners: readonly Listener[] = [...notificationListeners, ...reportListeners];
