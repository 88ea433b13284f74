import { Injectable } from '@nestjs/common';
import { applicationMachine } from '@weichuang/domain/applications/application.machine';
import { PLACE_KEYS } from '@weichuang/domain/applications/saving';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { checkEligibility, type RuleResult } from '@weichuang/domain/eligibility/rules';
import { conclude, type Concluded, screeningMachine, type ScreeningFacts, type Verdict, verdictRefusal } from '@weichuang/domain/eligibility/screening.machine';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { workCalendar } from '@weichuang/kernel/calendar';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';
import { refuse, type Refusal } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { type ActionView, whyNot } from '@weichuang/kernel/machine';
import type { Input, Reply } from '@weichuang/contracts/http/route';
import type { giveVerdict, listScreenings, ScreeningView } from '@weichuang/contracts/eligibility/screening';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { EligibilityFindingRow } from '@weichuang/persistence/eligibility/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { Pinned } from '../applications/pinned';
import { actionViews } from '../applications/problem-views';
import { SubmissionService } from '../applications/submission.service';
import { eligibilityFacts } from './rule-facts';
import { countState, namesOf, nextToScreen, screened, screenedPage, type ScreenedRow } from './screening.queries';

const MOST_COUNTED = 10_000;
const workdays = workCalendar();

interface Checked {
  readonly row: ScreenedRow;
  readonly config: RoundConfig;
  readonly definition: FormDefinition;
  readonly results: readonly RuleResult[];
  readonly findings: readonly EligibilityFindingRow[];
  readonly concluded: readonly Concluded[];
}

/** The eligibility check: what the data say of each rule of the call, what a person says, and the three ways it ends. */
@Injectable()
export class ScreeningService {
  constructor(
    private readonly pinned: Pinned,
    private readonly submission: SubmissionService,
  ) {}

  async view(ctx: Ctx, applicationId: string): Promise<ScreeningView> {
    const checked = await this.check(ctx, applicationId);
    const { row, config, definition } = checked;
    const names = await namesOf(ctx, checked.findings.flatMap((one) => one.checkedBy ?? []));
    const until = correctBy(ctx.now, config.eligibility.correctionWorkingDays);
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
    const count = await countState(ctx, roundId, state, MOST_COUNTED + 1);
    const last = shown.at(-1);
    const described = [];
    for (const row of shown) {
      const { concluded, config } = await this.checkRow(ctx, row, findings.filter((one) => one.applicationId === row.id && one.applicationVersion === row.version));
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
      total: { count: Math.min(count, MOST_COUNTED), capped: count > MOST_COUNTED },
    };
  }

  /** @throws Refused ELIGIBILITY.RULE_UNKNOWN, ELIGIBILITY.REASON_MISSING, ELIGIBILITY.NOT_OPEN, REVISION.STALE when another version was handed in */
  async verdict(ctx: Ctx, applicationId: string, ruleId: string, body: Input<typeof giveVerdict>['body']): Promise<ScreeningView> {
    await this.lockOpen(ctx, applicationId);
    const checked = await this.check(ctx, applicationId);
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
    const checked = await this.check(ctx, applicationId);
    const before = found(checked.findings.find((one) => one.ruleId === ruleId && !one.automatic));
    await ctx.em.delete(EligibilityFindingRow, { id: before.id });
    await this.note(ctx, checked, ruleId, { outcome: before.outcome, reason: before.reason }, null);
    return this.view(ctx, applicationId);
  }

  /** All rules hold, by the data or by a person's word. @throws Refused ELIGIBILITY.RULE_FAILS, ELIGIBILITY.CHECK_OPEN */
  async qualify(ctx: Ctx, id: string, revision: number) {
    const checked = await this.begin(ctx, id);
    ensure(checked.row.state === 'submitted' ? whyNot(screeningMachine, 'open', 'pass', factsOf(checked)) : null);
    const row = await this.submission.move(ctx, id, 'qualify', { revision, brought: { screening: 'passed' }, data: { version: checked.row.version, overridden: checked.concluded.filter((one) => one.overridden).map((one) => one.ruleId) } });
    await this.freeze(ctx, checked);
    return this.decided(ctx, row);
  }

  /** @throws Refused ELIGIBILITY.NO_RULE_FAILS, APPLICATION.REASON_MISSING */
  async disqualify(ctx: Ctx, id: string, revision: number, reason: string) {
    const checked = await this.begin(ctx, id);
    ensure(checked.row.state === 'submitted' ? whyNot(screeningMachine, 'open', 'fail', factsOf(checked, reason)) : null);
    const row = await this.submission.move(ctx, id, 'disqualify', {
      revision, brought: { screening: 'failed', reason }, apply: (one) => (one.decisionReason = reason),
      data: { version: checked.row.version, reason, rules: checked.concluded.filter((one) => one.outcome === 'fail').map((one) => one.ruleId) },
    });
    await this.freeze(ctx, checked);
    return this.decided(ctx, row);
  }

  /** @throws Refused APPLICATION.NO_RETURNS_LEFT, APPLICATION.RETURN_NAMES_NO_FIELD, APPLICATION.FIELD_UNKNOWN, APPLICATION.REASON_MISSING */
  async return(ctx: Ctx, id: string, revision: number, { reason, fields, workingDays }: { reason: string; fields: readonly string[]; workingDays?: number | undefined }) {
    const checked = await this.begin(ctx, id);
    const known = new Set(returnable(checked.definition).map((field) => field.id));
    const strange = fields.filter((field) => !known.has(field));
    if (strange.length) throw refused('APPLICATION.FIELD_UNKNOWN', { fields: strange }, 'invalid');
    const named = [...new Set(fields)];
    const until = correctBy(ctx.now, workingDays ?? checked.config.eligibility.correctionWorkingDays).at;
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
    await this.freeze(ctx, checked);
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

  /** The row is locked first, so that nobody hands in or decides meanwhile. */
  private async begin(ctx: Ctx, id: string): Promise<Checked> {
    found(await ctx.em.findOne(ApplicationRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    return this.check(ctx, id);
  }

  private async lockOpen(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOne(ApplicationRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.state !== 'submitted') throw refused('ELIGIBILITY.NOT_OPEN', { state: row.state });
  }

  private async check(ctx: Ctx, applicationId: string): Promise<Checked> {
    const row = found(await screened(ctx, applicationId));
    return this.checkRow(ctx, row, await ctx.em.findBy(EligibilityFindingRow, { applicationId, applicationVersion: row.version }));
  }

  private async checkRow(ctx: Ctx, row: ScreenedRow, findings: readonly EligibilityFindingRow[]): Promise<Checked> {
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
  private async freeze(ctx: Ctx, { row, results, findings }: Checked): Promise<void> {
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

  private async note(ctx: Ctx, { row }: Checked, ruleId: string, before: object | null, after: object | null): Promise<void> {
    await emit(ctx, { kind: 'eligibility.verdict', subject: { kind: 'application', id: row.id }, roundId: row.round_id, data: { ruleId, version: row.version, before, after } });
  }
}

const factsOf = ({ concluded, row, config }: Checked, reason: string | null = null): ScreeningFacts => ({
  concluded, reason, returnedFields: [], returns: row.returns, maxReturns: config.eligibility.maxReturns, judgingBegun: row.judging_begun,
});

/** The end of the n-th working day after today, in China. */
function correctBy(now: Date, workingDays: number): { at: Date; certain: boolean } {
  const { date, certain } = workdays.addWorkdays(dateInChina(now), workingDays, { countFirstDay: false });
  return { at: endOfDayInChina(date), certain };
}

const PLACE_LABELS: Readonly<Record<(typeof PLACE_KEYS)[number], { zh: string; en: string }>> = {
  title: { zh: '项目名称', en: 'Title' },
  host: { zh: '依托单位', en: 'Host organization' },
  community: { zh: '实施社区', en: 'Community' },
  need: { zh: '对应需求', en: 'Need' },
  pairing: { zh: '社区结对', en: 'Pairing' },
};
const PLACE_SECTION = { zh: '申报信息', en: 'Application' };

/** Everything a return may name: the form's fields, and what lies beside the form. */
function returnable(definition: FormDefinition) {
  const fields = definition.sections.flatMap((section) => section.fields.map((field) => ({ id: field.id, label: field.label, section: section.title })));
  const taken = new Set(fields.map((field) => field.id));
  return [...fields, ...PLACE_KEYS.filter((key) => key !== 'title' || !taken.has('project_name')).filter((key) => !taken.has(key)).map((key) => ({ id: key, label: PLACE_LABELS[key], section: PLACE_SECTION }))];
}
