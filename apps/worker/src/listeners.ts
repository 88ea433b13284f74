import type { Listener } from './events/listener';

/** The slices' listeners: one line a slice. */
export const listeners: readonly Listener[] = [];
