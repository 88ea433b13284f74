import { Injectable } from '@nestjs/common';
import { applicationMachine } from '@weichuang/domain/applications/application.machine';
import { type Concluded, screeningMachine, verdictRefusal } from '@weichuang/domain/eligibility/screening.machine';
import { refuse, type Refusal } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { type ActionView, whyNot } from '@weichuang/kernel/machine';
import type { Input, Reply } from '@weichuang/contracts/http/route';
import type { giveVerdict, listScreenings, ScreeningView } from '@weichuang/contracts/eligibility/screening';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { EligibilityFindingRow } from '@weichuang/persistence/eligibility/entities';
import { streetCalendar } from '@weichuang/platform/calls/street-calendar';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { actionViews } from '../applications/problem-views';
import { type Checked, Checks, factsOf } from './checks';
import { correctBy, returnable } from './returning';
import { countStates, namesOf, nextToScreen, screenedPage } from './screening.queries';

const MOST_COUNTED = 10_000;
/** The checker's desk: what the data say of each rule of the call, and what a person says. */
@Injectable()
export class ScreeningService {
  constructor(private readonly checks: Checks) {}

  async view(ctx: Ctx, applicationId: string): Promise<ScreeningView> {
    const checked = await this.checks.of(ctx, applicationId);
    const { row, config, definition } = checked;
    const names = await namesOf(ctx, checked.findings.flatMap((one) => one.checkedBy ?? []));
    const until = correctBy(ctx.now, config.eligibility.correctionWorkingDays, await streetCalendar(ctx.em, tenantOf(ctx)));
    return {
      applicationId, state: row.state, revision: row.revision, version: row.version,
      rules: config.eligibility.rules.map((rule, i) => {
        const [result, concluded, finding] = [found(checked.results[i]), found(checked.concluded[i]), checked.findings.find((one) => one.ruleId === rule.id)];
        return {
          ruleId: rule.id, kind: rule.kind, title: rule.title, clause: rule.clause,
          automatic: result.outcome,
          evidence: { code: result.evidence.code, text: textOf(ctx.locale, result.evidence.code, result.evidence.params ?? {}) },
          verdict: finding && !finding.automatic && finding.outcome !== 'manual' ? { outcome: finding.outcome, reason: finding.reason, by: names.get(finding.checkedBy ?? '') ?? null, at: finding.checkedAt.toISOString() } : null,
          outcome: concluded.outcome, overridden: concluded.overridden,
        };
      }),
      returns: row.returns, maxReturns: config.eligibility.maxReturns, correctionWorkingDays: config.eligibility.correctionWorkingDays,
      correctBy: { until: until.at.toISOString(), certain: until.certain },
      fields: returnable(definition),
      actions: actionViews(ctx.locale, this.actions(ctx, checked)),
      next: await nextToScreen(ctx, row.round_id, applicationId),
    };
  }

  async list(ctx: Ctx, roundId: string, { state, after, limit }: Input<typeof listScreenings>['query']): Promise<Reply<typeof listScreenings>> {
    const [at, id] = after?.split('~') ?? [];
    if (after !== undefined && (!id || !/^[0-9a-f-]{36}$/.test(id) || Number.isNaN(Date.parse(at ?? '')))) throw refused('LIST.CURSOR', undefined, 'invalid');
    const rows = await screenedPage(ctx, roundId, state, at && id ? { at, id } : null, limit + 1);
    const shown = rows.slice(0, limit);
    const findings = shown.length ? await ctx.em.createQueryBuilder(EligibilityFindingRow, 'f').where('f.applicationId IN (:...ids)', { ids: shown.map((row) => row.id) }).getMany() : [];
    const counts = await countStates(ctx, roundId);
    const count = counts[state];
    const last = shown.at(-1);
    const described = [];
    for (const row of shown) {
      const { concluded, config } = await this.checks.row(ctx, row, findings.filter((one) => one.applicationId === row.id && one.applicationVersion === row.version));
      const of = (outcome: Concluded['outcome']) => concluded.filter((one) => one.outcome === outcome);
      described.push({
        applicationId: row.id, number: row.number, title: row.title, organization: row.organization.name, submittedAt: row.submitted_at, version: row.version, returns: row.returns,
        passed: of('pass').length, failed: of('fail').length, open: of('manual').length,
        failing: of('fail').map((one) => config.eligibility.rules.find((rule) => rule.id === one.ruleId)?.title.zh ?? one.ruleId),
      });
    }
    return {
      rows: described,
      next: rows.length > limit && last ? `${last.submitted_at.toISOString()}~${last.id}` : null,
      counts,
      total: { count: Math.min(count, MOST_COUNTED), capped: count > MOST_COUNTED },
    };
  }

  /** @throws Refused ELIGIBILITY.RULE_UNKNOWN, ELIGIBILITY.REASON_MISSING, ELIGIBILITY.NOT_OPEN, REVISION.STALE when another version was handed in */
  async verdict(ctx: Ctx, applicationId: string, ruleId: string, body: Input<typeof giveVerdict>['body']): Promise<ScreeningView> {
    await this.lockOpen(ctx, applicationId);
    const checked = await this.checks.of(ctx, applicationId);
    if (body.version !== checked.row.version) ensure(refuse('REVISION.STALE', { yours: body.version, current: checked.row.version }, 'stale'));
    const by = actorOf(ctx).userId;
    ensure(verdictRefusal(checked.results, { ruleId, outcome: body.outcome, reason: body.reason, by }));
    const before = checked.findings.find((one) => one.ruleId === ruleId && !one.automatic);
    const result = checked.results.find((one) => one.ruleId === ruleId);
    await ctx.em.upsert(
      EligibilityFindingRow,
      {
        id: before?.id ?? newId(), tenantId: tenantOf(ctx), applicationId, applicationVersion: checked.row.version, ruleId, outcome: body.outcome, automatic: false,
        evidence: (result?.evidence ?? null) as object, reason: body.reason || null, checkedBy: by, checkedAt: ctx.now,
      },
      ['applicationId', 'applicationVersion', 'ruleId'],
    );
    await this.note(ctx, checked, ruleId, before ? { outcome: before.outcome, reason: before.reason } : null, { outcome: body.outcome, reason: body.reason || null });
    return this.view(ctx, applicationId);
  }

  async drop(ctx: Ctx, applicationId: string, ruleId: string): Promise<ScreeningView> {
    await this.lockOpen(ctx, applicationId);
    const checked = await this.checks.of(ctx, applicationId);
    const before = found(checked.findings.find((one) => one.ruleId === ruleId && !one.automatic));
    await ctx.em.delete(EligibilityFindingRow, { id: before.id });
    await this.note(ctx, checked, ruleId, { outcome: before.outcome, reason: before.reason }, null);
    return this.view(ctx, applicationId);
  }

  private actions(ctx: Ctx, checked: Checked): ActionView[] {
    const { row, config } = checked;
    if (!ctx.may('application.screen')) return [];
    const view = (event: string, why: Refusal | null): ActionView => (why ? { event, allowed: false, why } : { event, allowed: true });
    const judged = row.judging_begun ? refuse('APPLICATION.JUDGING_BEGUN') : null;
    if (row.state === 'submitted')
      return [
        view('qualify', whyNot(screeningMachine, 'open', 'pass', factsOf(checked))),
        view('return', row.returns >= config.eligibility.maxReturns ? refuse('APPLICATION.NO_RETURNS_LEFT', { max: config.eligibility.maxReturns }) : null),
        view('disqualify', judged ?? whyNot(screeningMachine, 'open', 'fail', factsOf(checked, 'given later'))),
      ];
    return applicationMachine.steps.rescreen.from.some((state) => state === row.state) ? [view('rescreen', judged)] : [];
  }

  private async lockOpen(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOne(ApplicationRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.state !== 'submitted') throw refused('ELIGIBILITY.NOT_OPEN', { state: row.state });
  }

  private async note(ctx: Ctx, { row }: Checked, ruleId: string, before: object | null, after: object | null): Promise<void> {
    await emit(ctx, { kind: 'eligibility.verdict', subject: { kind: 'application', id: row.id }, roundId: row.round_id, data: { ruleId, version: row.version, before, after } });
  }
}
