import { firstRefusal, needReason, refuseIf } from '@weichuang/kernel/checks';
import { type Refusal } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface ObjectionFacts {
  readonly actorId: string;
  /** people who judged, allocated or approved the award: they do not handle an objection against it */
  readonly involvedIds: readonly string[];
  /** a person's real name, or a unit's with its seal */
  readonly named: boolean;
  readonly contactGiven: boolean;
  /** says which award and which fact */
  readonly concrete: boolean;
  /** arrived before the notice ended */
  readonly inTime: boolean;
  /** what was found out, and what the objector is told */
  readonly findings: string;
  readonly reply: string;
  readonly reason: string;
}

const involved = (f: ObjectionFacts): Refusal | null =>
  refuseIf(f.involvedIds.includes(f.actorId), 'OBJECTION.HANDLER_INVOLVED', undefined, 'forbidden');

/** Written, named, with a contact, concrete, in time: what an objection must be to be looked into. */
const admissible = (f: ObjectionFacts): Refusal | null =>
  firstRefusal(
    refuseIf(!f.named, 'OBJECTION.ANONYMOUS'),
    refuseIf(!f.contactGiven, 'OBJECTION.NO_CONTACT'),
    refuseIf(!f.concrete, 'OBJECTION.NOT_CONCRETE'),
    refuseIf(!f.inTime, 'OBJECTION.LATE'),
  );
const noFindings = (f: ObjectionFacts): Refusal | null => refuseIf(!f.findings.trim(), 'OBJECTION.NO_FINDINGS', undefined, 'invalid');

/**
 * An objection (异议) against a proposed award. Whatever becomes of it, the objector gets a reply; that it was upheld or rejected
 * stays with its row, for `replied` only says that it is closed.
 */
export const objectionMachine = defineMachine<ObjectionFacts>()({
  name: 'objection',
  initial: 'received',
  states: ['received', 'admitted', 'dismissed', 'investigating', 'upheld', 'rejected', 'replied'],
  steps: {
    admit: { from: ['received'], to: 'admitted', can: 'objection.settle', unless: (f) => firstRefusal(involved(f), admissible(f)) },
    dismiss: { from: ['received'], to: 'dismissed', can: 'objection.settle', unless: (f) => firstRefusal(involved(f), needReason(f.reason)) },
    investigate: { from: ['admitted'], to: 'investigating', can: 'objection.settle', unless: involved },
    uphold: { from: ['investigating'], to: 'upheld', can: 'objection.settle', unless: (f) => firstRefusal(involved(f), noFindings(f)) },
    reject: { from: ['investigating'], to: 'rejected', can: 'objection.settle', unless: (f) => firstRefusal(involved(f), noFindings(f)) },
    reply: {
      from: ['dismissed', 'upheld', 'rejected'],
      to: 'replied',
      can: 'objection.settle',
      unless: (f) => refuseIf(!f.reply.trim(), 'OBJECTION.NO_REPLY', undefined, 'invalid'),
    },
  },
});

export type ObjectionState = (typeof objectionMachine)['states'][number];

/** States in which an objection holds back its award. */
export const HOLDING: readonly ObjectionState[] = ['received', 'admitted', 'investigating'];
