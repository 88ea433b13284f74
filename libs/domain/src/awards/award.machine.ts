import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { defineMachine } from '@weichuang/kernel/machine';
import { formatFen } from '@weichuang/kernel/money';
import type { DecisionState } from './decision.machine';
import type { NoticeState } from './notice.machine';

export interface AwardFacts {
  readonly decision: DecisionState;
  /** null before there is one */
  readonly notice: NoticeState | null;
  readonly openObjections: number;
  readonly upheldObjections: number;
  readonly amountFen: number;
  /** what the round's rule would give it, 0 where it is entitled to nothing */
  readonly entitledFen: number;
  /** what the pool has left for this award; its own amount included while it holds one */
  readonly freeFen: number;
  /** the day by which the agreement must be signed has passed */
  readonly signingOver: boolean;
  readonly agreementSigned: boolean;
  readonly reason: string;
}

const fits = (f: AwardFacts) =>
  firstRefusal(
    refuseIf(f.amountFen <= 0, 'AWARD.NO_AMOUNT', undefined, 'invalid'),
    refuseIf(f.amountFen > f.freeFen, 'AWARD.OVER_POOL', { amountFen: f.amountFen, freeFen: f.freeFen, amount: formatFen(f.amountFen), free: formatFen(f.freeFen) }, 'limit'),
  );
const open = (f: AwardFacts) => refuseIf(f.decision !== 'draft' && f.decision !== 'returned', 'DECISION.NOT_OPEN', { decision: f.decision });
const entitled = (f: AwardFacts) => refuseIf(f.entitledFen <= 0, 'AWARD.NOT_ENTITLED');

/**
 * A grant to one application, from proposal to grant. The allocation puts each line where the round's rule wants it; while the
 * decision is open a person may move it elsewhere, with a reason. An objection holds only the award it is about.
 */
export const awardMachine = defineMachine<AwardFacts>()({
  name: 'award',
  initial: 'proposed',
  states: ['proposed', 'waitlisted', 'not_funded', 'approved', 'noticed', 'granted', 'cancelled_by_objection', 'declined', 'expired'],
  steps: {
    waitlist: {
      from: ['proposed', 'not_funded'],
      to: 'waitlisted',
      can: 'award.allocate',
      unless: (f) => firstRefusal(open(f), entitled(f), needReason(f.reason)),
    },
    include: {
      from: ['waitlisted', 'not_funded'],
      to: 'proposed',
      can: 'award.allocate',
      unless: (f) => firstRefusal(open(f), entitled(f), needReason(f.reason)),
    },
    leave_out: { from: ['proposed', 'waitlisted'], to: 'not_funded', can: 'award.allocate', unless: (f) => firstRefusal(open(f), needReason(f.reason)) },
    /** money came free after the approval: the next one moves up, and is noticed and approved for itself */
    promote: {
      from: ['waitlisted'],
      to: 'proposed',
      can: 'award.allocate',
      unless: (f) => firstRefusal(refuseIf(f.decision !== 'approved' && f.decision !== 'published', 'DECISION.NOT_APPROVED', { decision: f.decision }), fits(f)),
    },
    approve: {
      from: ['proposed'],
      to: 'approved',
      can: 'award.approve',
      unless: (f) =>
        firstRefusal(refuseIf(f.decision !== 'approved' && f.decision !== 'published', 'DECISION.NOT_APPROVED', { decision: f.decision }), fits(f)),
    },
    notice: {
      from: ['approved'],
      to: 'noticed',
      can: 'notice.publish',
      unless: (f) => refuseIf(f.notice !== 'published', 'NOTICE.NOT_PUBLISHED'),
    },
    grant: {
      from: ['noticed'],
      to: 'granted',
      can: 'award.grant',
      unless: (f) =>
        firstRefusal(
          refuseIf(f.notice === 'published' || f.notice === 'draft' || f.notice === null, 'NOTICE.RUNNING'),
          refuseIf(f.openObjections > 0, 'AWARD.OBJECTION_OPEN', { count: f.openObjections }),
          refuseIf(f.upheldObjections > 0, 'AWARD.OBJECTION_UPHELD'),
        ),
    },
    cancel: {
      from: ['approved', 'noticed'],
      to: 'cancelled_by_objection',
      can: 'objection.settle',
      unless: (f) => firstRefusal(refuseIf(f.upheldObjections === 0, 'AWARD.NO_UPHELD_OBJECTION'), needReason(f.reason)),
    },
    decline: {
      from: ['proposed', 'waitlisted', 'approved', 'noticed', 'granted'],
      to: 'declined',
      can: 'award.decline',
      unless: (f) => refuseIf(f.agreementSigned, 'AGREEMENT.SIGNED'),
    },
    expire: {
      from: ['waitlisted', 'granted'],
      to: 'expired',
      can: 'award.expire',
      unless: (f) => firstRefusal(refuseIf(!f.signingOver, 'AWARD.SIGNING_OPEN'), refuseIf(f.agreementSigned, 'AGREEMENT.SIGNED')),
    },
  },
});

export type AwardState = (typeof awardMachine)['states'][number];
