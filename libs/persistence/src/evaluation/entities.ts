import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvaluationState } from '@weichuang/domain/evaluation/evaluation.machine';
import type { Answers } from '@weichuang/domain/forms/definition';

@Entity('evaluation')
export class EvaluationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('text') stage: 'midterm' | 'final';
  @Column('uuid') indexVersionId: string;
  @Column('uuid') evaluatorId: string;
  @Column('text') method: string;
  /** the evaluator signed that no interest ties it to the project */
  @Column('boolean') declared: boolean;
  @Column('date', { nullable: true }) evaluatedOn: string | null;
  @Column('jsonb') answers: Answers;
  @Column('text') strengths: string;
  @Column('text') problems: string;
  @Column('text') suggestions: string;
  @Column('text', { nullable: true }) total: string | null;
  @Column('text', { nullable: true }) gradeKey: string | null;
  @Column('boolean', { nullable: true }) passes: boolean | null;
  @Column('text') state: EvaluationState;
  @Column('text', { nullable: true }) returnReason: string | null;
  /** why the evaluator stepped aside; null again when another is asked */
  @Column('text', { nullable: true }) recusalReason: string | null;
  /** who stepped aside and is not asked again */
  @Column('uuid', { array: true }) recusedIds: string[];
  @Column('uuid', { nullable: true }) confirmedBy: string | null;
  @Column('timestamptz', { nullable: true }) confirmedAt: Date | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const evaluationEntities = [EvaluationRow];
