import type { House } from '@weichuang/platform/house';
import type { JobHandler } from '@weichuang/platform/jobs/queues';

/** Handlers of the heavy queue: one line a slice. */
export const reportHandlers = (_house: House): readonly JobHandler[] => [];
