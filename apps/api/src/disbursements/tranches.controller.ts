import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { approveTranche, holdTranche, listPayments, listTranches, payTranche, requestTranche, returnMoney, sendBackTranche } from '@weichuang/contracts/disbursements/tranches';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { TranchesService } from './tranches.service';

@Controller()
export class TranchesController {
  constructor(private readonly tranches: TranchesService) {}

  @Route(listTranches)
  @Can('tranche.read', { project: 'id' })
  list(ctx: Ctx, { params }: Input<typeof listTranches>) {
    return this.tranches.list(ctx, params.id);
  }

  @Route(listPayments)
  @Can('tranche.list', { round: 'roundId' })
  payments(ctx: Ctx, { params, query }: Input<typeof listPayments>) {
    return this.tranches.payments(ctx, params.roundId, query);
  }

  @Route(requestTranche)
  @Can('tranche.request', { tranche: 'id' })
  request(ctx: Ctx, { params, body }: Input<typeof requestTranche>) {
    return this.tranches.request(ctx, params.id, body.revision);
  }

  @Route(approveTranche)
  @Can('tranche.approve', { tranche: 'id' })
  approve(ctx: Ctx, { params, body }: Input<typeof approveTranche>) {
    return this.tranches.approve(ctx, params.id, body.revision);
  }

  @Route(sendBackTranche)
  @Can('tranche.approve', { tranche: 'id' })
  sendBack(ctx: Ctx, { params, body }: Input<typeof sendBackTranche>) {
    return this.tranches.sendBack(ctx, params.id, body);
  }

  @Route(payTranche)
  @Can('tranche.pay', { tranche: 'id' })
  pay(ctx: Ctx, { params, body }: Input<typeof payTranche>) {
    return this.tranches.pay(ctx, params.id, body);
  }

  @Route(returnMoney)
  @Can('tranche.pay', { tranche: 'id' })
  giveBack(ctx: Ctx, { params, body }: Input<typeof returnMoney>) {
    return this.tranches.giveBack(ctx, params.id, body);
  }

  @Route(holdTranche)
  @Can('tranche.withhold', { tranche: 'id' })
  hold(ctx: Ctx, { params, body }: Input<typeof holdTranche>) {
    return this.tranches.hold(ctx, params.id, body);
  }
}
