import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message to one person about one event. */
@Entity('notification')
export class NotificationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') userId: string;
  @Column('uuid') eventId: string;
  @Column('text') kind: string;
  @Column('jsonb') params: Record<string, string>;
  @Column('text') link: string;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}

export const notificationEntities = [NotificationRow];
