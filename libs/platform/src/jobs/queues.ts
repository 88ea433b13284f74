import { createPostgresBackend, Queue, UnrecoverableError, Worker, runMigrations, type Job } from 'bullmq';
import { Pool } from 'pg';
import type { z } from 'zod';
import type { JobContract } from '@weichuang/contracts/jobs/job';

export interface JobHandle {
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** 0–100, or any small value that the web shows */
  progress(value: number | object): Promise<void>;
}

/** BullMQ, on Redis or on its own PostgreSQL backend. */
export interface Queues {
  readonly backend: 'redis' | 'postgres';
  add<P extends z.ZodType>(job: JobContract<P>, payload: z.output<P>): Promise<void>;
  addMany<P extends z.ZodType>(job: JobContract<P>, payloads: readonly z.output<P>[]): Promise<void>;
  /** Works on one queue; each job's payload is parsed by its contract first. */
  work(queue: JobContract['queue'], concurrency: number, handlers: readonly JobHandler[]): Promise<void>;
  counts(queue: JobContract['queue']): Promise<Record<string, number>>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface JobHandler {
  readonly job: JobContract;
  run(payload: never, handle: JobHandle): Promise<void>;
  /** instead of another run, once {@link MOST_DEATHS} processes died over the job: what waits for it is told that it will not come */
  abandon?(payload: never): Promise<void>;
}

/** So many processes may die while they do a job before it is thought to be what kills them. */
export const MOST_DEATHS = 3;

export const handle = <P extends z.ZodType>(
  job: JobContract<P>,
  run: (payload: z.output<P>, handle: JobHandle) => Promise<void>,
  abandon?: (payload: z.output<P>) => Promise<void>,
  // the payload is parsed by the same contract before it is passed
): JobHandler => ({ job, run: run as JobHandler['run'], abandon: abandon as JobHandler['abandon'] });

type Backed = { readonly kind: 'redis'; readonly url: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Opens the queues. `prefix` keeps several systems on one Redis apart; on PostgreSQL each database has its own schema.
 * @param options.lockMs after so long without a sign of life a job's process counts as dead, and another takes it
 */
export async function openQueues(backed: Backed, options: { prefix?: string; onError?: (error: Error) => void; lockMs?: number } = {}): Promise<Queues> {
  const { onError = () => undefined, lockMs = 30_000 } = options;
  if (backed.kind === 'postgres') {
    const pool = new Pool({ connectionString: backed.url, max: 1 });
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
      await pool.end();
    }
  }
  const connection =
    backed.kind === 'redis' ? { url: backed.url, maxRetriesPerRequest: null } : { connectionString: backed.url, max: 4 };
  const prefix = options.prefix ? { prefix: options.prefix } : {};
  // BullMQ's generics name one backend at compile time; which one it is, is a setting
  const open = <T>(Class: unknown, ...args: unknown[]): T =>
    new (Class as new (...rest: unknown[]) => T)(...args, ...(backed.kind === 'postgres' ? [createPostgresBackend] : []));

  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const queue = (name: string): Queue => {
    const held = queues.get(name);
    if (held) return held;
    const made = open<Queue>(Queue, name, { connection, ...prefix });
    made.on('error', onError);
    queues.set(name, made);
    return made;
  };
  const optionsOf = <P extends z.ZodType>(job: JobContract<P>, payload: z.output<P>) => ({
    jobId: job.dedupKey(payload).replaceAll(':', '_'),
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: job.backoffMs },
    // done jobs are kept for a while: their ids keep a second relay of the same event from running it again
    removeOnComplete: { age: 3600, count: 5000 },
    removeOnFail: { age: 14 * 86_400 },
  });

  return {
    backend: backed.kind,
    async add(job, payload) {
      await queue(job.queue).add(job.name, payload, optionsOf(job, payload));
    },
    async addMany(job, payloads) {
      if (payloads.length) await queue(job.queue).addBulk(payloads.map((data) => ({ name: job.name, data, opts: optionsOf(job, data) })));
    },
    async work(name, concurrency, handlers) {
      const byName = new Map(handlers.map((handler) => [handler.job.name, handler]));
      const process = async (job: Job) => {
        const handler = byName.get(job.name);
        if (!handler) throw new Error(`no handler for job ${job.name}`);
        const payload = handler.job.payload.parse(job.data);
        if (job.stalledCounter >= MOST_DEATHS) {
          await handler.abandon?.(payload as never);
          throw new UnrecoverableError(`${job.stalledCounter} processes died over this job`);
        }
        await handler.run(payload as never, {
          attempt: job.attemptsMade + 1,
          lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
          progress: (value) => job.updateProgress(value),
        });
      };
      const worker = open<Worker>(Worker, name, process, {
        connection, concurrency, ...prefix, lockDuration: lockMs, stalledInterval: lockMs,
        // it would end such a job without a word to the handler
        maxStalledCount: 1_000,
      });
      worker.on('error', onError);
      worker.on('failed', (_job, error) => onError(error));
      workers.push(worker);
      await worker.waitUntilReady();
    },
    counts: (name) => queue(name).getJobCounts(),
    async ping() {
      await queue('events').getJobCounts('waiting');
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}
