import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import { dayAndTime } from '../calls/deadline';
import type { AgreementParty } from '../calls/round-config';

export interface AgreementFacts {
  readonly now: Date;
  /** last instant for signing, ISO */
  readonly signBy: string;
  readonly optimisationApproved: boolean;
  readonly noticeOver: boolean;
  /** an objection against this project is not settled */
  readonly objectionOpen: boolean;
  readonly parties: readonly AgreementParty[];
  /** parties whose signature is on the paper, as staff have seen it */
  readonly signedBy: readonly AgreementParty[];
  /** the scan of the signed paper is stored */
  readonly scanStored: boolean;
  /** of `contentProblem`: the paper is not complete */
  readonly contentProblem: Refusal | null;
  readonly reason: string | null;
}

export const AGREEMENT_STATES = ['draft', 'issued', 'signed', 'current', 'expired', 'ended'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** The instant itself is too late: half open, as every window of the system. */
const over = (f: AgreementFacts): boolean => f.now.getTime() >= Date.parse(f.signBy);
const reasonMissing = (f: AgreementFacts): Refusal | null => (f.reason?.trim() ? null : refuse('AGREEMENT.REASON_MISSING', undefined, 'invalid'));

function unsigned(f: AgreementFacts): Refusal | null {
  if (!f.scanStored) return refuse('AGREEMENT.SCAN_MISSING');
  const lacking = f.parties.filter((party) => !f.signedBy.includes(party));
  return lacking.length ? refuse('AGREEMENT.PARTIES_MISSING', { parties: lacking }) : null;
}

/** Wet ink is the rule: the paper is issued, signed and sealed by hand, scanned, and confirmed by staff who compare it. */
export const agreementMachine = defineMachine<AgreementFacts>()({
  name: 'agreement',
  initial: 'draft',
  states: AGREEMENT_STATES,
  steps: {
    issue: {
      from: ['draft'],
      to: 'issued',
      can: 'agreement.issue',
      unless: (f) =>
        !f.noticeOver
          ? refuse('AGREEMENT.NOTICE_RUNNING')
          : f.objectionOpen
            ? refuse('AGREEMENT.OBJECTION_OPEN')
            : f.optimisationApproved
              ? f.contentProblem
              : refuse('AGREEMENT.OPTIMISATION_OPEN'),
    },
    recall: { from: ['issued'], to: 'draft', can: 'agreement.issue', unless: reasonMissing },
    /** the scan is in */
    sign: {
      from: ['issued'],
      to: 'signed',
      can: 'agreement.sign',
      unless: (f) => (over(f) ? refuse('AGREEMENT.TOO_LATE', { signBy: f.signBy, ...dayAndTime(f.signBy) }) : f.scanStored ? null : refuse('AGREEMENT.SCAN_MISSING')),
    },
    /** the scan is not the paper that was issued, or a seal is missing */
    reject_scan: { from: ['signed'], to: 'issued', can: 'agreement.confirm', unless: reasonMissing },
    confirm: { from: ['signed'], to: 'current', can: 'agreement.confirm', unless: unsigned },
    /** not signed in time: the first of the reserve list moves up */
    expire: {
      from: ['draft', 'issued'],
      to: 'expired',
      can: 'agreement.sweep',
      unless: (f) => (over(f) ? null : refuse('AGREEMENT.STILL_OPEN', { signBy: f.signBy })),
    },
    /** the project is closed or terminated */
    end: { from: ['current'], to: 'ended', can: 'agreement.end', unless: reasonMissing },
  },
});
export type AgreementEvent = keyof typeof agreementMachine.steps;
