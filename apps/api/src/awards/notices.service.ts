import { Injectable } from '@nestjs/common';
import type { RoundAwardsView } from '@weichuang/contracts/awards/decision';
import type { NoticeView } from '@weichuang/contracts/awards/notice';
import { noticeNumber, noticeOf } from '@weichuang/domain/awards/notice-content';
import { type NoticeFacts, noticeMachine, noticePeriod } from '@weichuang/domain/awards/notice.machine';
import { whyNotStart } from '@weichuang/domain/awards/notice-start';
import { awardMachine } from '@weichuang/domain/awards/award.machine';
import { decisionMachine } from '@weichuang/domain/awards/decision.machine';
import { roundMachine } from '@weichuang/domain/calls/round.machine';
import { workCalendar, type WorkCalendar } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { refuse } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf, whyNot, type ActionView } from '@weichuang/kernel/machine';
import { AwardRow, DecisionRow, ObjectionRow, PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import type { RoundRow } from '@weichuang/persistence/calls/entities';
import { awardFacts } from '@weichuang/platform/awards/award-facts';
import { streetCalendar } from '@weichuang/platform/calls/street-calendar';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { issuePaper, sealPaper } from '@weichuang/platform/papers/papers';
import { transition } from '@weichuang/platform/transition/transition';
import { RoundMovesService } from '../calls/round-moves.service';
import { RoundsService } from '../calls/rounds.service';
import { actionsFor } from './actions';
import { judgeNames, nextNoticeSeq, noticeLines, noticePrizes, streetOf } from './awards.queries';
import { AwardsService } from './awards.service';
import { DecisionsService } from './decisions.service';
import type { PageRow } from './round-awards.queries';

/** Public notices: drafted from what was approved, published for their working days, closed by a person. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly moves: RoundMovesService,
    private readonly awards: AwardsService,
    private readonly decisions: DecisionsService,
  ) {}

  /** @throws Refused DECISION.NOT_APPROVED, NOTICE.DRAFT_EXISTS, NOTICE.NOTHING_TO_NOTICE */
  async draft(ctx: Ctx, roundId: string): Promise<NoticeView> {
    const round = await this.rounds.load(ctx, roundId);
    const decision = await ctx.em.findOne(DecisionRow, { where: { roundId }, lock: { mode: 'pessimistic_write' } });
    if (decision?.state !== 'approved' && decision?.state !== 'published') throw refused('DECISION.NOT_APPROVED');
    if (await ctx.em.existsBy(PublicNoticeRow, { roundId, state: 'draft' })) throw refused('NOTICE.DRAFT_EXISTS');
    const kind = (await ctx.em.existsBy(PublicNoticeRow, { roundId, kind: 'main' })) ? 'supplementary' : 'main';
    const { title, content } = await this.compose(ctx, round, kind);
    const id = newId(ctx.now.getTime());
    await ctx.em.insert(PublicNoticeRow, { id, tenantId: round.tenantId, roundId, decisionId: decision.id, kind, title, content: content as object, state: 'draft', revision: 1 });
    await emit(ctx, { kind: 'notice.drafted', subject: { kind: 'notice', id }, roundId, data: { kind, awards: content.lines.map((line) => line.awardId) } });
    return this.view(ctx, id);
  }

  /** Title and text only; the list comes from the decision. @throws Refused NOTICE.NOT_DRAFT, REVISION.STALE */
  async edit(ctx: Ctx, id: string, body: { revision: number; title: string; paragraphs: string[] }): Promise<NoticeView> {
    const row = await this.locked(ctx, id, body.revision);
    if (row.state !== 'draft') throw refused('NOTICE.NOT_DRAFT');
    const before = { title: row.title, paragraphs: row.content.paragraphs };
    row.title = body.title;
    row.content = { ...row.content, paragraphs: body.paragraphs };
    row.revision += 1;
    await ctx.em.save(PublicNoticeRow, row);
    await emit(ctx, { kind: 'notice.edited', subject: { kind: 'notice', id }, roundId: row.roundId, data: { before, after: { title: row.title, paragraphs: body.paragraphs } } });
    return this.view(ctx, id);
  }

  /** @throws Refused NOTICE.NOT_DRAFT */
  async discard(ctx: Ctx, id: string): Promise<void> {
    const row = await this.locked(ctx, id);
    if (row.state !== 'draft') throw refused('NOTICE.NOT_DRAFT');
    await ctx.em.remove(row);
    await emit(ctx, { kind: 'notice.discarded', subject: { kind: 'notice', id }, roundId: row.roundId, data: { title: row.title } });
  }

  /**
   * Publishes it from today or a later working day, numbers it, and fixes its list as it is approved now.
   * @throws Refused NOTICE.STARTS_IN_THE_PAST, NOTICE.NOT_A_WORKDAY, NOTICE.DAYS_UNCERTAIN, NOTICE.NO_CONTACT, NOTICE.NOTHING_TO_NOTICE, REVISION.STALE
   */
  async publish(ctx: Ctx, id: string, body: { revision: number; startsOn?: string | undefined; daysConfirmed: boolean }): Promise<NoticeView> {
    const seen = found(await ctx.em.findOneBy(PublicNoticeRow, { id }));
    const round = await this.rounds.load(ctx, seen.roundId);
    const [today, tenant] = [dateInChina(ctx.now), found(await streetOf(ctx.em, seen.tenantId))];
    const startsOn = body.startsOn ?? today;
    const decision = await ctx.em.findOneOrFail(DecisionRow, { where: { id: seen.decisionId }, lock: { mode: 'pessimistic_write' } });
    const calendar = await streetCalendar(ctx.em, round.tenantId);
    const period = noticePeriod(startsOn, round.config.notice, calendar);
    const notice = await transition(ctx, PublicNoticeRow, id, noticeMachine, 'publish', {
      revision: body.revision,
      facts: (row) => {
        ensure(row.state === 'draft' ? whyNotStart(startsOn, today, calendar) : null);
        return this.facts(ctx, row, round, { decision: decision.state, period, daysConfirmed: body.daysConfirmed });
      },
      apply: async (row) => {
        const fresh = await this.compose(ctx, round, row.kind);
        row.content = { ...fresh.content, paragraphs: row.content.paragraphs };
        const year = Number(startsOn.slice(0, 4));
        row.number = noticeNumber(tenant.short, year, await nextNoticeSeq(ctx.em, row.tenantId, year));
        Object.assign(row, {
          startsOn, endsOn: period.to, endsAt: period.endsAt, calendarCertain: period.certain, daysConfirmedBy: period.certain ? null : actorOf(ctx).userId,
          publishedAt: ctx.now, publishedBy: actorOf(ctx).userId,
        });
      },
      data: (row) => ({ number: row.number, startsOn, endsOn: period.to, certain: period.certain, awards: row.content.lines.map((line) => line.awardId) }),
    });
    await issuePaper(ctx, sealPaper({ title: notice.title, startsOn, endsOn: period.to, content: notice.content }), {
      kind: 'notice', subjectId: id, roundId: notice.roundId, number: notice.number ?? '', title: notice.title, organization: '', issuer: notice.content.issuer, fileSha256: null,
    });
    for (const line of notice.content.lines)
      await transition(ctx, AwardRow, line.awardId, awardMachine, 'notice', {
        facts: async (row) => ({ ...(await awardFacts(ctx, row)), notice: notice.state }),
        apply: (row) => {
          row.noticeId = notice.id;
        },
        data: (row) => ({ noticeId: notice.id, applicationId: row.applicationId }),
      });
    if (decision.state === 'approved')
      await transition(ctx, DecisionRow, decision.id, decisionMachine, 'publish', { facts: (row) => this.decisions.facts(ctx, row, '') });
    if (round.state === 'deciding') await this.moves.move(ctx.asSystem(), round.id, 'start_notice');
    return this.view(ctx, id);
  }

  /** Closes it after its end; awards without an open objection are granted. @throws Refused NOTICE.RUNNING, STATE.WRONG, REVISION.STALE */
  async close(ctx: Ctx, id: string, revision: number) {
    const seen = found(await ctx.em.findOneBy(PublicNoticeRow, { id }));
    const round = await this.rounds.load(ctx, seen.roundId);
    // no objection may arrive or be settled between counting and closing
    const locked = found(await ctx.em.findOne(PublicNoticeRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const facts = await this.facts(ctx, locked, round);
    const notice = await transition(ctx, PublicNoticeRow, id, noticeMachine, facts.objections > 0 ? 'closeWithObjections' : 'closeClean', {
      revision,
      facts: () => facts,
      apply: (row) => {
        row.closedAt = ctx.now;
      },
      data: () => ({ objections: facts.objections }),
    });
    let granted = 0;
    const waiting = await this.awards.ofNotice(ctx, id);
    for (const award of waiting) if (await this.awards.grantIfFree(ctx, award)) granted += 1;
    await this.moveOn(ctx, round.id);
    return { state: notice.state, granted, held: waiting.length - granted };
  }

  /** The round goes on to its projects once nothing of its notices is open. */
  async moveOn(ctx: Ctx, roundId: string): Promise<void> {
    const round = await this.rounds.load(ctx, roundId);
    const closed = !(await ctx.em.existsBy(PublicNoticeRow, { roundId, kind: 'main', state: 'published' }));
    if (closed && whyNot(roundMachine, round.state, 'execute', await this.rounds.facts(ctx, round, null)) === null)
      await this.moves.move(ctx.asSystem(), roundId, 'execute');
  }

  async view(ctx: Ctx, id: string, startsOn?: string): Promise<NoticeView> {
    const row = found(await ctx.em.findOneBy(PublicNoticeRow, { id }));
    const round = await this.rounds.load(ctx, row.roundId);
    const from = startsOn ?? dateInChina(ctx.now);
    const period = noticePeriod(from, round.config.notice, await streetCalendar(ctx.em, round.tenantId));
    return {
      ...row,
      content: { ...row.content, lines: [...row.content.lines], prizes: [...row.content.prizes], paragraphs: [...row.content.paragraphs], judges: row.content.judges ? [...row.content.judges] : null },
      roundTitle: round.title,
      endsAt: row.endsAt?.toISOString() ?? null,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      proposed: row.state === 'draft' ? { startsOn: from, endsOn: period.to, certain: period.certain } : null,
      actions: await this.actions(ctx, row, round, from),
    };
  }

  briefs(ctx: Ctx, round: RoundRow, { notices, decision, days }: Pick<PageRow, 'notices' | 'decision' | 'days'>): RoundAwardsView['notices'] {
    const calendar = workCalendar({ days: Object.fromEntries(days.map(({ day, kind }) => [day, kind])) });
    return notices.map((row) => {
      const endsAt = row.endsAt === null ? null : new Date(row.endsAt);
      const facts = factsOf(ctx, { ...row, endsAt }, round, { decision: decision?.state ?? 'published', objections: row.objections.received, calendar, from: dateInChina(ctx.now) });
      return { ...row, endsAt: endsAt?.toISOString() ?? null, actions: this.offered(ctx, row.state, facts) };
    });
  }

  private async actions(ctx: Ctx, row: PublicNoticeRow, round: RoundRow, from: string) {
    const decision = await ctx.em.findOneByOrFail(DecisionRow, { id: row.decisionId });
    return this.offered(ctx, row.state, await this.facts(ctx, row, round, { decision: decision.state, from }));
  }

  private offered(ctx: Ctx, state: PublicNoticeRow['state'], known: NoticeFacts) {
    // uncertain days are confirmed when it is published, so they do not keep the step from being offered
    const facts = { ...known, daysConfirmed: true };
    const views: ActionView[] = actionsOf(noticeMachine, state, facts, ctx.may)
      .filter((one) => one.event !== (facts.objections > 0 ? 'closeClean' : 'closeWithObjections'))
      .map((one) => (one.event === 'publish' ? one : { ...one, event: 'close' }));
    const drafts: ActionView[] = state === 'draft' && ctx.may('notice.draft') ? [{ event: 'edit', allowed: true }, { event: 'discard', allowed: true }] : [];
    return actionsFor(ctx, [...views, ...drafts]);
  }

  private async facts(ctx: Ctx, row: PublicNoticeRow, round: RoundRow, known: Partial<Pick<NoticeFacts, 'decision' | 'period' | 'daysConfirmed'>> & { readonly from?: string } = {}): Promise<NoticeFacts> {
    const { decision = 'published', from = dateInChina(ctx.now), ...rest } = known;
    const calendar = await streetCalendar(ctx.em, round.tenantId);
    return { ...factsOf(ctx, row, round, { decision, from, calendar, objections: await ctx.em.countBy(ObjectionRow, { noticeId: row.id }) }), ...rest };
  }

  private async compose(ctx: Ctx, round: RoundRow, kind: 'main' | 'supplementary') {
    const lines = await noticeLines(ctx.em, round.id);
    if (!lines.length) throw refused('NOTICE.NOTHING_TO_NOTICE');
    const tiers = new Map(round.config.prizes.map((tier) => [tier.id, tier]));
    const order = round.config.prizes.map((tier) => tier.id);
    const prizes = (await noticePrizes(ctx.em, round.id))
      .sort((a, b) => order.indexOf(a.tierKey) - order.indexOf(b.tierKey))
      .map(({ tierKey, ...prize }) => ({ ...prize, tier: tiers.get(tierKey)?.name.zh ?? tierKey }));
    const street = found(await streetOf(ctx.em, round.tenantId));
    return noticeOf({ kind, street: street.name, roundTitle: round.title, rule: round.config.notice, lines, prizes, judges: await judgeNames(ctx.em, round.id) });
  }

  private async locked(ctx: Ctx, id: string, revision?: number): Promise<PublicNoticeRow> {
    const row = found(await ctx.em.findOne(PublicNoticeRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (revision !== undefined && revision !== row.revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    return row;
  }
}

/** @param known.from first day of a notice that is being drafted */
function factsOf(
  ctx: Ctx,
  row: Pick<PublicNoticeRow, 'startsOn' | 'endsOn' | 'endsAt' | 'calendarCertain' | 'daysConfirmedBy'>,
  round: RoundRow,
  known: Pick<NoticeFacts, 'decision' | 'objections'> & { readonly calendar: WorkCalendar; readonly from: string },
): NoticeFacts {
  return {
    now: ctx.now,
    decision: known.decision,
    period: row.startsOn && row.endsOn && row.endsAt
      ? { from: row.startsOn, to: row.endsOn, endsAt: row.endsAt, certain: row.calendarCertain }
      : noticePeriod(known.from, round.config.notice, known.calendar),
    daysConfirmed: row.daysConfirmedBy !== null,
    contactComplete: round.config.notice.contact.phone.trim().length > 0,
    objections: known.objections,
  };
}
