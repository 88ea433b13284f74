import type { RoundDetail } from '@weichuang/contracts/calls/rounds';
import { createContext, useContext } from 'react';

/** What the page edits, by the keys it saves: the round's own words, and the parts of its configuration. */
export type Draft = Readonly<Record<string, unknown>>;

export const PLAIN = ['title', 'introduction', 'year', 'edition'] as const;

export const draftOf = (round: RoundDetail): Draft => ({ ...round.config, title: round.title, introduction: round.introduction, year: round.year, edition: round.edition });

export interface DraftAccess {
  /** dotted: `review.stages.0.weightBp` */
  readonly get: (path: string) => unknown;
  /** undefined takes an optional part away */
  readonly set: (path: string, value: unknown) => void;
  /** sentence of what is missing at a path */
  readonly problem: (path: string) => string | undefined;
}

export const DraftContext = createContext<DraftAccess | null>(null);

export function useDraft(): DraftAccess {
  const access = useContext(DraftContext);
  if (!access) throw new Error('a field of the set-up outside its page');
  return access;
}

/** The value at a path; undefined where there is none. */
export function valueAt(draft: unknown, path: string): unknown {
  let value = draft;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part]; // an object or a list by its own keys
  }
  return value;
}

/** A copy with another value at a path; what lies beside it stays the same object. */
export function withValue(draft: unknown, path: string, next: unknown): unknown {
  const [head = '', ...rest] = path.split('.');
  const inner = rest.length ? withValue(valueAt(draft, head), rest.join('.'), next) : next;
  if (Array.isArray(draft)) return draft.map((item: unknown, i) => (i === Number(head) ? inner : item));
  const held = typeof draft === 'object' && draft !== null ? draft : {};
  if (inner === undefined) return Object.fromEntries(Object.entries(held).filter(([key]) => key !== head));
  return { ...held, [head]: inner };
}
