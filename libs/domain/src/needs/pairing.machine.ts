import { refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface PairingFacts {
  readonly reason: string | null;
  /** the organization's application with this community has been handed in */
  readonly applicationSubmitted: boolean;
  /** another pairing of the same organization, community and round is asked for or accepted */
  readonly duplicate: boolean;
}

export const PAIRING_STATES = ['requested', 'accepted', 'declined', 'withdrawn'] as const;
export type PairingState = (typeof PAIRING_STATES)[number];

/** An organization asks a community to work with it; the community answers. */
export const pairingMachine = defineMachine<PairingFacts>()({
  name: 'pairing',
  initial: 'requested',
  states: PAIRING_STATES,
  steps: {
    accept: { from: ['requested'], to: 'accepted', can: 'pairing.answer' },
    decline: {
      from: ['requested'],
      to: 'declined',
      can: 'pairing.answer',
      unless: (f) => (f.reason?.trim() ? null : refuse('PAIRING.REASON_MISSING', undefined, 'invalid')),
    },
    /** an application that rests on the pairing holds it */
    withdraw: {
      from: ['requested', 'accepted'],
      to: 'withdrawn',
      can: 'pairing.request',
      unless: (f) => (f.applicationSubmitted ? refuse('PAIRING.APPLICATION_SUBMITTED') : null),
    },
    /** asked again after a refusal or a withdrawal */
    request_again: {
      from: ['declined', 'withdrawn'],
      to: 'requested',
      can: 'pairing.request',
      unless: (f) => (f.duplicate ? refuse('PAIRING.DUPLICATE') : null),
    },
  },
});
export type PairingEvent = keyof typeof pairingMachine.steps;
