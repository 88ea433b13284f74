import type { FieldProblem } from '@weichuang/kernel/denial';

/** What a number is made of. `street` and `community` are short codes, `SGJD`, `TXSQ`; `seq` counts from 1. */
export interface NumberParts {
  readonly street: string;
  readonly community: string;
  readonly track?: string;
  readonly year: number;
  readonly seq: number;
}

const PLACEHOLDER = /\{([a-z]+)(?::(\d))?\}/g;
const KNOWN: readonly string[] = ['street', 'community', 'track', 'year', 'seq'];

/**
 * Fills a pattern: `{street}-{community}-{year}-{seq}` → `SGJD-TXSQ-2016-01` (罗湖区, file guide of 2016).
 * The sequence is padded to two digits, `{seq:4}` to four; a longer one is written out, never cut.
 * A part that is empty goes together with the hyphen before it.
 */
export function formatNumber(pattern: string, parts: NumberParts): string {
  const filled = pattern.replace(PLACEHOLDER, (whole, name: string, width: string | undefined) => {
    if (name === 'seq') return String(parts.seq).padStart(Number(width ?? 2), '0');
    if (name === 'year') return width === '2' ? String(parts.year).slice(-2) : String(parts.year);
    if (name === 'street' || name === 'community' || name === 'track') return parts[name] ?? '';
    return whole;
  });
  return filled.replace(/-{2,}/g, '-').replace(/^-|-$/g, '');
}

/** A pattern must count (`{seq}`) and name only what there is. */
export function patternProblems(pattern: string, path = 'numbering'): FieldProblem[] {
  const names = [...pattern.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const found: FieldProblem[] = [];
  if (!names.includes('seq')) found.push({ path, code: 'ROUND.NUMBERING_WITHOUT_SEQ' });
  const stranger = names.find((name) => !KNOWN.includes(name)) ?? pattern.replace(PLACEHOLDER, '').match(/[{}]/)?.[0];
  if (stranger) found.push({ path, code: 'ROUND.NUMBERING_UNKNOWN_PART', params: { part: stranger } });
  return found;
}

/** What the numbers of one series share: the counter is kept by it. Two numbers with the same scope never have the same `seq`. */
export const numberScope = (pattern: string, parts: Omit<NumberParts, 'seq'>): string =>
  formatNumber(pattern.replace(/\{seq(:\d)?\}/g, '#'), { ...parts, seq: 0 });
