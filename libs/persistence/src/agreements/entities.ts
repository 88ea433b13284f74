import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementContent } from '@weichuang/domain/agreements/agreement-content';
import type { AgreementState } from '@weichuang/domain/agreements/agreement.machine';
import type { OptimisationState } from '@weichuang/domain/agreements/optimisation.machine';
import type { CommentThread } from '@weichuang/domain/agreements/plan-changes';
import type { ProjectState, TerminationReason } from '@weichuang/domain/agreements/project.machine';
import type { AgreementParty } from '@weichuang/domain/calls/round-config';
import type { Answers } from '@weichuang/domain/forms/definition';

/** Result of the audit of a finished project. */
export interface ProjectAudit {
  readonly clean: boolean;
  readonly on: string;
  readonly note: string;
  readonly by: string;
}

@Entity('project')
export class ProjectRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') applicationId: string;
  @Column('uuid') awardId: string;
  @Column('uuid') organizationId: string;
  @Column('uuid', { nullable: true }) communityId: string | null;
  @Column('text') number: string;
  @Column('text') title: string;
  @Column('bigint') grantFen: number;
  @Column('text') state: ProjectState;
  @Column('uuid', { nullable: true }) coachId: string | null;
  @Column('uuid', { nullable: true }) supervisorId: string | null;
  @Column('date', { nullable: true }) startsOn: string | null;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('jsonb', { nullable: true }) audit: ProjectAudit | null;
  @Column('text', { nullable: true }) endedReason: TerminationReason | null;
  /** the words of the last suspension or termination */
  @Column('text', { nullable: true }) endedNote: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** The plan as it was judged, being fitted to what was granted. */
@Entity('optimisation')
export class OptimisationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('uuid') formVersionId: string;
  @Column('jsonb') answers: Answers;
  /** the revision in which each field was last changed */
  @Column('jsonb') touched: Readonly<Record<string, number>>;
  @Column('text') state: OptimisationState;
  @Column('jsonb') comments: CommentThread[];
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('agreement')
export class AgreementRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('text') number: string;
  @Column('text') state: AgreementState;
  @Column('jsonb') content: AgreementContent;
  /** the paper as it was issued */
  @Column('uuid', { nullable: true }) pdfFileId: string | null;
  @Column('uuid', { nullable: true }) scanFileId: string | null;
  @Column('timestamptz', { nullable: true }) issuedAt: Date | null;
  /** last day for signing */
  @Column('date') signBy: string;
  @Column('date', { nullable: true }) signedOn: string | null;
  @Column('jsonb') signedBy: AgreementParty[];
  @Column('uuid', { nullable: true }) confirmedBy: string | null;
  /** why it was recalled, or the scan rejected */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const agreementEntities = [ProjectRow, OptimisationRow, AgreementRow];
