import type { DataSource } from 'typeorm';
import { GENESIS, linkHash, type ChainedEvent } from './chain';

export interface ChainReport {
  readonly tenantId: string;
  readonly events: number;
  readonly sealed: number;
  readonly head: string;
  /** the first link that does not hold, in words */
  readonly broken: string | null;
}

type Sealed = ChainedEvent & { readonly seq: number; readonly previous: Buffer; readonly hash: Buffer };

/** Whatever asks the database: a data source, or the one transaction of a request. */
interface Asked {
  query(sql: string, params?: unknown[]): Promise<unknown>;
}

/**
 * Recomputes every chain from the events themselves. Finds a changed, removed, added or re-ordered event.
 * Needs a connection that sees all tenants (the owner's).
 */
export async function verifyChains(source: DataSource): Promise<ChainReport[]> {
  const tenants: { tenant_id: string }[] = await source.query('SELECT DISTINCT tenant_id FROM event_log ORDER BY tenant_id');
  const reports: ChainReport[] = [];
  for (const { tenant_id } of tenants) reports.push(await verifyChain(source, tenant_id));
  return reports;
}

/** Recomputes one tenant's chain; the connection must see its rows. */
export async function verifyChain(source: Asked, tenantId: string): Promise<ChainReport> {
  // one row, with the named counts
  const [{ events, sealed }] = (await source.query(
    'SELECT count(*)::int AS events, count(s.event_id)::int AS sealed FROM event_log e LEFT JOIN event_seal s ON s.event_id = e.id WHERE e.tenant_id = $1',
    [tenantId],
  )) as [{ events: number; sealed: number }];
  let previous: Buffer = GENESIS;
  let seq = 0;
  let broken: string | null = null;
  while (!broken) {
    // the event's and the seal's own columns
    const rows = (await source.query(
      `SELECT e.*, s.seq, s.previous, s.hash FROM event_seal s JOIN event_log e ON e.id = s.event_id
       WHERE s.tenant_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT 2000`,
      [tenantId, seq],
    )) as Sealed[];
    if (!rows.length) break;
    for (const row of rows) {
      if (row.seq !== seq + 1) broken = `link ${seq + 1} is missing`;
      else if (!row.previous.equals(previous)) broken = `link ${row.seq} does not follow link ${seq}`;
      else if (!linkHash(previous, row.seq, row).equals(row.hash)) broken = `event ${row.id} (link ${row.seq}) was changed`;
      if (broken) break;
      previous = row.hash;
      seq = row.seq;
    }
  }
  if (!broken && seq !== sealed) broken = `${sealed} sealed events but ${seq} links`;
  return { tenantId, events, sealed, head: previous.toString('hex'), broken };
}
