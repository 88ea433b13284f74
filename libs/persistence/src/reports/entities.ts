import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('report_batch')
export class ReportBatchRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  /** `midterm` or `final` */
  @Column('text') kind: 'midterm' | 'final';
  @Column('uuid') requestedBy: string;
  @Column('int') total: number;
  /** how many of its items are done, and how many have failed for good: written with the item, so that nobody counts */
  @Column('int', { default: 0 }) done: number;
  @Column('int', { default: 0 }) failed: number;
  /** how often it was retried: part of the jobs' keys */
  @Column('int') run: number;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
  /** when it was asked for or the last of its reports ended */
  @Column('timestamptz') movedAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

@Entity('report_item')
export class ReportItemRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') batchId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  /** the evaluation */
  @Column('uuid') subjectId: string;
  @Column('text') state: 'waiting' | 'running' | 'done' | 'failed';
  @Column('uuid', { nullable: true }) fileId: string | null;
  @Column('text', { nullable: true }) verificationCode: string | null;
  @Column('text', { nullable: true }) digest: string | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('int') attempts: number;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

export const reportEntities = [ReportBatchRow, ReportItemRow];
