import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type Refusal } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import { formatFen } from '@weichuang/kernel/money';

export interface DecisionFacts {
  readonly actorId: string;
  /** who submitted it, null before */
  readonly submitterId: string | null;
  readonly funded: number;
  readonly allocatedFen: number;
  readonly poolFen: number;
  /** every review stage of the round is frozen */
  readonly reviewFrozen: boolean;
  /** of `allocate`: equals that would be treated differently */
  readonly problem: Refusal | null;
  readonly reason: string;
}

const sound = (f: DecisionFacts): Refusal | null =>
  firstRefusal(
    refuseIf(!f.reviewFrozen, 'REVIEW.NOT_FROZEN'),
    refuseIf(f.funded === 0, 'DECISION.EMPTY'),
    refuseIf(f.allocatedFen > f.poolFen, 'DECISION.OVER_POOL', { allocatedFen: f.allocatedFen, poolFen: f.poolFen, over: formatFen(Math.max(0, f.allocatedFen - f.poolFen)), free: formatFen(f.poolFen) }, 'limit'),
    f.problem,
  );
/** Two people decide on money: whoever submits the list does not approve it. */
const samePerson = (f: DecisionFacts): Refusal | null =>
  refuseIf(f.actorId === f.submitterId, 'DECISION.SAME_PERSON', undefined, 'forbidden');

/** The list of awards of a round as one decision of the funder. */
export const decisionMachine = defineMachine<DecisionFacts>()({
  name: 'decision',
  initial: 'draft',
  states: ['draft', 'submitted', 'returned', 'approved', 'published'],
  steps: {
    submit: { from: ['draft', 'returned'], to: 'submitted', can: 'award.allocate', unless: sound },
    return: { from: ['submitted'], to: 'returned', can: 'award.approve', unless: (f) => needReason(f.reason) },
    approve: { from: ['submitted'], to: 'approved', can: 'award.approve', unless: (f) => firstRefusal(samePerson(f), sound(f)) },
    publish: { from: ['approved'], to: 'published', can: 'notice.publish' },
  },
});

export type DecisionState = (typeof decisionMachine)['states'][number];
