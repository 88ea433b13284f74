import { z } from 'zod';

/** A job's contract: ids only in the payload, safe to run twice. */
export interface JobContract<P extends z.ZodType = z.ZodType> {
  readonly queue: 'events' | 'reports';
  readonly name: string;
  readonly payload: P;
  readonly attempts: number;
  /** first wait before a retry, doubled each time */
  readonly backoffMs: number;
  /** two jobs with one key are one job */
  readonly dedupKey: (payload: z.output<P>) => string;
}

export const defineJob = <P extends z.ZodType>(job: JobContract<P>): JobContract<P> => job;

/** Every event of the log, once, to the worker's listeners. */
export const eventJob = defineJob({
  queue: 'events',
  name: 'event',
  payload: z.object({ eventId: z.uuid(), tenantId: z.uuid(), kind: z.string() }),
  attempts: 8,
  backoffMs: 500,
  dedupKey: (payload) => payload.eventId,
});
