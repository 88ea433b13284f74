import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { FindingState } from '@weichuang/domain/supervision/finding.machine';
import type { ProgressReportState } from '@weichuang/domain/supervision/progress-report.machine';

@Entity('activity_record')
export class ActivityRecordRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  /** made by the phone: a record that is sent twice is one */
  @Column('text', { nullable: true }) clientKey: string | null;
  @Column('text') title: string;
  @Column('date') heldOn: string;
  @Column('text') startsAt: string;
  @Column('text') endsAt: string;
  @Column('text') place: string;
  @Column('text') audience: string;
  /** 服务人次 */
  @Column('int') attendanceCount: number;
  /** 服务人数 */
  @Column('int') distinctServed: number;
  @Column('int') volunteerCount: number;
  @Column('int') volunteerHoursHundredths: number;
  @Column('text') team: string;
  @Column('text') goal: string;
  @Column('text') summary: string;
  @Column('text') reflection: string;
  @Column('text', { nullable: true }) mediaLink: string | null;
  @Column('uuid') filedBy: string;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
}

@Entity('visit')
export class VisitRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('uuid') supervisorId: string;
  @Column('date') visitedOn: string;
  @Column('text') method: 'site' | 'phone' | 'papers';
  @Column('text') summary: string;
  @Column('text') advice: string;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
}

@Entity('finding')
export class FindingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('uuid') visitId: string;
  @Column('text') severity: 'minor' | 'major';
  @Column('text') description: string;
  @Column('text') state: FindingState;
  @Column('date') rectifyBy: string;
  @Column('text', { nullable: true }) rectification: string | null;
  @Column('text', { nullable: true }) closedNote: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
}

@Entity('progress_report')
export class ProgressReportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('text') stage: 'midterm' | 'final';
  @Column('uuid') formVersionId: string;
  @Column('jsonb') answers: Answers;
  @Column('text') state: ProgressReportState;
  @Column('timestamptz') dueAt: Date;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('boolean') late: boolean;
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const supervisionEntities = [ActivityRecordRow, VisitRow, FindingRow, ProgressReportRow];
