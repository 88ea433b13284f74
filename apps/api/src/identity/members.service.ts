import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { refuse, refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import type { Role } from '@weichuang/domain/identity/access';
import { STREET_ROLE_NAMES, whyNotEnd, whyNotInvite } from '@weichuang/domain/identity/member';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { inviteMember, inviteOrganizationMember, listMembers, listOrganizationMembers, listRoundMembers, MemberView } from '@weichuang/contracts/identity/members';
import { MembershipRow, UserRow } from '@weichuang/persistence/identity/entities';
import { actorOf, PLATFORM_TENANT, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, missing, Refused, refused } from '@weichuang/platform/http/refused';
import { pageOf, readCursor } from '@weichuang/platform/http/page';
import { AccountsService } from './accounts.service';
import { LinksService } from './links.service';
import { mailTexts, writeMail } from './mails';
import { auditsDistrictOf, isOwn, memberById, membersOf, membersOfOrganization, placeName, runningRounds, type MemberRow } from './people.queries';

interface Place {
  readonly tenantId: string | null;
  readonly roundId: string | null;
  readonly organizationId: string | null;
  readonly communityId: string | null;
  /** of an auditor of all its streets */
  readonly districtId?: string | null;
}

/** Roles of streets, rounds and organizations: who has them, giving and ending them. */
@Injectable()
export class MembersService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly accounts: AccountsService,
    private readonly links: LinksService,
  ) {}

  async list(ctx: Ctx, query: Input<typeof listRoundMembers>['query'], roundId: string | null): Promise<Output<typeof listMembers>> {
    const { rows, count } = await membersOf(ctx.em, tenantOf(ctx), { q: query.q, role: query.role, roundId, scope: query.scope }, readCursor(query.after, ['int', 'text', 'id']), query.limit);
    const mayInvite = ctx.may('member.invite');
    return {
      ...pageOf(rows, query.limit, count, (row) => [row.rank, row.role, row.id], (row) => viewOf(ctx, row)),
      mayInvite,
      rounds: mayInvite ? await runningRounds(ctx.em, tenantOf(ctx)) : [],
      invitable: !mayInvite ? [] : ctx.actor?.memberships.some((one) => one.role === 'street_manager' && one.tenantId === tenantOf(ctx)) ? STREET_ROLE_NAMES : ['street_manager'],
    };
  }

  async listOfOrganization(ctx: Ctx, organizationId: string): Promise<Output<typeof listOrganizationMembers>> {
    const rows = await membersOfOrganization(ctx.em, organizationId);
    return { rows: rows.map((row) => viewOf(ctx, row)), mayInvite: ctx.may('organization.invite') };
  }

  /** @throws Refused the codes of domain/identity/member */
  async invite(ctx: Ctx, body: Input<typeof inviteMember>['body']): Promise<MemberView> {
    const tenantId = tenantOf(ctx);
    if (body.roundId && !(await isOwn(ctx.em, 'round', body.roundId))) ensure(refuseFields('MEMBER.ROUND_UNKNOWN', [{ path: 'roundId', code: 'MEMBER.ROUND_UNKNOWN' }]));
    if (body.communityId && !(await isOwn(ctx.em, 'community', body.communityId))) ensure(refuseFields('MEMBER.COMMUNITY_UNKNOWN', [{ path: 'communityId', code: 'MEMBER.COMMUNITY_UNKNOWN' }]));
    const known = await ctx.em.findOneBy(UserRow, { email: body.email });
    const held = known ? await ctx.em.findBy(MembershipRow, { userId: known.id, tenantId, endedAt: IsNull() }) : [];
    ensure(whyNotInvite(body, { by: ctx.roles, held, disabled: known?.state === 'disabled' }));
    return this.give(ctx, known, body, body.role, { tenantId, roundId: body.roundId, organizationId: null, communityId: body.communityId });
  }

  async inviteToOrganization(ctx: Ctx, organizationId: string, body: Input<typeof inviteOrganizationMember>['body']): Promise<MemberView> {
    const known = await ctx.em.findOneBy(UserRow, { email: body.email });
    if (known?.state === 'disabled') throw refused('MEMBER.DISABLED');
    if (known && (await ctx.em.existsBy(MembershipRow, { userId: known.id, organizationId, role: body.role, endedAt: IsNull() }))) throw refused('MEMBER.ALREADY');
    return this.give(ctx, known, body, body.role, { tenantId: null, roundId: null, organizationId, communityId: null });
  }

  /** @throws Refused MEMBER.LAST_MANAGER, MEMBER.LAST_OWNER, MEMBER.LAST_ADMIN, NOT_FOUND when it has ended already */
  async end(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOne(MembershipRow, { where: { id, endedAt: IsNull() } }));
    // both ends of a pair at the same time would each see the other one left
    await ctx.em.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`memberships:${row.tenantId ?? row.organizationId ?? 'platform'}`]);
    const same = await ctx.em.findBy(MembershipRow, {
      role: row.role, endedAt: IsNull(), tenantId: row.tenantId ?? IsNull(), organizationId: row.organizationId ?? IsNull(),
    });
    if (!same.some((one) => one.id === id)) throw missing();
    ensure(whyNotEnd(row.role, { sameRoleLeft: same.length - 1 }));
    await ctx.em.update(MembershipRow, { id }, { endedAt: ctx.now });
    await emit(ctx, {
      kind: 'member.ended', subject: { kind: 'membership', id }, roundId: row.roundId, tenantId: row.tenantId ?? PLATFORM_TENANT,
      data: { userId: row.userId, role: row.role, roundId: row.roundId, organizationId: row.organizationId, communityId: row.communityId, districtId: row.districtId },
    });
    this.house.sessions.forgetAll();
  }

  /** @throws Refused MEMBER.NOT_INVITED when the person has accepted already */
  async again(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOneBy(MembershipRow, { id, endedAt: IsNull() }));
    const user = found(await ctx.em.findOneBy(UserRow, { id: row.userId }));
    if (user.state !== 'invited') throw refused('MEMBER.NOT_INVITED');
    await this.mail(ctx, user, row.role, row);
  }

  /**
   * Gives a role in a place to the person of an address, who is entered when there is none yet, and mails it: an invitation with
   * a link to a new person, a notice to a known one. For roles that another slice gives (a judge of a panel) too.
   */
  async give(ctx: Ctx, known: UserRow | null, wish: { readonly email: string; readonly name: string }, role: Role, place: Place): Promise<MemberView> {
    // who audits a district acts in none of its streets, whoever gives the role
    if (known && role !== 'auditor' && place.tenantId && (await auditsDistrictOf(ctx.em, known.id, place.tenantId)))
      throw new Refused({ ...refuse('MEMBER.AUDITOR_SEPARATE'), fields: [{ path: 'role', code: 'MEMBER.AUDITOR_SEPARATE' }] });
    const user = known ?? (await this.accounts.enter(ctx, { email: wish.email, name: wish.name, state: 'invited' }));
    const id = newId();
    await ctx.em.insert(MembershipRow, { id, userId: user.id, role, createdAt: ctx.now, ...place });
    await emit(ctx, {
      kind: 'member.invited', subject: { kind: 'membership', id }, roundId: place.roundId, tenantId: place.tenantId ?? PLATFORM_TENANT,
      data: { userId: user.id, role, roundId: place.roundId, organizationId: place.organizationId, communityId: place.communityId, districtId: place.districtId ?? null },
    });
    await this.mail(ctx, user, role, place);
    this.house.sessions.forgetAll();
    return viewOf(ctx, found(await memberById(ctx.em, id)));
  }

  private async mail(ctx: Ctx, user: UserRow, role: Role, place: Place): Promise<void> {
    const by = ctx.actor ? actorOf(ctx).name : '微创投';
    const where = (await placeName(ctx.em, place)) || '微创投';
    const text = user.state === 'invited'
      ? mailTexts.invitation(user, by, where, role, await this.links.make(ctx, user.id, 'invitation'))
      : mailTexts.newRole(user, by, where, role, `${this.house.settings.PUBLIC_URL}/sign-in`);
    await writeMail(ctx, user, text, place.tenantId);
  }
}

const viewOf = (ctx: Ctx, row: MemberRow): MemberView => ({ ...row, since: row.since.toISOString(), mayEnd: ctx.may('member.end') });
