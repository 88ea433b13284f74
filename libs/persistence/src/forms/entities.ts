import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FormDefinition } from '@weichuang/domain/forms/definition';

export type FormKind = 'application' | 'rubric' | 'evaluation_index' | 'progress_report' | 'checklist';

/** One version of a form of a street; what is published never changes. */
@Entity('form_version')
export class FormVersionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') formKey: string;
  @Column('text') kind: FormKind;
  @Column('int') version: number;
  @Column('text') title: string;
  @Column('jsonb') definition: FormDefinition;
  @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Column('int') revision: number;
  @Column({ type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

export const formsEntities = [FormVersionRow];
