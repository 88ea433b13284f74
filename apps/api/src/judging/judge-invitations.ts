import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { MembershipRow, UserRow } from '@weichuang/persistence/identity/entities';
import { tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { refused } from '@weichuang/platform/http/refused';
import { MembersService } from '../identity/members.service';

/** A round's judges as members: somebody we know, or one who is invited by mail. */
@Injectable()
export class JudgeInvitations {
  constructor(private readonly members: MembersService) {}

  /**
   * Makes the person of an address a judge of the round, if it is none yet.
   * @throws Refused PANEL.NAME_MISSING for an unknown address without a name, PANEL.ACCOUNT_DISABLED, PANEL.AUDITOR
   */
  async judge(ctx: Ctx, roundId: string, email: string, name: string): Promise<{ readonly id: string; readonly name: string }> {
    const known = await ctx.em.findOneBy(UserRow, { email });
    if (!known && !name) throw refused('PANEL.NAME_MISSING', undefined, 'invalid');
    if (known?.state === 'disabled') throw refused('PANEL.ACCOUNT_DISABLED');
    const tenantId = tenantOf(ctx);
    const held = known ? await ctx.em.findBy(MembershipRow, { userId: known.id, tenantId, endedAt: IsNull() }) : [];
    // who audits a street does nothing else there
    if (held.some((one) => one.role === 'auditor')) throw refused('PANEL.AUDITOR');
    if (known && held.some((one) => one.role === 'judge' && one.roundId === roundId)) return known;
    const member = await this.members.give(ctx, known, { email, name }, 'judge', { tenantId, roundId, organizationId: null, communityId: null });
    return member.user;
  }

  /** Whoever judges in no stage of the round any more is not its judge. */
  async end(ctx: Ctx, roundId: string, userId: string): Promise<void> {
    const held = await ctx.em.findOneBy(MembershipRow, { userId, role: 'judge', tenantId: tenantOf(ctx), roundId, endedAt: IsNull() });
    if (held) await this.members.end(ctx, held.id);
  }
}
