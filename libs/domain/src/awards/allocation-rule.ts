import type { RoundConfig } from '../calls/round-config';
import type { AllocationRule } from './allocation';

/**
 * The rule by which a round's pool is given out. The order of the ranking is kept strictly and nobody gets less than his
 * entitlement by the rule itself; where the money ends the others wait. A funder who wants it otherwise moves lines with a reason.
 */
export function allocationRule(config: Pick<RoundConfig, 'poolFen' | 'grant' | 'maxRequestFen' | 'overCap' | 'quota'>): AllocationRule {
  return {
    poolFen: config.poolFen,
    grant: config.grant,
    maxRequestFen: config.maxRequestFen,
    overCap: config.overCap,
    minimumFen: 0,
    partial: false,
    shortfall: 'stop',
    maxAwards: config.quota?.projects.max ?? null,
    waitlist: null,
  };
}
