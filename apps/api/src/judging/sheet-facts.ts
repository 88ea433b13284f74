import type { ReviewStageState } from '@weichuang/domain/judging/review-stage.machine';
import type { ScorecardFacts } from '@weichuang/domain/judging/scorecard.machine';
import type { SheetTotal } from '@weichuang/domain/judging/score-total';

export const sheetFacts = (stage: ReviewStageState, actorId: string, judgeId: string, total: SheetTotal | null, reason = ''): ScorecardFacts => ({
  stage, actorId, judgeId, paper: null, missing: total?.missing ?? [], problems: total?.problems ?? [], reason,
});
