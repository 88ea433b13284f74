import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { createStreet, invitePlatformMember, listPlatformMembers } from '@weichuang/contracts/identity/platform';
import { Can, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { PlatformService } from './platform.service';

@Controller()
export class PlatformController {
  constructor(private readonly platform: PlatformService) {}

  @Route(listPlatformMembers)
  @Can('platform.members')
  list(ctx: Ctx) {
    return this.platform.list(ctx);
  }

  @Route(invitePlatformMember)
  @Can('platform.members')
  @Rate('invite', 200, 3600)
  invite(ctx: Ctx, { body }: Input<typeof invitePlatformMember>) {
    return this.platform.invite(ctx, body);
  }

  @Route(createStreet)
  @Can('tenant.manage')
  @Rate('invite', 200, 3600)
  createStreet(ctx: Ctx, { body }: Input<typeof createStreet>) {
    return this.platform.createStreet(ctx, body);
  }
}
