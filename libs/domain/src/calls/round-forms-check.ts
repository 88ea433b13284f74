import { compareFractions, type Fraction, fraction, fractionOf, mulFractions, sumFractions } from '@weichuang/kernel/fraction';
import { parseDecimal } from '@weichuang/kernel/decimal';
import type { FieldProblem, RefusalParams } from '@weichuang/kernel/denial';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import type { Field, FormDefinition } from '../forms/definition';
import { fieldsOfForm } from '../forms/visible-fields';
import type { RoundConfig } from './round-config';

/** Every code {@link formProblems} can give. */
export const ROUND_FORM_CODES = [
  'ROUND.NEED_WITHOUT_COLLECTION',
  'ROUND.CITE_WITHOUT_COLLECTION',
  'ROUND.RULE_WITHOUT_NEEDS',
  'ROUND.RULE_WITHOUT_PAIRING',
  'ROUND.FORM_WITHOUT_BUDGET',
  'ROUND.FORM_WITHOUT_SCORES',
  'ROUND.TIE_UNKNOWN_CRITERION',
  'ROUND.LOCKED_FIELD_UNKNOWN',
  'ROUND.PASS_LINE_UNREACHABLE',
  'ROUND.TIER_UNREACHABLE',
] as const;
export type RoundFormCode = (typeof ROUND_FORM_CODES)[number];

/** Published definitions by version id. */
export type PublishedForms = ReadonlyMap<string, FormDefinition>;

/**
 * Where a configuration and the forms it names contradict each other, so that nobody could apply, be ranked or be paid. A form that
 * is not published is no matter of this: it is missed already.
 */
export function formProblems(config: RoundConfig, forms: PublishedForms): FieldProblem[] {
  const found: FieldProblem[] = [];
  const report = (path: string, code: RoundFormCode, params?: RefusalParams): void => void found.push(params ? { path, code, params } : { path, code });
  const fieldsOf = (id: string | null | undefined): Field[] | null => {
    const form = id ? forms.get(id) : undefined;
    return form ? fieldsOfForm(form) : null;
  };
  const { needs, review, grant } = config;

  config.tracks.forEach((track, i) => {
    const fields = fieldsOf(track.applicationFormVersionId);
    if (!fields) return;
    const path = `tracks.${i}.applicationFormVersionId`;
    // needs come in only where they are collected: nobody could answer it
    if (!needs.collectedFirst && fields.some((field) => field.type === 'need' && field.required && !field.showIf)) report(path, 'ROUND.NEED_WITHOUT_COLLECTION');
    // sums, caps, the grant and every expense are reckoned from it
    if (!fields.some((field) => field.type === 'budget' && !field.showIf)) report(path, 'ROUND.FORM_WITHOUT_BUDGET');
  });
  if (needs.citeNeed && !needs.collectedFirst) report('needs.citeNeed', 'ROUND.CITE_WITHOUT_COLLECTION');
  config.eligibility.rules.forEach((rule, i) => {
    if (rule.kind === 'need_cited' && !needs.collectedFirst) report(`eligibility.rules.${i}`, 'ROUND.RULE_WITHOUT_NEEDS');
    if (rule.kind === 'paired' && !needs.pairingRequired) report(`eligibility.rules.${i}`, 'ROUND.RULE_WITHOUT_PAIRING');
  });

  const scored = (id: string, path: string): void => {
    const fields = fieldsOf(id);
    if (fields && !fields.some((field) => field.score?.kind === 'base')) report(path, 'ROUND.FORM_WITHOUT_SCORES');
  };
  review.stages.forEach((stage, i) => scored(stage.rubricVersionId, `review.stages.${i}.rubricVersionId`));
  config.tracks.forEach((track, i) => track.rubricVersionId !== null && scored(track.rubricVersionId, `tracks.${i}.rubricVersionId`));
  config.evaluation.forEach((stage, i) => scored(stage.indexVersionId, `evaluation.${i}.indexVersionId`));

  const rubrics = rubricIds(config).map(fieldsOf);
  if (rubrics.length && rubrics.every((one) => one !== null)) {
    const items = new Set(rubrics.flatMap((one) => (one ?? []).filter((field) => field.score).map((field) => field.id)));
    review.ties.forEach((tie, i) => {
      if (tie.kind === 'criterion' && !items.has(tie.fieldId)) report(`review.ties.${i}`, 'ROUND.TIE_UNKNOWN_CRITERION', { field: tie.fieldId });
    });
  }
  const applications = config.tracks.map((track) => fieldsOf(track.applicationFormVersionId));
  if (applications.length && applications.every((one) => one !== null)) {
    const asked = new Set(applications.flatMap((one) => (one ?? []).map((field) => field.id)));
    config.optimisation.lockedFields.forEach((id, i) => {
      if (!asked.has(id)) report(`optimisation.lockedFields.${i}`, 'ROUND.LOCKED_FIELD_UNKNOWN', { field: id });
    });
  }

  const most = highestScore(config, fieldsOf);
  const above = (text: string): boolean => {
    const value = parseDecimal(text);
    return most !== null && value !== null && compareFractions(fractionOf(value), most) > 0;
  };
  if (review.passLine !== null && above(review.passLine)) report('review.passLine', 'ROUND.PASS_LINE_UNREACHABLE');
  if (grant.kind === 'tiered') grant.tiers.forEach((tier, i) => above(tier.minScore) && report(`grant.tiers.${i}.minScore`, 'ROUND.TIER_UNREACHABLE'));
  return found;
}

const rubricIds = ({ review, tracks }: RoundConfig): string[] => [...new Set([...review.stages.map((stage) => stage.rubricVersionId), ...tracks.flatMap((track) => track.rubricVersionId ?? [])])];

/** The most an application can have, over all tracks; null where there is no such limit, or a rubric is not there. */
function highestScore({ review, tracks }: RoundConfig, fieldsOf: (id: string) => Field[] | null): Fraction | null {
  const weigh = (value: Fraction, weightBp: number): Fraction => (review.total === 'weighted' ? mulFractions(value, fraction(weightBp, WHOLE_BP)) : value);
  const values: Fraction[] = [];
  for (const stage of review.stages) {
    if (stage.aggregate.kind === 'standard_score' || stage.aggregate.kind === 'sum') return null;
    let most: Fraction | null = null;
    for (const id of [stage.rubricVersionId, ...tracks.flatMap((track) => track.rubricVersionId ?? [])]) {
      const fields = fieldsOf(id);
      if (!fields) return null;
      const full = sumFractions(fields.flatMap(({ score }) => (score?.kind === 'base' || score?.kind === 'bonus' ? [fractionOf(parseDecimal(score.max) ?? { units: 0n, scale: 0 })] : [])));
      if (most === null || compareFractions(full, most) > 0) most = full;
    }
    if (most) values.push(weigh(most, stage.weightBp));
  }
  for (const part of review.parts) {
    const max = parseDecimal(part.max);
    if (!max) return null;
    values.push(weigh(fractionOf(max), part.weightBp));
  }
  return values.length ? sumFractions(values) : null;
}
