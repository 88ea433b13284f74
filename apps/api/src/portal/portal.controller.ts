import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { getCallPage, listCalls, previewCallPage } from '@weichuang/contracts/portal/calls';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { PortalService } from './portal.service';

@Controller()
export class PortalController {
  constructor(private readonly portal: PortalService) {}

  @Route(listCalls)
  @Public()
  @Rate('portal', 240, 60)
  async calls(ctx: Ctx) {
    return { rows: await this.portal.calls(ctx) };
  }

  @Route(getCallPage)
  @Public({ round: 'roundId' })
  @Rate('portal', 240, 60)
  page(ctx: Ctx, { params }: Input<typeof getCallPage>) {
    return this.portal.page(ctx, params.roundId, false);
  }

  @Route(previewCallPage)
  @Can('round.read', { round: 'roundId' })
  preview(ctx: Ctx, { params }: Input<typeof previewCallPage>) {
    return this.portal.page(ctx, params.roundId, true);
  }
}
