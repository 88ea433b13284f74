import { Injectable } from '@nestjs/common';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { checkEligibility, type RuleResult } from '@weichuang/domain/eligibility/rules';
import { conclude, type Concluded, type ScreeningFacts, type Verdict } from '@weichuang/domain/eligibility/screening.machine';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { newId } from '@weichuang/kernel/id';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { EligibilityFindingRow } from '@weichuang/persistence/eligibility/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { Pinned } from '../applications/pinned';
import { eligibilityFacts } from './rule-facts';
import { screened, type ScreenedRow } from './screening.queries';

export interface Checked {
  readonly row: ScreenedRow;
  readonly config: RoundConfig;
  readonly definition: FormDefinition;
  readonly results: readonly RuleResult[];
  readonly findings: readonly EligibilityFindingRow[];
  readonly concluded: readonly Concluded[];
}

/** Every rule of the call for one application: what the data say, what a person has said, what stands. */
@Injectable()
export class Checks {
  constructor(private readonly pinned: Pinned) {}

  /** The row is locked first, so that nobody hands in or decides meanwhile. */
  async locked(ctx: Ctx, id: string): Promise<Checked> {
    found(await ctx.em.findOne(ApplicationRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    return this.of(ctx, id);
  }

  async of(ctx: Ctx, applicationId: string): Promise<Checked> {
    const row = found(await screened(ctx, applicationId));
    return this.row(ctx, row, await ctx.em.findBy(EligibilityFindingRow, { applicationId, applicationVersion: row.version }));
  }

  async row(ctx: Ctx, row: ScreenedRow, findings: readonly EligibilityFindingRow[]): Promise<Checked> {
    const config = await this.pinned.config(ctx, row.round_id, row.round_stamp);
    const definition = await this.pinned.form(ctx, row.form_version_id);
    const live = checkEligibility(config.eligibility.rules, eligibilityFacts(row, config, definition));
    // once decided, what was decided on stays what is shown
    const results = live.map((result) => {
      const frozen = findings.find((one) => one.ruleId === result.ruleId && one.automatic);
      return frozen?.evidence ? { ...result, outcome: frozen.outcome, evidence: frozen.evidence } : result;
    });
    const verdicts = findings.flatMap((one): Verdict[] => (one.automatic || one.outcome === 'manual' ? [] : [{ ruleId: one.ruleId, outcome: one.outcome, reason: one.reason ?? '', by: one.checkedBy ?? '' }]));
    return { row, config, definition, results, findings, concluded: conclude(results, verdicts) };
  }

  /** What the data said at the moment of the decision is kept beside the persons' words. */
  async freeze(ctx: Ctx, { row, results, findings }: Checked): Promise<void> {
    const open = results.filter((result) => !findings.some((one) => one.ruleId === result.ruleId));
    if (!open.length) return;
    await ctx.em.insert(
      EligibilityFindingRow,
      open.map((result) => ({
        id: newId(), tenantId: tenantOf(ctx), applicationId: row.id, applicationVersion: row.version, ruleId: result.ruleId, outcome: result.outcome, automatic: true,
        evidence: result.evidence as object, reason: null, checkedBy: null, checkedAt: ctx.now,
      })),
    );
  }
}

export const factsOf = ({ concluded, row, config }: Checked, reason: string | null = null): ScreeningFacts => ({
  concluded, reason, returnedFields: [], returns: row.returns, maxReturns: config.eligibility.maxReturns, judgingBegun: row.judging_begun,
});
