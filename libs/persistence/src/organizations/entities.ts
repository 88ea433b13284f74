import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('region')
export class RegionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('text') kind: 'district' | 'street' | 'community';
  @Column('text') name: string;
  @Column('text', { nullable: true }) code: string | null;
}

/** A street office. */
@Entity('tenant')
export class TenantRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') regionId: string;
  @Column('text') name: string;
  @Column('text') shortName: string;
  @Column('jsonb') contact: { phone?: string; email?: string; address?: string };
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) disabledAt: Date | null;
}

@Entity('community')
export class CommunityRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('text') shortName: string;
}

@Entity('organization')
export class OrganizationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: 'association' | 'social_service_agency' | 'foundation' | 'filed_group' | 'resident_group' | 'other';
  @Column('text') name: string;
  @Column('text', { nullable: true }) uscc: string | null;
  @Column('uuid', { nullable: true }) hostId: string | null;
  @Column('uuid', { nullable: true }) communityId: string | null;
  @Column('date', { nullable: true }) registeredOn: string | null;
  @Column('text', { nullable: true }) registrar: string | null;
  @Column('text', { nullable: true }) assessmentLevel: string | null;
  @Column('jsonb') profile: OrganizationProfile;
  @Column('text') state: string;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** What an application's cover needs of its organization; entered once. Bank details are personal and financial data. */
export interface OrganizationProfile {
  address?: string;
  legalRepresentative?: string;
  contactName?: string;
  contactPhone?: string;
  contactEmail?: string;
  accountName?: string;
  bankName?: string;
  accountNumber?: string;
  introduction?: string;
}

/** In which streets an organization takes part. */
@Entity('participation')
export class ParticipationRow {
  @PrimaryColumn('uuid') organizationId: string;
  @PrimaryColumn('uuid') tenantId: string;
}

export const organizationEntities = [RegionRow, TenantRow, CommunityRow, OrganizationRow, ParticipationRow];
