import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationState } from '@weichuang/domain/applications/application.machine';
import type { Answers } from '@weichuang/domain/forms/definition';

@Entity('application')
export class ApplicationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') organizationId: string;
  @Column('uuid', { nullable: true }) hostOrganizationId: string | null;
  @Column('text') trackId: string;
  @Column('uuid', { nullable: true }) communityId: string | null;
  @Column('uuid', { nullable: true }) needId: string | null;
  @Column('uuid', { nullable: true }) pairingId: string | null;
  /** the form the answers were begun on */
  @Column('uuid') formVersionId: string;
  @Column('text') title: string;
  /** given at the first submission, kept ever after */
  @Column('text', { nullable: true }) number: string | null;
  @Column('text', { nullable: true }) receiptNumber: string | null;
  @Column('jsonb') answers: Answers;
  @Column('jsonb') touched: Readonly<Record<string, number>>;
  @Column('text') search: string;
  @Column('bigint') requestedFen: number;
  @Column('bigint') ownFen: number;
  @Column('text') state: ApplicationState;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('int') submittedVersion: number;
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('jsonb', { nullable: true }) returnFields: string[] | null;
  @Column('timestamptz', { nullable: true }) returnUntil: Date | null;
  @Column('int') returns: number;
  @Column('text', { nullable: true }) decisionReason: string | null;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') updatedAt: Date;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** An application as it was handed in: frozen, with the digest of its answers. */
@Entity('application_version')
export class ApplicationVersionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') applicationId: string;
  @Column('int') version: number;
  @Column('text') title: string;
  @Column('uuid') formVersionId: string;
  @Column('jsonb') answers: Answers;
  @Column('bigint') requestedFen: number;
  @Column('bigint') ownFen: number;
  /** SHA-256 of the answers in canonical JSON, lower-case hex */
  @Column('text') digest: string;
  @Column('text', { nullable: true }) receiptNumber: string | null;
  @Column('timestamptz') submittedAt: Date;
  @Column('uuid') submittedBy: string;
}

export const applicationEntities = [ApplicationRow, ApplicationVersionRow];
