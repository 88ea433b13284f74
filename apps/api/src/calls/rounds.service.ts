import { Injectable } from '@nestjs/common';
import type { ActionView } from '@weichuang/kernel/machine';
import { actionsOf } from '@weichuang/kernel/machine';
import { refuse, type FieldProblem, type Refusal } from '@weichuang/kernel/denial';
import { titleProblems, whatIsMissing } from '@weichuang/domain/calls/round-check';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { roundMachine, type RoundFacts } from '@weichuang/domain/calls/round.machine';
import { editRefusal, undertakerRefusal } from '@weichuang/domain/calls/set-up-rules';
import { NOWHERE } from '@weichuang/domain/identity/access';
import { TEMPLATES } from '@weichuang/domain/calls/templates/library';
import { whatToLookAt } from '@weichuang/domain/calls/round-warnings';
import { stageLine } from '@weichuang/domain/calls/stage-line';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { TenantRow } from '@weichuang/persistence/organizations/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { publishedForms } from '../forms/forms.queries';
import {
  announcementsOf, appliedName, countsOf, formRefs, organizationName, roundsOf, roundsOfPerson, versionIdsOf, type RoundListRow,
} from './rounds.queries';

export interface RoundPatch {
  readonly revision: number;
  readonly title?: string;
  readonly introduction?: string;
  readonly year?: number;
  readonly edition?: number;
  readonly config?: Partial<RoundConfig>;
}

/** A round's rules while they are written, and the round as everybody who works on it sees it. */
@Injectable()
export class RoundsService {
  templates() {
    return TEMPLATES.map((template) => ({
      id: template.id,
      name: template.name,
      describes: template.describes,
      defaults: [...template.defaults],
      figures: {
        tracks: template.config.tracks.length,
        poolFen: template.config.poolFen,
        judges: template.config.review.stages[0]?.judgesPerApplication ?? 0,
        tranches: template.config.tranches.map((tranche) => tranche.bp),
        noticeWorkingDays: template.config.notice.workingDays,
      },
    }));
  }

  async list(ctx: Ctx, filter: { state?: string; year?: number }) {
    return (await roundsOf(ctx.em, tenantOf(ctx), filter.state, filter.year)).map((row) => this.summary(ctx, row));
  }

  async mine(ctx: Ctx) {
    return (await roundsOfPerson(ctx.em, actorOf(ctx).userId)).map((row) => ({
      ...this.summary(ctx, row),
      opens: ctx.may('round.read', { ...NOWHERE, tenantId: row.tenant.id, roundId: row.id }) ? ('round' as const) : ('call' as const),
    }));
  }

  /** The row as it is. @throws Refused NOT_FOUND */
  async load(ctx: Ctx, roundId: string): Promise<RoundRow> {
    return found(await ctx.em.findOneBy(RoundRow, { id: roundId }));
  }

  async detail(ctx: Ctx, roundId: string) {
    const row = await this.load(ctx, roundId);
    const [counts, announcements, forms, tenant] = [
      await countsOf(ctx.em, roundId, ctx.now),
      await announcementsOf(ctx.em, roundId),
      await formRefs(ctx.em, versionIdsOf(row.config)),
      found(await ctx.em.findOneBy(TenantRow, { id: row.tenantId })),
    ];
    const undertaker = row.undertakerOrganizationId;
    // a form belongs to the street, not to the round
    const readsForms = ctx.may('form.read', { ...NOWHERE, tenantId: row.tenantId });
    return {
      ...row,
      tenant: { id: tenant.id, name: tenant.name, shortName: tenant.shortName },
      undertaker: undertaker ? { id: undertaker, name: (await organizationName(ctx.em, undertaker)) ?? '' } : null,
      line: stageLine(row.config, row.state, ctx.now, counts.work),
      counts,
      announcements,
      forms: forms.map((form) => ({ ...form, opens: readsForms })),
      actions: await this.actions(ctx, row),
    };
  }

  async missing(ctx: Ctx, roundId: string) {
    const row = await this.load(ctx, roundId);
    const said = ({ path, code, params }: FieldProblem) => ({ path, code, message: textOf(ctx.locale, code, params ?? {}) });
    return { rows: (await this.lacks(ctx, row)).map(said), warnings: whatToLookAt(row.config).map(said) };
  }

  /** What keeps it from being published: its title, and its configuration. */
  private async lacks(ctx: Ctx, row: { readonly title: string; readonly config: RoundConfig }) {
    return [...titleProblems(row.title), ...(await this.problems(ctx, row.config))];
  }

  async problems(ctx: Ctx, config: RoundConfig) {
    return whatIsMissing(config, { published: await publishedForms(ctx.em, versionIdsOf(config).filter((id) => /^[0-9a-f-]{36}$/.test(id))) });
  }

  /** Lays whole parts over the draft. @throws Refused REVISION.STALE, ROUND.PUBLISHED */
  async save(ctx: Ctx, roundId: string, patch: RoundPatch) {
    const row = await this.locked(ctx, roundId, patch.revision);
    ensure(editRefusal(row.state));
    const { revision: _seen, config, ...plain } = patch;
    const changed = { ...plain, ...config };
    const before = Object.fromEntries(Object.keys(changed).map((key) => [key, { ...row.config, title: row.title, introduction: row.introduction, year: row.year, edition: row.edition }[key]]));
    Object.assign(row, plain, { config: { ...row.config, ...config }, revision: row.revision + 1 });
    await ctx.em.save(RoundRow, row);
    await emit(ctx, { kind: 'round.saved', subject: { kind: 'round', id: roundId }, roundId, data: { before, after: changed } });
    return { revision: row.revision, savedAt: ctx.now };
  }

  /** @throws Refused ROUND.UNDERTAKER_FIXED, ROUND.UNDERTAKER_APPLIED, REVISION.STALE, NOT_FOUND */
  async setUndertaker(ctx: Ctx, roundId: string, organizationId: string | null, revision: number) {
    const row = await this.locked(ctx, roundId, revision);
    if (organizationId) found(await organizationName(ctx.em, organizationId));
    ensure(undertakerRefusal(row.state, organizationId ? await appliedName(ctx.em, roundId, organizationId) : null));
    const before = row.undertakerOrganizationId;
    row.undertakerOrganizationId = organizationId;
    row.revision += 1;
    await ctx.em.save(RoundRow, row);
    await emit(ctx, { kind: 'round.undertaker_set', subject: { kind: 'round', id: roundId }, roundId, data: { before, after: organizationId } });
    return { revision: row.revision };
  }

  /** What the machine asks about; `reason` is what the person wrote. */
  async facts(ctx: Ctx, row: RoundRow, reason: string | null): Promise<RoundFacts> {
    const counts = await countsOf(ctx.em, row.id, ctx.now);
    return {
      now: ctx.now,
      openAt: row.config.calendar.openAt,
      closeAt: row.config.calendar.closeAt,
      missing: row.state === 'draft' ? await this.lacks(ctx, row) : [],
      unscreened: counts.unscreened,
      qualified: counts.qualified,
      openSheets: counts.open_sheets,
      undecided: counts.undecided,
      noticeOver: counts.notice_over,
      openObjections: counts.open_objections,
      openProjects: counts.open_projects,
      reason,
    };
  }

  async locked(ctx: Ctx, roundId: string, revision: number): Promise<RoundRow> {
    const row = found(await ctx.em.findOne(RoundRow, { where: { id: roundId }, lock: { mode: 'pessimistic_write' } }));
    if (revision !== row.revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    return row;
  }

  private async actions(ctx: Ctx, row: RoundRow) {
    // a reason is asked for when the step is taken, so it is not what keeps the step from being offered
    const steps = actionsOf(roundMachine, row.state, await this.facts(ctx, row, 'given when acting'), ctx.may).filter((step) => step.event !== 'reopen');
    const other = (event: string, permission: string, why: Refusal | null): ActionView[] =>
      ctx.may(permission) ? [why ? { event, allowed: false, why } : { event, allowed: true }] : [];
    const extendable = ['published', 'open', 'closed'].includes(row.state);
    return [
      ...(row.state === 'draft' ? other('edit', 'round.edit', null) : []),
      ...steps,
      ...(extendable ? other('extend', 'round.extend', null) : []),
      ...(row.publishedAt && row.state !== 'archived' ? other('announce', 'round.announce', null) : []),
      ...(undertakerRefusal(row.state, null) ? [] : other('undertaker', 'round.undertaker', null)),
      ...other('clone', 'round.create', null),
    ].map(({ event, allowed, why }) => ({ event, allowed, ...(why && { why: { code: why.code, detail: textOf(ctx.locale, why.code, why.params ?? {}) } }) }));
  }

  private summary(ctx: Ctx, row: RoundListRow) {
    return {
      ...row,
      poolFen: row.pool_fen,
      openAt: row.calendar.openAt,
      closeAt: row.calendar.closeAt,
      line: stageLine(row, row.state, ctx.now, row.work),
    };
  }
}
