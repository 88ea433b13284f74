import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TrancheGate } from '@weichuang/domain/calls/round-config';
import type { ExpenseState } from '@weichuang/domain/disbursements/expense.machine';
import type { TrancheState } from '@weichuang/domain/disbursements/tranche.machine';

@Entity('tranche')
export class TrancheRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  /** id of its line in the round's plan */
  @Column('text') planKey: string;
  @Column('text') name: string;
  @Column('int') sequence: number;
  @Column('text') gate: TrancheGate;
  @Column('bigint') amountFen: number;
  @Column('text') state: TrancheState;
  /** by when it is to be paid, once its gate has opened and where the programme says so */
  @Column('date', { nullable: true }) dueOn: string | null;
  @Column('uuid', { nullable: true }) requestedBy: string | null;
  @Column('timestamptz', { nullable: true }) requestedAt: Date | null;
  @Column('uuid', { nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { nullable: true }) approvedAt: Date | null;
  @Column('uuid', { nullable: true }) paidBy: string | null;
  @Column('date', { nullable: true }) paidOn: string | null;
  @Column('bigint') paidFen: number;
  @Column('bigint') returnedFen: number;
  @Column('text', { nullable: true }) voucherNumber: string | null;
  @Column('date', { nullable: true }) returnedOn: string | null;
  @Column('text', { nullable: true }) returnVoucher: string | null;
  /** why it was sent back, withheld, reduced, cancelled, or money returned */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('expense')
export class ExpenseRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') projectId: string;
  @Column('uuid', { nullable: true }) activityRecordId: string | null;
  @Column('text') category: string;
  @Column('text') content: string;
  @Column('text') payee: string;
  @Column('text', { nullable: true }) invoiceNumber: string | null;
  @Column('date') spentOn: string;
  @Column('bigint') amountFen: number;
  @Column('text') source: 'grant' | 'own';
  @Column('uuid') createdBy: string;
  @Column('text') state: ExpenseState;
  @Column('uuid', { nullable: true }) acceptedBy: string | null;
  @Column('timestamptz', { nullable: true }) acceptedAt: Date | null;
  /** why staff gave it back for correction */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { nullable: true }) removedAt: Date | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** The balance has no entity: it changes by conditional updates alone (`disbursements/balance.ts`). */
export const disbursementEntities = [TrancheRow, ExpenseRow];
