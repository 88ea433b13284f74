import { type Refusal, refuse } from '@weichuang/kernel/denial';
import type { RankRow } from './ranking';

/** The funder's order from its decisions, the latest first: what was put in order again counts as it was last. Ids best first. */
export function funderOrder(decisions: readonly (readonly string[])[]): string[] {
  return [...new Set(decisions.flat())];
}

/**
 * The applications that passed and that no rule separates, a list for each shared place, best place first. Those below the pass line
 * may stay equal: nothing hangs on their order.
 */
export function openTies(rows: readonly RankRow[]): string[][] {
  const places = new Map<number, string[]>();
  for (const row of rows)
    if (row.tied && row.rank !== null && row.standing === 'ranked') places.set(row.rank, [...(places.get(row.rank) ?? []), row.id]);
  return [...places].sort(([a], [b]) => a - b).map(([, ids]) => ids);
}

/** A decision names exactly the applications of one shared place, each once: `RANKING.NOT_A_TIE`. */
export function notATie(rows: readonly RankRow[], ids: readonly string[]): Refusal | null {
  const wanted = [...ids].sort().join();
  return openTies(rows).some((tie) => [...tie].sort().join() === wanted) ? null : refuse('RANKING.NOT_A_TIE', undefined, 'invalid');
}
