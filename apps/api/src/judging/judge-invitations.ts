import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { MailRow, OneTimeLinkRow, UserRow } from '@weichuang/persistence/identity/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { refused } from '@weichuang/platform/http/refused';

const VALID_DAYS = 14;

/** Makes somebody a judge of a round: a person we know, or one who is invited by mail. */
@Injectable()
export class JudgeInvitations {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** @throws Refused PANEL.NAME_MISSING for an unknown address without a name, PANEL.ACCOUNT_DISABLED, PANEL.AUDITOR */
  async judge(ctx: Ctx, roundId: string, email: string, name: string): Promise<UserRow> {
    const held = await ctx.em.findOneBy(UserRow, { email });
    if (held?.state === 'disabled') throw refused('PANEL.ACCOUNT_DISABLED');
    if (!held && !name) throw refused('PANEL.NAME_MISSING', undefined, 'invalid');
    // who audits a street does nothing else there
    const audits: unknown[] = held ? await ctx.em.query(`SELECT FROM membership WHERE user_id = $1 AND tenant_id = $2 AND role = 'auditor' AND ended_at IS NULL`, [held.id, tenantOf(ctx)]) : [];
    if (audits.length) throw refused('PANEL.AUDITOR');
    const user = held ?? (await this.invite(ctx, email, name));
    const made: unknown[] = await ctx.em.query(
      `INSERT INTO membership (id, user_id, role, tenant_id, round_id) VALUES ($1, $2, 'judge', $3, $4)
       ON CONFLICT (user_id, role, tenant_id, round_id, organization_id, community_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
      [newId(), user.id, tenantOf(ctx), roundId],
    );
    if (made.length) await emit(ctx, { kind: 'member.added', subject: { kind: 'user', id: user.id }, roundId, data: { role: 'judge' } });
    return user;
  }

  private async invite(ctx: Ctx, email: string, name: string): Promise<UserRow> {
    const user = ctx.em.create(UserRow, { id: newId(), email, name, phone: null, passwordHash: null, state: 'invited', locale: 'zh-CN', passwordChangedAt: null });
    await ctx.em.insert(UserRow, user);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(ctx.now.getTime() + VALID_DAYS * 86_400_000);
    await ctx.em.insert(OneTimeLinkRow, { tokenHash: createHash('sha256').update(token).digest(), purpose: 'invitation', userId: user.id, expiresAt, usedAt: null });
    const [round] = (await ctx.em.query('SELECT r.title, t.name FROM round r JOIN tenant t ON t.id = r.tenant_id WHERE r.tenant_id = $1 AND r.id = $2', [tenantOf(ctx), ctx.scope.roundId])) as { title: string; name: string }[];
    await ctx.em.insert(MailRow, {
      id: newId(), dedupKey: `invitation:${user.id}`, tenantId: tenantOf(ctx), toEmail: email, toUserId: user.id, state: 'waiting', attempts: 0, error: null, sentAt: null,
      subject: `${round?.name ?? ''}邀请您担任“${round?.title ?? ''}”评委`,
      body: `${name}，您好：\n\n${round?.name ?? ''}邀请您担任“${round?.title ?? ''}”的评委。请在 ${VALID_DAYS} 天内打开下面的链接，设置密码后即可参加评审：\n\n${this.house.settings.PUBLIC_URL}/invitation/${token}\n`,
    });
    return user;
  }
}
