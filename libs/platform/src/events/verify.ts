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

/**
 * Recomputes every chain from the events themselves. Finds a changed, removed, added or re-ordered event.
 * Needs a connection that sees all tenants (the owner's).
 */
export async function verifyChains(source: DataSource): Promise<ChainReport[]> {
  const tenants: { tenant_id: string; events: number; sealed: number }[] = await source.query(`
    SELECT e.tenant_id, count(*) AS events, count(s.event_id) AS sealed
    FROM event_log e LEFT JOIN event_seal s ON s.event_id = e.id GROUP BY e.tenant_id ORDER BY e.tenant_id`);
  const reports: ChainReport[] = [];
  for (const { tenant_id, events, sealed } of tenants) {
    let previous: Buffer = GENESIS;
    let seq = 0;
    let broken: string | null = null;
    while (!broken) {
      const rows: Sealed[] = await source.query(
        `SELECT e.*, s.seq, s.previous, s.hash FROM event_seal s JOIN event_log e ON e.id = s.event_id
         WHERE s.tenant_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT 2000`,
        [tenant_id, seq],
      );
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
    reports.push({ tenantId: tenant_id, events, sealed, head: previous.toString('hex'), broken });
  }
  return reports;
}
