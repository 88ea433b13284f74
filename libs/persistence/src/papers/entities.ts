import { Column, Entity, PrimaryColumn } from 'typeorm';

export type PaperKind = 'midterm_report' | 'final_report' | 'agreement' | 'notice';

/** A paper that went out with a code by which anybody may check it. */
@Entity('issued_paper')
export class IssuedPaperRow {
  @PrimaryColumn('text') code: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('text') kind: PaperKind;
  /** the evaluation, agreement or notice */
  @Column('uuid') subjectId: string;
  @Column('text') number: string;
  @Column('text') title: string;
  /** whom it is about; empty for a notice */
  @Column('text') organization: string;
  @Column('text') issuer: string;
  /** SHA-256 of the data it was made from, in hex */
  @Column('text') digest: string;
  /** SHA-256 of the file, in hex; null where the paper is drawn anew for each reader */
  @Column('text', { nullable: true }) fileSha256: string | null;
  @Column('timestamptz') issuedAt: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
}

export const paperEntities = [IssuedPaperRow];
