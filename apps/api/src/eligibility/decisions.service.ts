import { Injectable } from '@nestjs/common';
import { screeningMachine } from '@weichuang/domain/eligibility/screening.machine';
import { whyNot } from '@weichuang/kernel/machine';
import type { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { EligibilityFindingRow } from '@weichuang/persistence/eligibility/entities';
import { streetCalendar } from '@weichuang/platform/calls/street-calendar';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { ensure, refused } from '@weichuang/platform/http/refused';
import { SubmissionService } from '../applications/submission.service';
import { Checks, factsOf } from './checks';
import { correctBy, returnable } from './returning';
import { nextToScreen } from './screening.queries';

/** How a check ends: qualified, returned, rejected, or opened again. What it rested on is frozen with it. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly checks: Checks,
    private readonly submission: SubmissionService,
  ) {}

  /** All rules hold, by the data or by a person's word. @throws Refused ELIGIBILITY.RULE_FAILS, ELIGIBILITY.CHECK_OPEN */
  async qualify(ctx: Ctx, id: string, revision: number) {
    const checked = await this.checks.locked(ctx, id);
    ensure(checked.row.state === 'submitted' ? whyNot(screeningMachine, 'open', 'pass', factsOf(checked)) : null);
    const row = await this.submission.move(ctx, id, 'qualify', { revision, brought: { screening: 'passed' }, data: { version: checked.row.version, overridden: checked.concluded.filter((one) => one.overridden).map((one) => one.ruleId) } });
    await this.checks.freeze(ctx, checked);
    return this.decided(ctx, row);
  }

  /** @throws Refused ELIGIBILITY.NO_RULE_FAILS, APPLICATION.REASON_MISSING */
  async disqualify(ctx: Ctx, id: string, revision: number, reason: string) {
    const checked = await this.checks.locked(ctx, id);
    ensure(checked.row.state === 'submitted' ? whyNot(screeningMachine, 'open', 'fail', factsOf(checked, reason)) : null);
    const row = await this.submission.move(ctx, id, 'disqualify', {
      revision, brought: { screening: 'failed', reason }, apply: (one) => (one.decisionReason = reason),
      data: { version: checked.row.version, reason, rules: checked.concluded.filter((one) => one.outcome === 'fail').map((one) => one.ruleId) },
    });
    await this.checks.freeze(ctx, checked);
    return this.decided(ctx, row);
  }

  /** @throws Refused APPLICATION.NO_RETURNS_LEFT, APPLICATION.RETURN_NAMES_NO_FIELD, APPLICATION.FIELD_UNKNOWN, APPLICATION.REASON_MISSING */
  async return(ctx: Ctx, id: string, revision: number, { reason, fields, workingDays }: { reason: string; fields: readonly string[]; workingDays?: number | undefined }) {
    const checked = await this.checks.locked(ctx, id);
    const known = new Set(returnable(checked.definition).map((field) => field.id));
    const strange = fields.filter((field) => !known.has(field));
    if (strange.length) throw refused('APPLICATION.FIELD_UNKNOWN', { fields: strange }, 'invalid');
    const named = [...new Set(fields)];
    const until = correctBy(ctx.now, workingDays ?? checked.config.eligibility.correctionWorkingDays, await streetCalendar(ctx.em, tenantOf(ctx))).at;
    const row = await this.submission.move(ctx, id, 'return', {
      revision,
      brought: { reason, returnedFields: named },
      apply: (one) => {
        one.returnReason = reason;
        one.returnFields = named;
        one.returnUntil = until;
        one.returns += 1;
      },
      data: { version: checked.row.version, reason, fields: named, until: until.toISOString() },
    });
    await this.checks.freeze(ctx, checked);
    return { ...(await this.decided(ctx, row)), until };
  }

  async rescreen(ctx: Ctx, id: string, revision: number, reason: string) {
    const row = await this.submission.move(ctx, id, 'rescreen', { revision, brought: { reason }, apply: (one) => (one.decisionReason = null), data: { reason } });
    // what was frozen with the decision is looked at anew; a person's words stay
    await ctx.em.delete(EligibilityFindingRow, { applicationId: id, applicationVersion: row.submittedVersion, automatic: true });
    return this.decided(ctx, row);
  }

  private async decided(ctx: Ctx, row: ApplicationRow) {
    return { id: row.id, state: row.state, revision: row.revision, next: await nextToScreen(ctx, row.roundId, row.id) };
  }
}
