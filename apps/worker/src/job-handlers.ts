import type { House } from '@weichuang/platform/house';
import type { JobHandler } from '@weichuang/platform/jobs/queues';
import { reportHandler } from './reports/render-report';

/** Handlers of the heavy queue: one line a slice. */
export const reportHandlers = (house: House): readonly JobHandler[] => [reportHandler(house)];
