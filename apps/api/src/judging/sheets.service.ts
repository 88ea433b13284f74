import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { refuse, refuseFields, type Refusal } from '@weichuang/kernel/denial';
import type { Input } from '@weichuang/contracts/http/route';
import type { SavedSheet, saveSheet, ScoreItems } from '@weichuang/contracts/judging/sheets';
import type { ReviewStageState } from '@weichuang/domain/judging/review-stage.machine';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';
import { scoreTotal, type SheetTotal } from '@weichuang/domain/judging/score-total';
import { ScorecardRow } from '@weichuang/persistence/judging/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { inTransaction } from '@weichuang/platform/context/transaction';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { insertConflict } from './panel.service';
import { Rubrics, type Rubric } from './rubrics';
import { sheetFacts } from './sheet-facts';
import { SheetReader } from './sheet-reader';

@Injectable()
export class SheetsService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly rubrics: Rubrics,
    private readonly reader: SheetReader,
  ) {}

  /**
   * The hottest write of the house: the total is made here, then one statement does all the rest (`score_save`), in its own
   * transaction. @throws Refused SCORECARD.INVALID, NOT_FOUND, STATE.WRONG, REVIEW.NOT_OPEN, REVISION.STALE
   */
  async save(ctx: Ctx, id: string, body: Input<typeof saveSheet>['body']): Promise<SavedSheet> {
    const tenantId = tenantOf(ctx);
    const rubric = this.rubrics.seen(id) ?? (await inTransaction(this.house.source, [tenantId], (em) => this.rubrics.getForSheet(em, id), true));
    const total = scoreTotal(rubric.definition, body.items);
    const wrong = total.problems.filter((problem) => problem.code !== 'SCORE.COMMENT_REQUIRED');
    if (wrong.length) ensure(refuseFields('SCORECARD.INVALID', wrong));
    const rows: { refusal: string | null; current_revision: number; current_state: string }[] = await this.house.source.query(
      'SELECT * FROM score_save($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [tenantId, id, actorOf(ctx).userId, ctx.now, body.revision, JSON.stringify(kept(rubric, body.items, total)), body.comment, total.soFar, newId(), ctx.requestId],
    );
    const saved = found(rows[0]);
    ensure(saved.refusal === null ? null : whyNotSaved(saved.refusal, body.revision, saved.current_revision, saved.current_state));
    return { revision: saved.current_revision, total: total.soFar, complete: total.complete, missing: [...total.missing] };
  }

  /** @throws Refused SCORECARD.TOTAL_DIFFERS when the judge confirmed another total, and the machine's own */
  async lock(ctx: Ctx, id: string, revision: number, confirmed: string): Promise<{ revision: number; total: string; next: string | null }> {
    const { row: before, rubric } = await this.reader.open(ctx, id);
    // closing waits for this lock, or this lock finds the stage closed
    const state = await this.stageState(ctx, before.stageId);
    const actor = actorOf(ctx).userId;
    const row = await transition(ctx, ScorecardRow, id, scorecardMachine, 'lock', {
      revision,
      facts: (sheet) => sheetFacts(state, actor, sheet.judgeId, scoreTotal(rubric.definition, sheet.items)),
      apply: (sheet) => {
        const { total } = scoreTotal(rubric.definition, sheet.items);
        if (total !== confirmed) throw refused('SCORECARD.TOTAL_DIFFERS', { yours: confirmed, total: total ?? '' });
        sheet.total = total;
        sheet.lockedAt = ctx.now;
      },
      data: (sheet) => ({ total: sheet.total, revision: sheet.revision, applicationId: sheet.applicationId }),
    });
    return { revision: row.revision, total: row.total ?? '', next: await this.reader.next(ctx, before.stageId, id) };
  }

  /** The judge finds a connection while scoring: the sheet closes, and the pair is never made again. */
  async recuse(ctx: Ctx, id: string, revision: number, reason: string): Promise<{ next: string | null }> {
    const { row: before } = await this.reader.open(ctx, id);
    const actor = actorOf(ctx).userId;
    await transition(ctx, ScorecardRow, id, scorecardMachine, 'recuse', {
      revision,
      facts: (sheet) => sheetFacts(before.stageState, actor, sheet.judgeId, null, reason),
      apply: (sheet) => void (sheet.reason = reason),
      data: (sheet) => ({ reason, applicationId: sheet.applicationId }),
    });
    await insertConflict(ctx, { roundId: before.roundId, applicationId: before.applicationId, userId: actor, source: 'declared', reason });
    return { next: await this.reader.next(ctx, before.stageId, id) };
  }

  /** Staff give a locked sheet back, with a reason that the judge sees. */
  async reopen(ctx: Ctx, id: string, revision: number, reason: string): Promise<{ revision: number; state: ScorecardRow['state'] }> {
    const { reviewStageId } = found(await ctx.em.findOneBy(ScorecardRow, { id }));
    const state = await this.stageState(ctx, reviewStageId);
    const row = await transition(ctx, ScorecardRow, id, scorecardMachine, 'reopen', {
      revision,
      facts: (sheet) => sheetFacts(state, actorOf(ctx).userId, sheet.judgeId, null, reason),
      apply: (sheet) => {
        sheet.reason = reason;
        sheet.lockedAt = null;
      },
      data: (sheet) => ({ reason, total: sheet.total, applicationId: sheet.applicationId, judgeId: sheet.judgeId }),
    });
    return { revision: row.revision, state: row.state };
  }

  private async stageState(ctx: Ctx, id: string): Promise<ReviewStageState> {
    const rows: { state: ReviewStageState }[] = await ctx.em.query('SELECT state FROM review_stage WHERE id = $1 FOR SHARE', [id]);
    return found(rows[0]).state;
  }
}

/** Only what the rubric asks, scores in one spelling: `9`, never `9.0`. */
function kept(rubric: Rubric, items: ScoreItems, total: SheetTotal): ScoreItems {
  const out: ScoreItems = {};
  for (const { field } of rubric.items) {
    const given = items[field.id];
    const score = total.items[field.id];
    const comment = given?.comment?.trim() ? given.comment : undefined;
    if (score !== undefined || comment !== undefined) out[field.id] = { ...(score === undefined ? {} : { score }), ...(comment === undefined ? {} : { comment }) };
  }
  return out;
}

function whyNotSaved(code: string, yours: number, current: number, state: string): Refusal {
  switch (code) {
    case 'NOT_FOUND':
      return refuse('NOT_FOUND', undefined, 'missing');
    case 'REVISION.STALE':
      return refuse(code, { yours, current }, 'stale');
    default:
      return refuse(code, { machine: scorecardMachine.name, state, event: 'save' });
  }
}
