import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Outcome, RuleResult } from '@weichuang/domain/eligibility/rules';

/** What stands at one rule for one submitted version: the automatic outcome as it was frozen, or a person's word. */
@Entity('eligibility_finding')
export class EligibilityFindingRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') applicationId: string;
  @Column('int') applicationVersion: number;
  @Column('text') ruleId: string;
  @Column('text') outcome: Outcome;
  @Column('boolean') automatic: boolean;
  @Column('jsonb', { nullable: true }) evidence: RuleResult['evidence'] | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) checkedBy: string | null;
  @Column('timestamptz') checkedAt: Date;
}

export const eligibilityEntities = [EligibilityFindingRow];
