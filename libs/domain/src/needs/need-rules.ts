import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { collectionOver, type NeedState } from './need.machine';

/** What a need says. `surveyCount`: how many residents were asked. */
export interface NeedContent {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly surveyCount: number | null;
  readonly beneficiaries: string | null;
}
export type NeedField = keyof NeedContent;

/** What is still to be filled in before it can be handed in; the number of people asked may be 0. */
export function missingOfNeed(need: NeedContent): NeedField[] {
  const blank = (text: string | null): boolean => !text?.trim();
  return [
    ...(blank(need.title) ? ['title' as const] : []),
    ...(blank(need.description) ? ['description' as const] : []),
    ...(blank(need.category) ? ['category' as const] : []),
    ...(need.surveyCount === null ? ['surveyCount' as const] : []),
    ...(blank(need.beneficiaries) ? ['beneficiaries' as const] : []),
  ];
}

/** The community writes until it hands in, and again when it was given back. `NEED.NOT_EDITABLE` */
export const needEditRefusal = (state: NeedState): Refusal | null => (state === 'draft' || state === 'returned' ? null : refuse('NEED.NOT_EDITABLE'));

export interface Collection {
  readonly state: string;
  /** ISO instants; null: from the publication, and without an end */
  readonly needsOpenAt: string | null;
  readonly needsCloseAt: string | null;
}

/**
 * Needs are collected from the publication of the round, within the calendar's dates.
 * `NEED.ROUND_NOT_COLLECTING`, `NEED.COLLECTION_NOT_OPEN`, `NEED.COLLECTION_CLOSED`
 */
export function collectionRefusal({ state, needsOpenAt, needsCloseAt }: Collection, now: Date): Refusal | null {
  if (state !== 'published' && state !== 'open') return refuse('NEED.ROUND_NOT_COLLECTING');
  if (needsOpenAt !== null && now.getTime() < Date.parse(needsOpenAt)) return refuse('NEED.COLLECTION_NOT_OPEN');
  return collectionOver(needsCloseAt, now);
}

export interface PairingRequestFacts {
  readonly now: Date;
  readonly roundState: string;
  readonly closeAt: string;
  /** the need that is named, when one is */
  readonly need: { readonly state: string; readonly communityId: string; readonly roundId: string } | null;
  readonly communityId: string;
  readonly roundId: string;
}

/** `PAIRING.ROUND_CLOSED` before publication and from the end of the call on, `PAIRING.NEED_NOT_PUBLISHED` for a need of somewhere else. */
export function pairingRequestRefusal(f: PairingRequestFacts): Refusal | null {
  if ((f.roundState !== 'published' && f.roundState !== 'open') || f.now.getTime() >= Date.parse(f.closeAt)) return refuse('PAIRING.ROUND_CLOSED');
  if (f.need && (f.need.state !== 'published' || f.need.communityId !== f.communityId || f.need.roundId !== f.roundId)) return refuse('PAIRING.NEED_NOT_PUBLISHED', undefined, 'invalid');
  return null;
}
