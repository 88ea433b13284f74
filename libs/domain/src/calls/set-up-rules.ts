import { type Refusal, refuse } from '@weichuang/kernel/denial';
import type { RoundState } from './round.machine';

/** A round is set up until it is published: afterwards people rely on its rules. `ROUND.PUBLISHED` */
export const editRefusal = (state: RoundState): Refusal | null => (state === 'draft' ? null : refuse('ROUND.PUBLISHED'));

const BEFORE_REVIEW: readonly RoundState[] = ['draft', 'published', 'open', 'closed'];

/**
 * Who runs a round has no application in it, and stays the same once the review has begun (承办方不得申报).
 * `applied`: the organization's name when it has an application in the round. `ROUND.UNDERTAKER_FIXED`, `ROUND.UNDERTAKER_APPLIED`
 */
export function undertakerRefusal(state: RoundState, applied: string | null): Refusal | null {
  if (!BEFORE_REVIEW.includes(state)) return refuse('ROUND.UNDERTAKER_FIXED');
  return applied === null ? null : refuse('ROUND.UNDERTAKER_APPLIED', { name: applied });
}
