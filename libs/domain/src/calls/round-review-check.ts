import { compareDecimals, parseDecimal } from '@weichuang/kernel/decimal';
import { isFen } from '@weichuang/kernel/money';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import type { RoundConfig } from './round-config';
import { repeated, type Report, type RoundCheckFacts } from './round-findings';

/** Judging: its stages and other scores, how they add up, the prizes. */
export function checkReview({ review, prizes }: RoundConfig, { published }: RoundCheckFacts, report: Report): void {
  if (!review.stages.length && !review.parts.length) report('review.stages', 'ROUND.STAGES_MISSING');
  repeated([...review.stages, ...review.parts], (i, id) => report(i < review.stages.length ? `review.stages.${i}.id` : `review.parts.${i - review.stages.length}.id`, 'ROUND.STAGE_REPEATED', { id }));
  review.stages.forEach((stage, i) => {
    const path = `review.stages.${i}`;
    if (!(stage.judgesPerApplication >= 1)) report(`${path}.judgesPerApplication`, 'ROUND.JUDGES_MISSING');
    if (!(stage.minSheets >= 1 && stage.minSheets <= stage.judgesPerApplication)) report(`${path}.minSheets`, 'ROUND.MIN_SHEETS', { judges: stage.judgesPerApplication });
    if (!published.has(stage.rubricVersionId)) report(`${path}.rubricVersionId`, 'ROUND.FORM_MISSING');
    // after the last stage nothing follows that a shortlist could be for
    if (typeof stage.shortlist === 'number' && !(Number.isInteger(stage.shortlist) && stage.shortlist >= 1 && i < review.stages.length - 1)) report(`${path}.shortlist`, 'ROUND.SHORTLIST');
    const { aggregate } = stage;
    if (aggregate.kind === 'trimmed_mean' && !(aggregate.drop >= 1 && aggregate.minSheets > 2 * aggregate.drop))
      report(`${path}.aggregate`, 'ROUND.TRIM_LEAVES_NOTHING', { needed: 2 * aggregate.drop + 1 });
    // as many or more judges would be needed than there are: nothing would ever be dropped
    else if (aggregate.kind === 'trimmed_mean' && aggregate.minSheets > stage.judgesPerApplication)
      report(`${path}.aggregate`, 'ROUND.TRIM_NEVER', { needed: aggregate.minSheets, judges: stage.judgesPerApplication });
    if (aggregate.kind === 'standard_score' && !((parseDecimal(aggregate.sd)?.units ?? 0n) > 0n && parseDecimal(aggregate.mean)))
      report(`${path}.aggregate`, 'ROUND.DEVIATION_NOT_POSITIVE');
  });
  review.parts.forEach((part, i) => {
    for (const score of [part.max, ...(part.allowed ?? [])])
      if (!((parseDecimal(score)?.units ?? -1n) >= 0n)) report(`review.parts.${i}.max`, 'ROUND.NOT_A_SCORE');
    const max = parseDecimal(part.max);
    for (const score of part.allowed ?? []) {
      const value = parseDecimal(score);
      if (max && value && compareDecimals(value, max) > 0) report(`review.parts.${i}.allowed`, 'ROUND.PART_ABOVE_MAX', { score });
    }
  });
  const sum = [...review.stages, ...review.parts].reduce((total, one) => total + one.weightBp, 0);
  if (review.total === 'weighted' && sum !== WHOLE_BP) report('review', 'ROUND.WEIGHTS_DO_NOT_ADD_UP', { sumBp: sum });
  if (!(Number.isInteger(review.decimals) && review.decimals >= 0 && review.decimals <= 6)) report('review.decimals', 'ROUND.DECIMALS');
  if (review.passLine !== null && !parseDecimal(review.passLine)) report('review.passLine', 'ROUND.NOT_A_SCORE');
  prizes.forEach((prize, i) => {
    if (!isFen(prize.amountFen)) report(`prizes.${i}.amountFen`, 'ROUND.NOT_AN_AMOUNT');
    if (!(Number.isInteger(prize.quota) && prize.quota >= 1)) report(`prizes.${i}.quota`, 'ROUND.PRIZE_QUOTA');
  });
}
