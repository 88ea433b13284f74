import { Injectable } from '@nestjs/common';
import { applicationLine } from '@weichuang/domain/applications/application-line';
import { type ApplicationEvent, applicationMachine } from '@weichuang/domain/applications/application.machine';
import { roundProblems } from '@weichuang/domain/applications/completeness';
import { outcomeLine, outcomeOf } from '@weichuang/domain/applications/outcome';
import { writingRefusal } from '@weichuang/domain/applications/saving';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { patchBetween } from '@weichuang/domain/forms/merge';
import { progressOf } from '@weichuang/domain/forms/progress';
import { actionsOf } from '@weichuang/kernel/machine';
import type { Output, Reply } from '@weichuang/contracts/http/route';
import type { compareApplicationVersions, getApplicationVersion } from '@weichuang/contracts/applications/papers';
import type { getApplication } from '@weichuang/contracts/applications/writing';
import { ApplicationRow, ApplicationVersionRow } from '@weichuang/persistence/applications/entities';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import { UserRow } from '@weichuang/persistence/identity/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { FilesService } from '../files/files.service';
import { factsOf, missingOf } from './facts';
import { actionViews, problemViews } from './problem-views';
import { around, type AroundRow, failedRules } from './reading.queries';
import { SubmissionService } from './submission.service';

/** What the applicant's side does; the check has its own page. */
const APPLICANT_EVENTS: readonly ApplicationEvent[] = ['submit', 'resubmit', 'reopen', 'withdraw'];
/** Of an event's data, what may be shown beside it. */
const SHOWN = ['version', 'number', 'receiptNumber', 'reason', 'until', 'fields'];

@Injectable()
export class ReadingService {
  constructor(
    private readonly submission: SubmissionService,
    private readonly files: FilesService,
  ) {}

  /**
   * The whole of one application. The applicant's side sees what is being written; staff see what was handed in last, and nothing
   * of a draft that never was.
   */
  async view(ctx: Ctx, id: string): Promise<Reply<typeof getApplication>> {
    const row = await this.visible(ctx, id);
    const mine = this.isMine(ctx);
    const [{ place, config, definition, now }, more, files] = [await this.submission.know(ctx, row), await around(ctx, row), await this.files.list(ctx, id)];
    const shown = mine || row.submittedVersion === 0 ? row : await this.handedIn(ctx, row);
    const problems = row.state === 'draft' || row.state === 'returned' ? missingOf(config, definition, row, place) : [];
    const writing = writingRefusal({ state: row.state, now, window: config.calendar, correctBy: row.returnUntil?.toISOString() ?? null, returnedFields: row.returnFields ?? [] }, []);
    const track = found(config.tracks.find((one) => one.id === row.trackId));
    const facts = factsOf(now, config, row, place, problems);
    const award = outcomeOf(place.award, place.round_state);
    return {
      id, state: row.state, revision: row.revision, number: row.number, receiptNumber: row.receiptNumber, title: shown.title,
      round: { id: row.roundId, title: place.round_title, state: place.round_state, openAt: config.calendar.openAt, closeAt: config.calendar.closeAt, projectFrom: config.calendar.projectFrom, projectTo: config.calendar.projectTo },
      street: { id: row.tenantId, name: place.street_name },
      track: { id: track.id, name: track.name, hostRequired: track.hostRequired },
      organization: cardOf(place.organization),
      host: place.host && { id: place.host.id, name: place.host.name },
      community: place.community && { id: place.community.id, name: place.community.name },
      need: place.need && { id: place.need.id, title: place.need.title },
      pairing: place.pairing,
      definition: { sections: [...definition.sections] },
      answers: shown.answers,
      files,
      requestedFen: shown.requestedFen, ownFen: shown.ownFen,
      budget: budgetRules(config),
      choices: { ...choicesOf(more), pairingRequired: config.needs.pairingRequired },
      progress: progressView(progressOf(definition, row.answers, roundProblems(config, definition, row.answers))),
      problems: problemViews(ctx.locale, mine ? problems : []),
      writing: {
        open: mine && writing === null && ctx.may('application.edit'),
        fields: row.state === 'returned' ? (row.returnFields ?? []) : null,
        closesAt: row.state === 'returned' ? (row.returnUntil?.toISOString() ?? null) : config.calendar.closeAt,
      },
      actions: actionViews(ctx.locale, actionsOf(applicationMachine, row.state, facts, (permission) => ctx.may(permission)).filter(({ event }) => (APPLICANT_EVENTS as readonly string[]).includes(event))),
      submittedAt: row.submittedAt, submittedVersion: row.submittedVersion,
      returned: row.state === 'returned' && row.returnUntil ? { reason: row.returnReason ?? '', fields: row.returnFields ?? [], until: row.returnUntil, left: Math.max(0, config.eligibility.maxReturns - row.returns) } : null,
      decision: row.state === 'disqualified' ? { reason: row.decisionReason, rules: await this.reasons(ctx, row, config) } : null,
      versions: more.versions,
      // the applicant's side is told what was done, not by which of the staff
      timeline: more.timeline.filter((one) => !mine || one.kind.startsWith('application.')).map(({ ours, by, data, ...one }) => ({ ...one, by: mine && !ours ? null : by, data: shownOf(ctx, data, config) })),
      outcome: { award, project: place.project && { id: place.project.id, state: place.project.state } },
      line: lineView(outcomeLine(config, now, award, place.project) ?? applicationLine(config, row.state, place.round_state, now)),
      screening: row.submittedVersion > 0 && ctx.may('screening.read'),
      mine,
    };
  }

  /** The row, if this person may know of it. */
  async visible(ctx: Ctx, id: string): Promise<ApplicationRow> {
    const row = found(await ctx.em.findOneBy(ApplicationRow, { id }));
    return found(this.isMine(ctx) || row.submittedVersion > 0 ? row : null);
  }

  async version(ctx: Ctx, id: string, version: number): Promise<Reply<typeof getApplicationVersion>> {
    const row = await this.visible(ctx, id);
    const held = await this.versionRow(ctx, id, version);
    const [{ definition }, by] = [await this.submission.know(ctx, row), await ctx.em.findOneBy(UserRow, { id: held.submittedBy })];
    return {
      version: held.version, title: held.title, requestedFen: held.requestedFen, ownFen: held.ownFen, digest: held.digest, receiptNumber: held.receiptNumber,
      submittedAt: held.submittedAt, submittedBy: by?.name ?? '', answers: held.answers, definition: { sections: [...definition.sections] },
    };
  }

  /** Field by field in the form's order, both answers. */
  async compare(ctx: Ctx, id: string, from: number, to: number): Promise<Output<typeof compareApplicationVersions>> {
    const row = await this.visible(ctx, id);
    const [before, after, { definition }] = [await this.versionRow(ctx, id, from), await this.versionRow(ctx, id, to), await this.submission.know(ctx, row)];
    const differs = patchBetween(before.answers, after.answers);
    return {
      from, to, definition: { sections: [...definition.sections] },
      changes: definition.sections
        .flatMap((section) => section.fields)
        .filter((field) => Object.hasOwn(differs, field.id))
        .map((field) => ({ fieldId: field.id, label: field.label, before: before.answers[field.id] ?? null, after: after.answers[field.id] ?? null })),
    };
  }

  async versionRow(ctx: Ctx, applicationId: string, version: number): Promise<ApplicationVersionRow> {
    return found(await ctx.em.findOneBy(ApplicationVersionRow, { applicationId, version }));
  }

  private isMine(ctx: Ctx): boolean {
    return ctx.roles.some((role) => role === 'applicant_owner' || role === 'applicant_member');
  }

  private handedIn(ctx: Ctx, row: ApplicationRow): Promise<ApplicationVersionRow> {
    return this.versionRow(ctx, row.id, row.submittedVersion);
  }

  private async reasons(ctx: Ctx, row: ApplicationRow, config: RoundConfig) {
    const failed = await failedRules(ctx, row.id, row.submittedVersion);
    return failed.flatMap(({ ruleId, reason }) => {
      const rule = config.eligibility.rules.find((one) => one.id === ruleId);
      return rule ? [{ ruleId, title: rule.title, clause: rule.clause, reason }] : [];
    });
  }
}

/** What may be shown of an event's data; of a check's word the clause by its title and what was found (`dropped`: the word was taken back). */
function shownOf(ctx: Ctx, data: Readonly<Record<string, unknown>>, config: RoundConfig): Record<string, unknown> {
  const shown: Record<string, unknown> = Object.fromEntries(SHOWN.filter((key) => key in data).map((key) => [key, data[key]]));
  if (typeof data['ruleId'] !== 'string' || !('after' in data)) return shown;
  const after = (data['after'] ?? { outcome: 'dropped' }) as Readonly<Record<string, unknown>>; // written by the check as an object or null
  const rule = config.eligibility.rules.find((one) => one.id === data['ruleId']);
  return { ...shown, rule: rule ? ((ctx.locale === 'en' ? rule.title.en : undefined) ?? rule.title.zh) : data['ruleId'], outcome: after['outcome'], reason: after['reason'] ?? null };
}

export function cardOf(organization: OrganizationRow) {
  const { id, kind, name, uscc, registeredOn, registrar, assessmentLevel, profile } = organization;
  const { address = null, legalRepresentative = null, contactName = null, contactPhone = null, contactEmail = null } = profile;
  return { id, kind, name, uscc, registeredOn, registrar, assessmentLevel, address, legalRepresentative, contactName, contactPhone, contactEmail };
}

const budgetRules = ({ budget, maxRequestFen, overCap, grant }: RoundConfig) => ({ categories: budget.categories.map((one) => ({ id: one.id, name: one.name })), caps: [...budget.caps], maxRequestFen, overCap, grant });
const choicesOf = ({ communities, needs, hosts, pairings }: AroundRow) => ({ communities, needs, hosts, pairings });
const progressView = (progress: ReturnType<typeof progressOf>) => ({ ...progress, sections: progress.sections.map((one) => ({ ...one })) });
const lineView = (line: ReturnType<typeof applicationLine>) => ({ ...line, stages: line.stages.map((one) => ({ ...one, actors: [...one.actors] })) });
