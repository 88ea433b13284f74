import type { GrantModel } from './round-config';
import type { RoundState } from './round.machine';

export type CallPhase = 'open' | 'coming' | 'running' | 'ended' | 'cancelled';

/** Where a published call stands for somebody outside: by the clock while it is open or coming, whatever state the sweep has reached. */
export function phaseOf(state: RoundState, calendar: { readonly openAt: string; readonly closeAt: string }, now: Date): CallPhase {
  if (state === 'cancelled') return 'cancelled';
  if (state === 'archived') return 'ended';
  if (state !== 'published' && state !== 'open') return 'running';
  const at = now.getTime();
  if (at < Date.parse(calendar.openAt)) return 'coming';
  return at < Date.parse(calendar.closeAt) ? 'open' : 'running';
}

/** The most that one project gets, in fen; null where the rules set no top. */
export function topGrantFen(grant: GrantModel): number | null {
  switch (grant.kind) {
    case 'fixed':
      return grant.amountFen;
    case 'tiered':
      return grant.tiers.length ? Math.max(...grant.tiers.map((tier) => tier.amountFen)) : null;
    case 'requested':
    case 'matched':
      return grant.maxFen;
  }
}
