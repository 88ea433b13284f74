import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  endMembership, inviteAgain, inviteMember, inviteOrganizationMember, listMembers, listOrganizationMembers, listPeople, listRoundMembers, setPersonState,
} from '@weichuang/contracts/identity/members';
import { listDemoAccounts, listMails } from '@weichuang/contracts/identity/demo';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { MembersService } from './members.service';
import { PeopleService } from './people.service';

@Controller()
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly people: PeopleService,
  ) {}

  @Route(listMembers)
  @Can('member.read', { tenant: 'tenantId' })
  list(ctx: Ctx, { query }: Input<typeof listMembers>) {
    return this.members.list(ctx, query, null);
  }

  @Route(listRoundMembers)
  @Can('member.read', { round: 'roundId' })
  listOfRound(ctx: Ctx, { params, query }: Input<typeof listRoundMembers>) {
    return this.members.list(ctx, query, params.roundId);
  }

  @Route(inviteMember)
  @Can('member.invite', { tenant: 'tenantId' })
  @Rate('invite', 200, 3600)
  invite(ctx: Ctx, { body }: Input<typeof inviteMember>) {
    return this.members.invite(ctx, body);
  }

  @Route(listOrganizationMembers)
  @Can('organization.members', { organization: 'id' })
  listOfOrganization(ctx: Ctx, { params }: Input<typeof listOrganizationMembers>) {
    return this.members.listOfOrganization(ctx, params.id);
  }

  @Route(inviteOrganizationMember)
  @Can('organization.invite', { organization: 'id' })
  @Rate('invite', 200, 3600)
  inviteToOrganization(ctx: Ctx, { params, body }: Input<typeof inviteOrganizationMember>) {
    return this.members.inviteToOrganization(ctx, params.id, body);
  }

  @Route(endMembership)
  @Can('member.end', { membership: 'id' })
  async end(ctx: Ctx, { params }: Input<typeof endMembership>) {
    await this.members.end(ctx, params.id);
    return { ended: true as const };
  }

  @Route(inviteAgain)
  @Can('member.end', { membership: 'id' })
  @Rate('invite', 200, 3600)
  async again(ctx: Ctx, { params }: Input<typeof inviteAgain>) {
    await this.members.again(ctx, params.id);
    return { sent: true as const };
  }

  @Route(listPeople)
  @Can('user.manage')
  listPeople(ctx: Ctx, { query }: Input<typeof listPeople>) {
    return this.people.list(ctx, query);
  }

  @Route(setPersonState)
  @Can('user.manage', { user: 'id' })
  setState(ctx: Ctx, { params, body }: Input<typeof setPersonState>) {
    return this.people.setState(ctx, params.id, body);
  }

  @Route(listDemoAccounts)
  @Public()
  demoAccounts(ctx: Ctx) {
    return this.people.demoAccounts(ctx);
  }

  @Route(listMails)
  @Public()
  mails(ctx: Ctx, { query }: Input<typeof listMails>) {
    return this.people.mails(ctx, query);
  }
}
