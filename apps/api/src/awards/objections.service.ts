import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ObjectionIn, PaperObjectionIn } from '@weichuang/contracts/awards/objection';
import { isConcrete, objectionNumber, receivedInstant, whyNotRecord, whyNotScan } from '@weichuang/domain/awards/objection-receipt';
import { type ObjectionFacts, objectionMachine } from '@weichuang/domain/awards/objection.machine';
import { dateInChina, formatDate } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import { AwardRow, ObjectionRow, PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { transition } from '@weichuang/platform/transition/transition';
import type { z } from 'zod';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { action, actionsFor, ASKED } from './actions';
import { involvedIn } from './awards.queries';
import { AwardsService } from './awards.service';
import { NoticesService } from './notices.service';
import { applicationTitle, objectionsOf, recordableOf, scansEver } from './objections.queries';

/** `replied` only says that it is closed; what came of it stays with the row. */
export const outcomeOf = (row: Pick<ObjectionRow, 'outcome' | 'dismissReason'>): 'upheld' | 'rejected' | 'dismissed' | null => row.outcome ?? (row.dismissReason === null ? null : 'dismissed');

type Received = Omit<ObjectionRow, 'createdAt'>;
type Words = Pick<z.output<typeof ObjectionIn>, 'awardId' | 'anonymous' | 'name' | 'contact' | 'statement'>;

/** What several objections of one list share. */
interface Seen {
  readonly notices: Map<string, PublicNoticeRow>;
  readonly involved: Map<string, ObjectionFacts['involvedIds']>;
}

/** A new objection; what an anonymous one said of its objector is not kept. */
const received = (ctx: Ctx, notice: PublicNoticeRow, body: Words, how: Pick<ObjectionRow, 'clientKey' | 'channel' | 'recordedBy' | 'receivedAt'>): Received => ({
  id: newId(ctx.now.getTime()), tenantId: notice.tenantId, roundId: notice.roundId, noticeId: notice.id, awardId: body.awardId,
  number: objectionNumber(Number(dateInChina(ctx.now).slice(0, 4)), randomBytes(8)), ...how,
  objectorName: body.anonymous ? null : body.name || null, objectorContact: body.anonymous ? null : body.contact || null, anonymous: body.anonymous, statement: body.statement,
  state: 'received', outcome: null, findings: null, dismissReason: null, reply: null, repliedAt: null, handledBy: null, revision: 1,
});

/** Objections against proposed awards, from the public form to the reply. */
@Injectable()
export class ObjectionsService implements OnModuleInit {
  constructor(
    private readonly awards: AwardsService,
    private readonly notices: NoticesService,
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    // a letter names its writer: it is for those alone who read objections
    this.readers.ofConfidential('objection', (ctx) => {
      if (!ctx.may('objection.read')) throw refused('FORBIDDEN', { permission: 'objection.read' }, 'forbidden');
      return Promise.resolve();
    });
  }

  /**
   * Takes an objection from anybody. The same form sent twice gets the same receipt.
   * @throws Refused NOTICE.OVER, OBJECTION.NOT_IN_NOTICE, NOT_FOUND
   */
  async send(ctx: Ctx, noticeId: string, body: z.output<typeof ObjectionIn>) {
    // shared: objections come in side by side, and closing the notice waits for them
    const notice = await ctx.em.findOne(PublicNoticeRow, { where: { id: noticeId }, lock: { mode: 'pessimistic_read' } });
    if (!notice || notice.state === 'draft') throw missing();
    const earlier = await ctx.em.findOneBy(ObjectionRow, { noticeId, clientKey: body.key });
    const line = notice.content.lines.find((one) => one.awardId === (earlier?.awardId ?? body.awardId));
    if (!line) throw refused('OBJECTION.NOT_IN_NOTICE', undefined, 'invalid');
    if (earlier) return this.receipt(earlier, line.project);
    if (notice.state !== 'published' || !notice.endsAt || ctx.now >= notice.endsAt)
      throw refused('NOTICE.OVER', { until: notice.endsOn ? formatDate(notice.endsOn) : '', phone: notice.content.contact.phone });
    const row = received(ctx, notice, body, { clientKey: body.key, channel: 'online', recordedBy: null, receivedAt: ctx.now });
    const made = await ctx.em.createQueryBuilder().insert().into(ObjectionRow).values(row as object).orIgnore().returning('id').execute(); // a row without its generated column
    if (!(made.raw as unknown[]).length) return this.receipt(found(await ctx.em.findOneBy(ObjectionRow, { noticeId, clientKey: body.key })), line.project);
    await this.announce(ctx, row);
    return this.receipt(row, line.project);
  }

  /**
   * Writes down an objection that came on paper, by phone or by a visit; from here it goes the way of all others.
   * @throws Refused OBJECTION.NOT_IN_NOTICE, OBJECTION.AWARD_SETTLED, OBJECTION.RECEIVED_IN_FUTURE, OBJECTION.BEFORE_NOTICE
   */
  async record(ctx: Ctx, noticeId: string, body: z.output<typeof PaperObjectionIn>) {
    const notice = found(await ctx.em.findOne(PublicNoticeRow, { where: { id: noticeId }, lock: { mode: 'pessimistic_read' } }));
    const line = notice.content.lines.find((one) => one.awardId === body.awardId);
    if (!line) throw refused('OBJECTION.NOT_IN_NOTICE', undefined, 'invalid');
    // held, so that it is not granted between the question and the row
    const award = found(await ctx.em.findOne(AwardRow, { where: { id: body.awardId }, lock: { mode: 'pessimistic_write' } }));
    ensure(whyNotRecord({ receivedOn: body.receivedOn, publishedAt: notice.publishedAt, award: award.state, now: ctx.now }));
    const row = received(ctx, notice, body, { clientKey: null, channel: body.channel, recordedBy: actorOf(ctx).userId, receivedAt: receivedInstant(body.receivedOn, ctx.now) });
    await ctx.em.insert(ObjectionRow, row);
    await this.announce(ctx, row);
    return { id: row.id, ...this.receipt(row, line.project) };
  }

  /** A page of what came on paper. Its own name is not kept: it may name the writer. @throws Refused OBJECTION.NOT_ON_PAPER, OBJECTION.CLOSED, OBJECTION.TOO_MANY_SCANS */
  async addScan(ctx: Ctx, id: string, request: WeichuangRequest) {
    const row = found(await ctx.em.findOne(ObjectionRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const scans = await this.files.list(ctx, id);
    ensure(whyNotScan({ channel: row.channel, state: row.state, scans: scans.length }));
    return this.files.receive(ctx, request, {
      subject: { kind: 'objection', id }, purpose: 'scan', organizationId: null, roundId: row.roundId, accept: ['pdf', 'image'], maxBytes: 20 * 1024 * 1024,
      keptAs: `${row.number} 来件扫描件 ${(await scansEver(ctx.em, id)) + 1}`,
    });
  }

  /** What became of it, for whoever has the receipt number. @throws Refused NOT_FOUND */
  async status(ctx: Ctx, noticeId: string, number: string) {
    const row = found(await ctx.em.findOneBy(ObjectionRow, { noticeId, number: number.trim().toUpperCase() }));
    const notice = found(await ctx.em.findOneBy(PublicNoticeRow, { id: noticeId }));
    const closed = row.state === 'replied';
    return {
      number: row.number,
      receivedAt: row.receivedAt.toISOString(),
      project: notice.content.lines.find((line) => line.awardId === row.awardId)?.project ?? '',
      step: closed ? ('closed' as const) : row.state === 'received' ? ('received' as const) : ('investigating' as const),
      outcome: closed ? outcomeOf(row) : null,
      reply: closed ? row.reply : null,
      repliedAt: row.repliedAt?.toISOString() ?? null,
    };
  }

  async list(ctx: Ctx, roundId: string) {
    const rows = await objectionsOf(ctx.em, roundId);
    const shown = [];
    // anybody may send many about one award: it is looked at once
    const seen: Seen = { notices: new Map(), involved: new Map() };
    // one connection answers one question at a time
    for (const row of rows) {
      const facts = await this.facts(ctx, row, { findings: ASKED, reply: ASKED, reason: ASKED }, seen);
      // admitted is looked into and settled in one go
      const state = row.state === 'admitted' ? 'investigating' : row.state;
      const views = actionsOf(objectionMachine, state, facts, ctx.may)
        .filter((one) => one.event !== 'reject' && one.event !== 'reply')
        .map((one) => (one.event === 'uphold' ? { ...one, event: 'settle' } : one));
      const scan = ctx.may('objection.record') && row.channel !== 'online' ? [action(ctx, 'scan', whyNotScan({ ...row, scans: row.scans.length }))] : [];
      shown.push({ ...row, outcome: outcomeOf(row), actions: [...actionsFor(ctx, views), ...scan.filter((one) => one.allowed)] });
    }
    return { rows: shown, recordable: ctx.may('objection.record') ? await recordableOf(ctx.em, roundId) : [] };
  }

  /** @throws Refused OBJECTION.HANDLER_INVOLVED, OBJECTION.ANONYMOUS, OBJECTION.NO_CONTACT, OBJECTION.NOT_CONCRETE, OBJECTION.LATE, REVISION.STALE */
  admit(ctx: Ctx, id: string, revision: number) {
    return transition(ctx, ObjectionRow, id, objectionMachine, 'admit', {
      revision,
      facts: (row) => this.facts(ctx, row),
      apply: async (row) => {
        row.handledBy = actorOf(ctx).userId;
        await this.keepScans(ctx, id);
      },
      data: (row) => ({ awardId: row.awardId }),
    });
  }

  /** Not looked into, and the objector is told why. @throws Refused REASON.REQUIRED, OBJECTION.HANDLER_INVOLVED, REVISION.STALE */
  async dismiss(ctx: Ctx, id: string, revision: number, reason: string) {
    await transition(ctx, ObjectionRow, id, objectionMachine, 'dismiss', {
      revision,
      facts: (row) => this.facts(ctx, row, { reason }),
      apply: async (row) => {
        row.dismissReason = reason.trim();
        row.handledBy = actorOf(ctx).userId;
        await this.keepScans(ctx, id);
      },
      data: (row) => ({ awardId: row.awardId, reason }),
    });
    const row = await this.reply(ctx, id, reason);
    await this.freeAward(ctx, row);
    return row;
  }

  /**
   * Upheld: the award is cancelled, its money goes back and the next on the waitlist moves up. Rejected: the award goes on.
   * @throws Refused OBJECTION.NO_FINDINGS, OBJECTION.NO_REPLY, OBJECTION.HANDLER_INVOLVED, STATE.WRONG, REVISION.STALE
   */
  async settle(ctx: Ctx, id: string, body: { revision: number; outcome: 'upheld' | 'rejected'; findings: string; reply: string }) {
    const seen = found(await ctx.em.findOneBy(ObjectionRow, { id }));
    let revision = body.revision;
    if (seen.state === 'admitted')
      ({ revision } = await transition(ctx, ObjectionRow, id, objectionMachine, 'investigate', { revision, facts: (row) => this.facts(ctx, row) }));
    await transition(ctx, ObjectionRow, id, objectionMachine, body.outcome === 'upheld' ? 'uphold' : 'reject', {
      revision,
      facts: (row) => this.facts(ctx, row, { findings: body.findings }),
      apply: async (row) => {
        Object.assign(row, { outcome: body.outcome, findings: body.findings.trim(), handledBy: actorOf(ctx).userId });
        await this.keepScans(ctx, id);
      },
      data: (row) => ({ awardId: row.awardId, outcome: body.outcome }),
    });
    const row = await this.reply(ctx, id, body.reply);
    let promoted: { awardId: string; project: string; amountFen: number } | null = null;
    if (body.outcome === 'upheld') {
      const award = found(await ctx.em.findOneBy(AwardRow, { id: row.awardId }));
      // a second objection against an award that is gone already changes nothing more
      if (award.state !== 'cancelled_by_objection') {
        await this.awards.cancel(ctx, award.id, body.findings);
        const next = await this.awards.promoteNext(ctx, award.decisionId);
        if (next) promoted = { awardId: next.id, project: await applicationTitle(ctx.em, next.applicationId), amountFen: next.amountFen };
      }
    }
    await this.freeAward(ctx, row);
    return { id, state: row.state, revision: row.revision, promoted };
  }

  /** What was decided upon stays as it was. */
  private async keepScans(ctx: Ctx, id: string): Promise<void> {
    await this.files.lock(ctx, (await this.files.list(ctx, id)).map((file) => file.id));
  }

  /** The objector's name, contact and words stay out of the log. */
  private announce(ctx: Ctx, row: Received): Promise<void> {
    const { number, awardId, noticeId, anonymous, channel } = row;
    return emit(ctx, { kind: 'objection.received', subject: { kind: 'objection', id: row.id }, roundId: row.roundId, tenantId: row.tenantId, data: { number, awardId, noticeId, anonymous, channel } });
  }

  private reply(ctx: Ctx, id: string, reply: string) {
    return transition(ctx, ObjectionRow, id, objectionMachine, 'reply', {
      facts: (row) => this.facts(ctx, row, { reply }),
      apply: (row) => {
        row.reply = reply.trim();
        row.repliedAt = ctx.now;
      },
      data: (row) => ({ awardId: row.awardId, outcome: outcomeOf(row) }),
    });
  }

  /** After the last objection against it an award whose notice is closed stands, and the round may go on. */
  private async freeAward(ctx: Ctx, row: ObjectionRow): Promise<void> {
    const award = found(await ctx.em.findOneBy(AwardRow, { id: row.awardId }));
    await this.awards.grantIfFree(ctx, award);
    await this.notices.moveOn(ctx, row.roundId);
  }

  private async facts(ctx: Ctx, row: Pick<ObjectionRow, 'awardId' | 'noticeId' | 'anonymous' | 'objectorName' | 'objectorContact' | 'statement' | 'receivedAt'>, known: Partial<ObjectionFacts> = {}, seen: Seen = { notices: new Map(), involved: new Map() }): Promise<ObjectionFacts> {
    const notice = seen.notices.get(row.noticeId) ?? found(await ctx.em.findOneBy(PublicNoticeRow, { id: row.noticeId }));
    const involvedIds = seen.involved.get(row.awardId) ?? (await involvedIn(ctx.em, row.awardId));
    seen.notices.set(row.noticeId, notice);
    seen.involved.set(row.awardId, involvedIds);
    return {
      actorId: ctx.actor?.userId ?? '',
      involvedIds,
      named: !row.anonymous && !!row.objectorName,
      contactGiven: !!row.objectorContact,
      concrete: isConcrete(row.statement),
      inTime: notice.endsAt !== null && row.receivedAt < notice.endsAt,
      findings: '',
      reply: '',
      reason: '',
      ...known,
    };
  }

  private receipt(row: Pick<ObjectionRow, 'number' | 'receivedAt' | 'anonymous'>, project: string) {
    return { number: row.number, receivedAt: row.receivedAt.toISOString(), project, anonymous: row.anonymous };
  }
}

