import { decimal } from '@weichuang/kernel/decimal';
import { type Fraction, compareFractions, fraction, fractionOf, meanFraction } from '@weichuang/kernel/fraction';
import type { ReviewStage, TieRule } from '../calls/round-config';
import { median } from './aggregate';
import type { SheetScore } from './stage-score';

/** What the tie rules look at. */
export interface TieFacts {
  readonly id: string;
  readonly stageSheets: Readonly<Record<string, readonly SheetScore[]>>;
  readonly requestedFen: number;
  readonly ownFen: number;
  /** instant, ISO 8601 with offset */
  readonly submittedAt: string;
}

/** Something on which a rule puts applications in order, the larger first; null comes last. */
type Key = Fraction | null;

function keyOf(rule: TieRule, facts: TieFacts, stages: readonly ReviewStage[], place: ReadonlyMap<string, number>): Key {
  switch (rule.kind) {
    case 'criterion':
      return criterionMean(facts, stages, rule.fieldId);
    case 'median': {
      const sheets = facts.stageSheets[stages.at(-1)?.id ?? ''] ?? [];
      return sheets.length ? median(sheets.map((sheet) => fractionOf(decimal(sheet.total)))) : null;
    }
    case 'higher_own_share': {
      const whole = facts.ownFen + facts.requestedFen;
      return whole > 0 ? fraction(facts.ownFen, whole) : fraction(0);
    }
    case 'lower_request':
      return fraction(-facts.requestedFen);
    case 'earlier_submission':
      return fraction(-Date.parse(facts.submittedAt));
    case 'funder_decides': {
      const at = place.get(facts.id);
      return at === undefined ? null : fraction(-at);
    }
  }
}

/** The mean of one item over all the sheets that have it, in the last stage that asks for it. */
function criterionMean(facts: TieFacts, stages: readonly ReviewStage[], fieldId: string): Key {
  for (const stage of [...stages].reverse()) {
    const values = (facts.stageSheets[stage.id] ?? []).flatMap((sheet) => {
      const value = sheet.items[fieldId];
      return value === undefined ? [] : [fractionOf(decimal(value))];
    });
    if (values.length) return meanFraction(values);
  }
  return null;
}

function compareKeys(a: Key, b: Key): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compareFractions(b, a);
}

/** A place in the order: one application, or several that no rule could separate. */
export interface Place<T> {
  readonly rows: readonly T[];
  /** the rule that separated it from those with the same score; null where there was nothing to separate */
  readonly decidedBy: TieRule | null;
}

/**
 * Breaks a tie by the rules in turn: each rule splits what the ones before left together. The funder's own order (best first)
 * counts where the list says `funder_decides`, and after the last rule in any case.
 */
export function breakTie<T extends TieFacts>(
  tied: readonly T[],
  rules: readonly TieRule[],
  stages: readonly ReviewStage[],
  funderOrder: readonly string[],
): Place<T>[] {
  const place = new Map(funderOrder.map((id, index) => [id, index]));
  const all: readonly TieRule[] = rules.some((rule) => rule.kind === 'funder_decides') ? rules : [...rules, { kind: 'funder_decides' }];
  let places: Place<T>[] = [{ rows: tied, decidedBy: null }];
  for (const rule of all)
    places = places.flatMap((group) => {
      if (group.rows.length === 1) return [group];
      const keys = new Map(group.rows.map((row) => [row.id, keyOf(rule, row, stages, place)]));
      const key = (row: T): Key => keys.get(row.id) ?? null;
      const ordered = [...group.rows].sort((a, b) => compareKeys(key(a), key(b)));
      const split: T[][] = [];
      for (const row of ordered) {
        const last = split.at(-1);
        if (last?.[0] && compareKeys(key(last[0]), key(row)) === 0) last.push(row);
        else split.push([row]);
      }
      return split.length === 1 ? [group] : split.map((rows) => ({ rows, decidedBy: rule }));
    });
  return places;
}
