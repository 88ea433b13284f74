import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { OneTimeLinkRow, UserRow } from '@weichuang/persistence/identity/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { refused } from '@weichuang/platform/http/refused';

type Purpose = OneTimeLinkRow['purpose'];

const LIFE_MS: Readonly<Record<Purpose, number>> = { invitation: 7 * 86_400_000, password_reset: 3600_000, email_confirmation: 7 * 86_400_000 };
const PAGES: Readonly<Record<Purpose, string>> = { invitation: 'accept', password_reset: 'reset', email_confirmation: 'confirm' };

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links that are mailed and work once. Only the digest of their token is kept; they live by the real clock, like sessions. */
@Injectable()
export class LinksService {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** Makes a link; an older one of the same purpose stops working. @returns the address to mail */
  async make(ctx: Ctx, userId: string, purpose: Purpose): Promise<string> {
    await ctx.em.update(OneTimeLinkRow, { userId, purpose, usedAt: IsNull() }, { usedAt: new Date() });
    const token = randomBytes(32).toString('base64url');
    await ctx.em.insert(OneTimeLinkRow, { tokenHash: digestOf(token), purpose, userId, expiresAt: new Date(Date.now() + LIFE_MS[purpose]), usedAt: null });
    // after the mark, so that the token reaches no server's log
    return `${this.house.settings.PUBLIC_URL}/${PAGES[purpose]}#${token}`;
  }

  /** @throws Refused LINK.DEAD: unknown, used, too old, or its person disabled */
  async look(ctx: Ctx, token: string): Promise<{ link: OneTimeLinkRow; user: UserRow }> {
    const link = await ctx.em.findOne(OneTimeLinkRow, { where: { tokenHash: digestOf(token) }, lock: { mode: 'pessimistic_write' } });
    const user = link && !link.usedAt && link.expiresAt > new Date() ? await ctx.em.findOneBy(UserRow, { id: link.userId }) : null;
    if (!link || !user || user.state === 'disabled') throw refused('LINK.DEAD');
    return { link, user };
  }

  /** Uses a link up. @throws Refused LINK.DEAD, also when it is for something else */
  async use(ctx: Ctx, token: string, purpose: Purpose): Promise<UserRow> {
    const { link, user } = await this.look(ctx, token);
    if (link.purpose !== purpose) throw refused('LINK.DEAD');
    await ctx.em.update(OneTimeLinkRow, { tokenHash: link.tokenHash }, { usedAt: new Date() });
    return user;
  }
}
