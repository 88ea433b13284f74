import { decimal } from '@weichuang/kernel/decimal';
import { type Fraction, fractionOf, sumFractions } from '@weichuang/kernel/fraction';
import type { ReviewRule } from '../calls/round-config';
import { weighted } from './aggregate';
import { type StageScore } from './stage-score';

export interface FinalScore {
  /** exact, null while a stage has too few sheets or a part is missing */
  readonly value: Fraction | null;
  readonly insufficientStages: readonly string[];
  readonly missingParts: readonly string[];
}

/**
 * Stages and parts put together: `weighted` is Σ value × weight, `sum` adds them as they are. Nothing is rounded here.
 * A part that was not entered is missing, never 0.
 */
export function finalScore(
  rule: ReviewRule,
  stages: Readonly<Record<string, StageScore | undefined>>,
  parts: Readonly<Record<string, string | undefined>>,
): FinalScore {
  const insufficientStages: string[] = [];
  const missingParts: string[] = [];
  const values: { value: Fraction; weightBp: number }[] = [];
  for (const stage of rule.stages) {
    const score = stages[stage.id];
    if (!score?.enough || !score.value) insufficientStages.push(stage.id);
    else values.push({ value: score.value, weightBp: stage.weightBp });
  }
  for (const part of rule.parts) {
    const given = parts[part.id];
    if (given === undefined) missingParts.push(part.id);
    else values.push({ value: fractionOf(decimal(given)), weightBp: part.weightBp });
  }
  if (insufficientStages.length || missingParts.length) return { value: null, insufficientStages, missingParts };
  const value = rule.total === 'weighted' ? weighted(values) : sumFractions(values.map((item) => item.value));
  return { value, insufficientStages, missingParts };
}
