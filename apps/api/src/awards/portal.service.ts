import { Injectable } from '@nestjs/common';
import type { PortalNoticeRow } from '@weichuang/contracts/awards/notice';
import { withoutPrivateNumbers } from '@weichuang/domain/awards/notice-content';
import { dateInChina } from '@weichuang/kernel/clock';
import { isId } from '@weichuang/kernel/id';
import { PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found, missing } from '@weichuang/platform/http/refused';
import { RoundsService } from '../calls/rounds.service';
import { noticePrizes, streetOf } from './awards.queries';
import { grantedAwards, objectionSummary, publishedNotices, type PublishedNotice } from './portal.queries';

type Phase = 'coming' | 'running' | 'over';
const phaseOf = (now: Date, startsOn: string, endsAt: Date): Phase => (dateInChina(now) < startsOn ? 'coming' : now < endsAt ? 'running' : 'over');
const DRAFTS: ReadonlySet<string> = new Set(['draft', 'published', 'open', 'closed', 'reviewing', 'deciding']);

/** Notices and results as everybody sees them. */
@Injectable()
export class AwardsPortalService {
  constructor(private readonly rounds: RoundsService) {}

  async list(ctx: Ctx, query: { after?: string | undefined; limit: number; tenantId?: string | undefined }) {
    const rows = await publishedNotices(ctx.em, readCursor(query.after), query.tenantId ?? null, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return { rows: shown.map((row) => this.row(ctx, row)), next: rows.length > shown.length && last ? writeCursor(last) : null };
  }

  /** @throws Refused NOT_FOUND, for drafts too */
  async notice(ctx: Ctx, id: string) {
    const row = await this.published(ctx, id);
    const round = await this.rounds.load(ctx, row.roundId);
    const { startsOn, endsOn, endsAt, publishedAt, number } = row;
    if (!startsOn || !endsOn || !endsAt || !publishedAt || !number) throw missing();
    const phase = phaseOf(ctx.now, startsOn, endsAt);
    const { cancelled, ...counts } = await objectionSummary(ctx.em, id);
    return {
      id, roundId: row.roundId, roundTitle: round.title, kind: row.kind, number, title: row.title, content: row.content, startsOn, endsOn,
      endsAt: endsAt.toISOString(), publishedOn: dateInChina(publishedAt), phase, calendarCertain: row.calendarCertain,
      mayObject: row.state === 'published' && phase !== 'over',
      outcomes: { ...counts, cancelled: row.content.lines.filter((line) => cancelled.includes(line.awardId)).map((line) => line.project) },
    };
  }

  async published(ctx: Ctx, id: string): Promise<PublicNoticeRow> {
    const row = found(await ctx.em.findOneBy(PublicNoticeRow, { id }));
    if (row.state === 'draft') throw missing();
    return row;
  }

  /** Grants that stand and prizes, once the round's notice was published; before, nothing is said of them. @throws Refused NOT_FOUND of drafts */
  async results(ctx: Ctx, roundId: string) {
    const round = await this.rounds.load(ctx, roundId);
    if (round.state === 'draft') throw missing();
    const street = found(await streetOf(ctx.em, round.tenantId));
    const notices = (await publishedNotices(ctx.em, null, round.tenantId, 200)).filter((row) => row.round_id === roundId);
    const open = notices.length > 0 && !DRAFTS.has(round.state);
    const names = new Map(round.config.prizes.map((tier) => [tier.id, tier.name.zh]));
    const awards = open ? await grantedAwards(ctx.em, roundId) : [];
    const prizes = open ? await noticePrizes(ctx.em, roundId) : [];
    return {
      round: { id: round.id, title: round.title, street: street.name },
      awards: awards.map((row) => ({ ...row, project: withoutPrivateNumbers(row.project), organization: withoutPrivateNumbers(row.organization) })),
      totalFen: awards.reduce((sum, row) => sum + row.amountFen, 0),
      prizes: prizes.map(({ tierKey, ...prize }) => ({ ...prize, project: withoutPrivateNumbers(prize.project), organization: withoutPrivateNumbers(prize.organization), tier: names.get(tierKey) ?? tierKey })),
      notices: notices.map((row) => this.row(ctx, row)),
    };
  }

  private row(ctx: Ctx, row: PublishedNotice): PortalNoticeRow {
    return {
      id: row.id, number: row.number, title: row.title, street: row.street, roundId: row.round_id, roundTitle: row.round_title,
      startsOn: row.starts_on, endsOn: row.ends_on, projects: row.projects, phase: phaseOf(ctx.now, row.starts_on, row.ends_at),
    };
  }
}

const writeCursor = (row: PublishedNotice): string => Buffer.from(`${row.published_at.toISOString()}|${row.id}`).toString('base64url');

/** A cursor that is none begins at the top. */
function readCursor(text: string | undefined): { at: string; id: string } | null {
  const [at = '', id = ''] = Buffer.from(text ?? '', 'base64url').toString().split('|');
  return isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}
