import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllocationRule } from '@weichuang/domain/awards/allocation';
import type { AwardState } from '@weichuang/domain/awards/award.machine';
import type { DecisionState } from '@weichuang/domain/awards/decision.machine';
import type { NoticeContent } from '@weichuang/domain/awards/notice-content';
import type { NoticeState } from '@weichuang/domain/awards/notice.machine';
import type { ObjectionChannel } from '@weichuang/domain/awards/objection-receipt';
import type { ObjectionState } from '@weichuang/domain/awards/objection.machine';

@Entity('decision')
export class DecisionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') rankingId: string;
  @Column('text') state: DecisionState;
  @Column('jsonb') rule: AllocationRule;
  @Column('text') note: string;
  @Column('uuid', { nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('uuid', { nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { nullable: true }) approvedAt: Date | null;
  @Column('text', { nullable: true }) returnReason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('award')
export class AwardRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') decisionId: string;
  @Column('uuid') applicationId: string;
  @Column('uuid') organizationId: string;
  @Column('int', { nullable: true }) rank: number | null;
  /** published score, a decimal string */
  @Column('text', { nullable: true }) score: string | null;
  @Column('bigint') requestedFen: number;
  @Column('bigint') entitledFen: number;
  @Column('bigint') amountFen: number;
  /** its amount counts in the envelope */
  @Column('boolean') committed: boolean;
  @Column('int', { nullable: true }) waitlist: number | null;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) note: string | null;
  /** the notice that names it */
  @Column('uuid', { nullable: true }) noticeId: string | null;
  @Column('text') state: AwardState;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('prize')
export class PrizeRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') applicationId: string;
  @Column('text') tierKey: string;
  @Column('bigint') amountFen: number;
  @Column('uuid') givenBy: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('public_notice')
export class PublicNoticeRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') decisionId: string;
  @Column('text') kind: 'main' | 'supplementary';
  @Column('text', { nullable: true }) number: string | null;
  @Column('text') title: string;
  @Column('jsonb') content: NoticeContent;
  @Column('text') state: NoticeState;
  @Column('date', { nullable: true }) startsOn: string | null;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('boolean') calendarCertain: boolean;
  @Column('uuid', { nullable: true }) daysConfirmedBy: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('objection')
export class ObjectionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('uuid') noticeId: string;
  @Column('uuid') awardId: string;
  /** the receipt number: whoever has it may ask what became of the objection */
  @Column('text') number: string;
  @Column('uuid', { nullable: true }) clientKey: string | null;
  @Column('text', { nullable: true }) objectorName: string | null;
  @Column('text', { nullable: true }) objectorContact: string | null;
  @Column('boolean') anonymous: boolean;
  @Column('text') statement: string;
  @Column('text') state: ObjectionState;
  @Column('text', { nullable: true }) outcome: 'upheld' | 'rejected' | null;
  @Column('text', { nullable: true }) findings: string | null;
  @Column('text', { nullable: true }) dismissReason: string | null;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('timestamptz', { nullable: true }) repliedAt: Date | null;
  @Column('uuid', { nullable: true }) handledBy: string | null;
  @Column('text') channel: ObjectionChannel;
  /** who wrote it down, null for one that came through the form */
  @Column('uuid', { nullable: true }) recordedBy: string | null;
  /** of one that was written down: the day's first instant, or the instant itself when it came that very day */
  @Column('timestamptz') receivedAt: Date;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

/** The envelope has no entity: it changes by conditional updates alone (`awards/envelope.ts` in platform). */
export const awardEntities = [DecisionRow, AwardRow, PrizeRow, PublicNoticeRow, ObjectionRow];
