import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewRule } from '@weichuang/domain/calls/round-config';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { RankInput, RankRow } from '@weichuang/domain/judging/ranking';
import type { ReviewStageState } from '@weichuang/domain/judging/review-stage.machine';
import type { ScorecardState } from '@weichuang/domain/judging/scorecard.machine';

/** A stage of judging in a round; `rule` is the whole review rule as it was when scoring opened, with its hash. */
@Entity('review_stage')
export class ReviewStageRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  /** id of the stage in the round's configuration */
  @Column('text') stageKey: string;
  @Column('text') state: ReviewStageState;
  @Column('jsonb', { nullable: true }) rule: ReviewRule | null;
  @Column('text', { nullable: true }) ruleHash: string | null;
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  /** the applications it judges, of a stage that takes the shortlist of the one before; null: every qualified one */
  @Column('uuid', { array: true, nullable: true }) entrants: string[] | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('panel_judge')
export class PanelJudgeRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') reviewStageId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') userId: string;
  @Column('timestamptz', { nullable: true }) declaredAt: Date | null;
  /** the applications the declaration spoke of */
  @Column('uuid', { array: true }) declaredFor: string[];
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** A conflict of interest: declared by the judge, or found by staff. Never taken back. */
@Entity('conflict')
export class ConflictRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') applicationId: string;
  @Column('uuid') userId: string;
  @Column('text') source: 'declared' | 'found';
  @Column('text') reason: string;
  @Column('uuid') recordedBy: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** One judge's score sheet for one application. `items` are answers to the rubric: `{ score, comment? }` by field id. */
@Entity('scorecard')
export class ScorecardRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') reviewStageId: string;
  @Column('uuid') applicationId: string;
  @Column('uuid') judgeId: string;
  @Column('uuid') rubricVersionId: string;
  @Column('text') state: ScorecardState;
  @Column('jsonb') items: Answers;
  @Column('text') comment: string;
  /** decimal string; of what is there so far until the sheet is locked */
  @Column('numeric', { nullable: true }) total: string | null;
  @Column('timestamptz', { nullable: true }) lockedAt: Date | null;
  /** why it was reopened, recused or voided */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** A part of the score that no judge gives, with where it comes from. */
@Entity('score_part')
export class ScorePartRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') applicationId: string;
  @Column('text') partKey: string;
  /** decimal string */
  @Column('numeric') value: string;
  @Column('text') evidence: string;
  @Column('uuid') enteredBy: string;
  @Column('int') revision: number;
}

@Entity('tie_decision')
export class TieDecisionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  /** best first */
  @Column('uuid', { array: true }) applicationIds: string[];
  @Column('text') reason: string;
  @Column('uuid') decidedBy: string;
  @Column('timestamptz') decidedAt: Date;
}

/** A frozen ranking: what it was made from, by which rule, and the hash over all of it. At most one of a round is not superseded. */
@Entity('ranking')
export class RankingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('jsonb') rule: ReviewRule;
  @Column('text') ruleHash: string;
  @Column('jsonb') funderOrder: readonly string[];
  @Column('jsonb') input: readonly RankInput[];
  @Column('jsonb') rows: readonly RankRow[];
  @Column('text') hash: string;
  @Column('timestamptz') frozenAt: Date;
  @Column('uuid') frozenBy: string;
  @Column('timestamptz', { nullable: true }) supersededAt: Date | null;
}

export const judgingEntities = [ReviewStageRow, PanelJudgeRow, ConflictRow, ScorecardRow, ScorePartRow, TieDecisionRow, RankingRow];
