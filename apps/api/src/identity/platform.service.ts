import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { refuseFields } from '@weichuang/kernel/denial';
import { PLATFORM_ROLES, whyNotInviteToPlatform, type PlatformWish } from '@weichuang/domain/identity/member';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { createStreet, invitePlatformMember, listPlatformMembers, PlatformMemberView } from '@weichuang/contracts/identity/platform';
import type { StreetView } from '@weichuang/contracts/organizations/street';
import { MembershipRow, UserRow } from '@weichuang/persistence/identity/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { StreetsService } from '../organizations/streets.service';
import { MembersService } from './members.service';
import { districtsOf, platformMembers, rolesInDistrict, type PlatformMemberRow } from './people.queries';

const NO_PLACE = { tenantId: null, roundId: null, organizationId: null, communityId: null };

/** Who runs the platform and who audits a district; streets with their first manager. */
@Injectable()
export class PlatformService {
  constructor(
    private readonly members: MembersService,
    private readonly streets: StreetsService,
  ) {}

  async list(ctx: Ctx): Promise<Output<typeof listPlatformMembers>> {
    return { rows: (await platformMembers(ctx.em)).map(viewOf), districts: await districtsOf(ctx.em) };
  }

  /** @throws Refused the codes of whyNotInviteToPlatform, MEMBER.DISTRICT_UNKNOWN */
  async invite(ctx: Ctx, { email, name, role, districtId }: Input<typeof invitePlatformMember>['body']): Promise<PlatformMemberView> {
    if (districtId && !(await districtsOf(ctx.em)).some((one) => one.id === districtId))
      ensure(refuseFields('MEMBER.DISTRICT_UNKNOWN', [{ path: 'districtId', code: 'MEMBER.DISTRICT_UNKNOWN' }]));
    const known = await ctx.em.findOneBy(UserRow, { email });
    const rows = known ? await ctx.em.findBy(MembershipRow, { userId: known.id, role: In([...PLATFORM_ROLES]), tenantId: IsNull(), endedAt: IsNull() }) : [];
    ensure(whyNotInviteToPlatform({ role, districtId }, {
      held: rows.map((row): PlatformWish => ({ role: row.role === 'auditor' ? 'auditor' : 'platform_admin', districtId: row.districtId })),
      rolesInDistrict: known && districtId ? await rolesInDistrict(ctx.em, known.id, districtId) : [],
      disabled: known?.state === 'disabled',
    }));
    const made = await this.members.give(ctx, known, { email, name }, role, { ...NO_PLACE, districtId });
    return viewOf(found((await platformMembers(ctx.em, made.id))[0]));
  }

  /** @throws Refused STREET.NAME_TAKEN, COMMUNITY.NAME_TAKEN, MEMBER.DISABLED */
  async createStreet(ctx: Ctx, { manager, ...street }: Input<typeof createStreet>['body']): Promise<StreetView> {
    const known = await ctx.em.findOneBy(UserRow, { email: manager.email });
    if (known?.state === 'disabled') throw refused('MEMBER.DISABLED');
    const made = await this.streets.create(ctx, street);
    await this.members.give(ctx, known, manager, 'street_manager', { ...NO_PLACE, tenantId: made.id });
    return made;
  }
}

const viewOf = (row: PlatformMemberRow): PlatformMemberView => ({ ...row, since: row.since.toISOString() });
