import { dateInChina, timeInChina } from '@weichuang/kernel/clock';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

export interface NeedFacts {
  readonly now: Date;
  /** end of the collection, ISO instant; null: no end */
  readonly needsCloseAt: string | null;
  /** answers the need's form still lacks */
  readonly missing: number;
  /** what the person wrote when giving it back */
  readonly reason: string | null;
  /** applications, drafts left out, that cite it */
  readonly citedBy: number;
}

export const NEED_STATES = ['draft', 'filed', 'returned', 'published', 'closed'] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** `NEED.COLLECTION_CLOSED` from the end of the collection on; `closeAt` is an ISO instant, null where there is no end. */
export function collectionOver(closeAt: string | null, now: Date): Refusal | null {
  if (closeAt === null) return null;
  const end = new Date(closeAt);
  return now >= end ? refuse('NEED.COLLECTION_CLOSED', { closeAt, date: dateInChina(end), time: timeInChina(end) }) : null;
}

/** A community's need: filed by the community, published by staff as the list that applications answer. */
export const needMachine = defineMachine<NeedFacts>()({
  name: 'need',
  initial: 'draft',
  states: NEED_STATES,
  steps: {
    file: {
      from: ['draft', 'returned'],
      to: 'filed',
      can: 'need.file',
      unless: (f) => collectionOver(f.needsCloseAt, f.now) ?? (f.missing ? refuse('NEED.INCOMPLETE', { missing: f.missing }, 'invalid') : null),
    },
    /** before anybody has read it, the community may take it back */
    recall: { from: ['filed'], to: 'draft', can: 'need.file', unless: (f) => collectionOver(f.needsCloseAt, f.now) },
    return: {
      from: ['filed'],
      to: 'returned',
      can: 'need.publish',
      unless: (f) => (f.reason?.trim() ? null : refuse('NEED.REASON_MISSING', undefined, 'invalid')),
    },
    publish: { from: ['filed'], to: 'published', can: 'need.publish' },
    /** taken from the list; not while an application answers it */
    unpublish: { from: ['published'], to: 'filed', can: 'need.publish', unless: (f) => (f.citedBy ? refuse('NEED.CITED', { count: f.citedBy }) : null) },
    close: { from: ['published'], to: 'closed', can: 'need.publish' },
  },
});
export type NeedEvent = keyof typeof needMachine.steps;
