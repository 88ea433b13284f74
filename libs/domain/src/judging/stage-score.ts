import { decimal, formatDecimal } from '@weichuang/kernel/decimal';
import { type Fraction, fractionOf, roundFraction } from '@weichuang/kernel/fraction';
import type { ReviewRule, ReviewStage } from '../calls/round-config';
import { type Aggregated, type Mark, aggregate, standardise, thinJudges } from './aggregate';

/** A locked sheet as ranking needs it. Totals and items are decimal strings, `vetoed` the ticked veto items. */
export interface SheetScore {
  readonly judgeId: string;
  readonly total: string;
  readonly items: Readonly<Record<string, string>>;
  readonly vetoed?: readonly string[];
}

export interface StageScore extends Aggregated {
  readonly stageId: string;
  readonly sheets: number;
  readonly enough: boolean;
}

export interface StageScores {
  readonly byApplication: ReadonlyMap<string, StageScore>;
  /** judges with too few sheets for a standard score to mean much; empty for other aggregates */
  readonly thin: readonly { readonly judgeId: string; readonly sheets: number }[];
}

/**
 * The scores of all applications in one stage. They are made together, because a standard score needs all the sheets of a judge.
 * @param sheets locked sheets by application id
 * @throws Error when a judge has two sheets for one application: a bug
 */
export function scoreStage(stage: ReviewStage, sheets: ReadonlyMap<string, readonly SheetScore[]>): StageScores {
  const raw = new Map<string, Mark[]>();
  const read = onceForEachText();
  for (const [id, list] of sheets) {
    if (new Set(list.map((sheet) => sheet.judgeId)).size < list.length) throw new Error(`two sheets of one judge for ${id} in ${stage.id}`);
    raw.set(id, list.map((sheet) => ({ judgeId: sheet.judgeId, value: read(sheet.total) })));
  }
  const standard = stage.aggregate.kind === 'standard_score';
  const marks = stage.aggregate.kind === 'standard_score' ? standardise(raw, stage.aggregate) : raw;
  const byApplication = new Map<string, StageScore>();
  for (const [id, list] of marks) {
    const enough = list.length >= Math.max(1, stage.minSheets);
    byApplication.set(id, { stageId: stage.id, sheets: list.length, enough, ...aggregate(list, stage.aggregate) });
  }
  return { byApplication, thin: standard ? thinJudges(raw) : [] };
}

/** Judges use few different totals: so a large ranking reads each only once. */
function onceForEachText(): (total: string) => Fraction {
  const known = new Map<string, Fraction>();
  return (total) => {
    const value = known.get(total) ?? fractionOf(decimal(total));
    known.set(total, value);
    return value;
  };
}

/** An exact score as it is published: exactly `decimals` digits, rounded once under the rule's rounding. */
export function publishedScore(value: Fraction, rule: Pick<ReviewRule, 'decimals' | 'rounding'>): string {
  return formatDecimal(roundFraction(value, rule.decimals, rule.rounding), rule.decimals);
}
