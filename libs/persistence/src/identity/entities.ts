import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '@weichuang/domain/identity/access';

@Entity('user_account')
export class UserRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('text') state: 'invited' | 'active' | 'disabled';
  @Column('text') locale: string;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) passwordChangedAt: Date | null;
  @Column('timestamptz', { nullable: true }) emailConfirmedAt: Date | null;
}

@Entity('membership')
export class MembershipRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('text') role: Role;
  @Column('uuid', { nullable: true }) tenantId: string | null;
  @Column('uuid', { nullable: true }) roundId: string | null;
  @Column('uuid', { nullable: true }) organizationId: string | null;
  @Column('uuid', { nullable: true }) communityId: string | null;
  /** of an auditor of all of a district's streets */
  @Column('uuid', { nullable: true }) districtId: string | null;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}

@Entity('session')
export class SessionRow {
  @PrimaryColumn('bytea') tokenHash: Buffer;
  @Column('uuid') id: string;
  @Column('uuid') userId: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
  @Column('timestamptz') seenAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('text', { nullable: true }) client: string | null;
}

/** Invitations, password resets, confirmations of an address: only the digest of the token is kept. */
@Entity('one_time_link')
export class OneTimeLinkRow {
  @PrimaryColumn('bytea') tokenHash: Buffer;
  @Column('text') purpose: 'invitation' | 'password_reset' | 'email_confirmation';
  @Column('uuid') userId: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}

@Entity('mail')
export class MailRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { nullable: true }) dedupKey: string | null;
  @Column('uuid', { nullable: true }) tenantId: string | null;
  @Column('text') toEmail: string;
  @Column('uuid', { nullable: true }) toUserId: string | null;
  @Column('text') subject: string;
  @Column('text') body: string;
  @Column('text') state: 'waiting' | 'sent' | 'caught' | 'failed';
  @Column('int') attempts: number;
  @Column('text', { nullable: true }) error: string | null;
  @Column({ type: 'timestamptz', update: false }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}

export const identityEntities = [UserRow, MembershipRow, SessionRow, OneTimeLinkRow, MailRow];
