import type { DataSource } from 'typeorm';
import { eventJob } from '@weichuang/contracts/jobs/job';
import type { Coordination } from '../coordination/port';
import type { Queues } from '../jobs/queues';
import { GENESIS, linkHash, type ChainedEvent } from './chain';

type TakenEvent = ChainedEvent & { readonly xid: string };

/**
 * One step of the relay: takes the next events in commit order, hands those that somebody listens to (`heard`; without it,
 * all) to the queue, seals all into their tenants' chains, moves the cursor. Only one process at a time does it. A crash in
 * between hands some events over twice; the job id makes them one job. Order is (transaction, id) below the oldest running
 * transaction, so nothing is skipped; after a restore into another server `migrate` lets it go on (`event_order_resume`).
 * @returns how many events were relayed; null when another process is at it
 */
export function relayOnce(source: DataSource, coordination: Coordination, queues: Queues | null, { heard, most = 500 }: { readonly heard?: ReadonlySet<string>; readonly most?: number } = {}): Promise<number | null> {
  return coordination.exclusively('relay', async () => {
    const runner = source.createQueryRunner();
    await runner.connect();
    try {
      const events: TakenEvent[] = await runner.query('SELECT * FROM relay_take($1)', [most]);
      const last = events.at(-1);
      if (!last) return 0;
      await queues?.addMany(
        eventJob,
        events.filter((event) => heard?.has(event.kind) ?? true).map((event) => ({ eventId: event.id, tenantId: event.tenant_id, kind: event.kind })),
      );
      const heads = await headsOf(runner, [...new Set(events.map((event) => event.tenant_id))]);
      const seals = events.map((event) => {
        const head = heads.get(event.tenant_id) ?? { seq: 0, hash: GENESIS };
        const seq = head.seq + 1;
        const hash = linkHash(head.hash, seq, event);
        heads.set(event.tenant_id, { seq, hash });
        return { tenant_id: event.tenant_id, seq, event_id: event.id, previous: head.hash.toString('hex'), hash: hash.toString('hex') };
      });
      await runner.query('SELECT relay_seal($1, $2, $3)', [JSON.stringify(seals), last.xid, last.id]);
      return events.length;
    } finally {
      await runner.release();
    }
  });
}

async function headsOf(
  runner: { query(sql: string, params: unknown[]): Promise<unknown> },
  tenants: string[],
): Promise<Map<string, { seq: number; hash: Buffer }>> {
  // the function's own columns
  const rows = (await runner.query('SELECT * FROM relay_heads($1)', [tenants])) as { tenant_id: string; seq: number; hash: Buffer }[];
  return new Map(rows.map((row) => [row.tenant_id, { seq: row.seq, hash: row.hash }]));
}

/** Runs the relay until `signal` says stop: at once again while there is work, else every `idleMs`. */
export async function runRelay(
  source: DataSource,
  coordination: Coordination,
  queues: Queues,
  heard: ReadonlySet<string>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
  idleMs = 150,
): Promise<void> {
  while (!signal.aborted) {
    let wait = idleMs;
    try {
      const relayed = await relayOnce(source, coordination, queues, { heard });
      if (relayed) wait = 0;
    } catch (error) {
      onError(error);
      wait = 1000;
    }
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
