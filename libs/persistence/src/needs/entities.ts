import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedState } from '@weichuang/domain/needs/need.machine';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';

@Entity('need')
export class NeedRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') communityId: string;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('text', { nullable: true }) category: string | null;
  /** residents asked */
  @Column('int', { nullable: true }) surveyCount: number | null;
  @Column('text', { nullable: true }) beneficiaries: string | null;
  @Column('text') state: NeedState;
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
}

@Entity('pairing')
export class PairingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') communityId: string;
  @Column('uuid') organizationId: string;
  @Column('uuid', { nullable: true }) needId: string | null;
  @Column('text') message: string;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('text') state: PairingState;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const needsEntities = [NeedRow, PairingRow];
