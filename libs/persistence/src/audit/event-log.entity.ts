import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('event_log')
export class EventLogRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('timestamptz') happenedAt: Date;
  @Column({ type: 'timestamptz', insert: false, update: false }) recordedAt: Date;
  @Column('text') kind: string;
  @Column('text') subjectKind: string;
  @Column('uuid') subjectId: string;
  @Column('uuid', { nullable: true }) roundId: string | null;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text', { nullable: true }) actorRole: string | null;
  @Column('text', { nullable: true }) requestId: string | null;
  @Column('jsonb') data: Record<string, unknown>;
}
