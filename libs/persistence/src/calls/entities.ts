import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RoundState } from '@weichuang/domain/calls/round.machine';

@Entity('round')
export class RoundRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') title: string;
  /** 第 N 届 */
  @Column('int') edition: number;
  @Column('int') year: number;
  @Column('text', { nullable: true }) templateId: string | null;
  @Column('text') state: RoundState;
  @Column('jsonb') config: RoundConfig;
  /** sha256 of the configuration's canonical JSON, from the publication on */
  @Column('text', { nullable: true }) configHash: string | null;
  @Column('text') introduction: string;
  @Column('uuid', { nullable: true }) undertakerOrganizationId: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('text', { nullable: true }) cancelledReason: string | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity('round_announcement')
export class RoundAnnouncementRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') roundId: string;
  @Column('text') kind: 'extension' | 'cancellation' | 'notice';
  @Column('text') title: string;
  @Column('text') body: string;
  /** of an extension: `before` and `after`, ISO instants */
  @Column('jsonb') data: { readonly before?: string; readonly after?: string };
  @Column('timestamptz') publishedAt: Date;
  @Column('uuid', { nullable: true }) createdBy: string | null;
}

/** A day that a street works, or does not, against the official calendar. */
@Entity('calendar_day')
export class CalendarDayRow {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('date') day: string;
  @Column('text') kind: 'work' | 'off';
  @Column('text') reason: string;
  @Column('uuid') setBy: string;
  @Column('timestamptz') setAt: Date;
}

export const callsEntities = [RoundRow, RoundAnnouncementRow, CalendarDayRow];
