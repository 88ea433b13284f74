import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stored file: the contents lie in the storage under `storageName`. */
@Entity('stored_file')
export class StoredFileRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid', { nullable: true }) roundId: string | null;
  @Column('uuid', { nullable: true }) organizationId: string | null;
  @Column('text') subjectKind: string;
  @Column('uuid') subjectId: string;
  @Column('text') purpose: string;
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('bigint') size: number;
  @Column('text') sha256: string;
  @Column('text') storageName: string;
  @Column('uuid', { nullable: true }) uploadedBy: string | null;
  /** formally submitted: no longer to be removed */
  @Column('timestamptz', { nullable: true }) lockedAt: Date | null;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
}

export const fileEntities = [StoredFileRow];
