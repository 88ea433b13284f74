import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { addCommunity, getStreet, listPublicStreets, listStreets, removeCommunity, saveCommunity, saveStreet, setStreetState } from '@weichuang/contracts/organizations/street';
import { Can, Public } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { StreetsService } from './streets.service';

@Controller()
export class StreetsController {
  constructor(private readonly streets: StreetsService) {}

  @Route(listStreets)
  @Can('tenant.manage')
  all(ctx: Ctx) {
    return this.streets.all(ctx);
  }

  @Route(setStreetState)
  @Can('tenant.manage', { tenant: 'tenantId' })
  setState(ctx: Ctx, { params, body }: Input<typeof setStreetState>) {
    return this.streets.setState(ctx, params.tenantId, body);
  }

  @Route(listPublicStreets)
  @Public()
  publicList(ctx: Ctx) {
    return this.streets.publicList(ctx);
  }

  @Route(getStreet)
  @Can('tenant.read', { tenant: 'tenantId' })
  read(ctx: Ctx) {
    return this.streets.view(ctx);
  }

  @Route(saveStreet)
  @Can('tenant.edit', { tenant: 'tenantId' })
  save(ctx: Ctx, { body }: Input<typeof saveStreet>) {
    return this.streets.save(ctx, body);
  }

  @Route(addCommunity)
  @Can('tenant.edit', { tenant: 'tenantId' })
  addCommunity(ctx: Ctx, { body }: Input<typeof addCommunity>) {
    return this.streets.addCommunity(ctx, body);
  }

  @Route(saveCommunity)
  @Can('tenant.edit', { community: 'id' })
  saveCommunity(ctx: Ctx, { params, body }: Input<typeof saveCommunity>) {
    return this.streets.renameCommunity(ctx, params.id, body);
  }

  @Route(removeCommunity)
  @Can('tenant.edit', { community: 'id' })
  removeCommunity(ctx: Ctx, { params }: Input<typeof removeCommunity>) {
    return this.streets.removeCommunity(ctx, params.id);
  }
}
