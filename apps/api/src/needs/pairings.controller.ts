import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import {
  acceptPairing, declinePairing, listCommunityPairings, listOrganizationPairings, listPairingPartners, listRoundPairings, renewPairing, requestPairing, withdrawPairing,
} from '@weichuang/contracts/needs/pairings';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { PairingsService } from './pairings.service';

@Controller()
export class PairingsController {
  constructor(private readonly pairings: PairingsService) {}

  @Route(listRoundPairings)
  @Can('pairing.read', { round: 'roundId' })
  ofRound(ctx: Ctx, { params }: Input<typeof listRoundPairings>) {
    return this.pairings.list(ctx, { roundId: params.roundId });
  }

  @Route(listCommunityPairings)
  @Can('pairing.read', { community: 'communityId' })
  ofCommunity(ctx: Ctx, { params }: Input<typeof listCommunityPairings>) {
    return this.pairings.list(ctx, { communityId: params.communityId });
  }

  // an organization may be in several streets: rows of all of them, of this organization only
  @Route(listOrganizationPairings)
  @Can('pairing.read', { organization: 'organizationId' })
  ofOrganization(ctx: Ctx, { params, query }: Input<typeof listOrganizationPairings>) {
    return this.pairings.list(ctx, { organizationId: params.organizationId, ...(query.roundId && { roundId: query.roundId }) });
  }

  @Route(listPairingPartners)
  @Can('pairing.request', { round: 'roundId', organization: 'organizationId' })
  partners(ctx: Ctx, { params }: Input<typeof listPairingPartners>) {
    return this.pairings.partners(ctx, params.roundId, params.organizationId);
  }

  @Route(requestPairing)
  @Can('pairing.request', { round: 'roundId', organization: 'body.organizationId', community: 'body.communityId' })
  async request(ctx: Ctx, { params, body }: Input<typeof requestPairing>) {
    return { id: await this.pairings.request(ctx, params.roundId, body) };
  }

  @Route(acceptPairing)
  @Can('pairing.answer', { pairing: 'id' })
  accept(ctx: Ctx, { params, body }: Input<typeof acceptPairing>) {
    return this.pairings.move(ctx, params.id, 'accept', body.revision, { ...(body.reply && { reply: body.reply }) });
  }

  @Route(declinePairing)
  @Can('pairing.answer', { pairing: 'id' })
  decline(ctx: Ctx, { params, body }: Input<typeof declinePairing>) {
    return this.pairings.move(ctx, params.id, 'decline', body.revision, { reply: body.reply });
  }

  @Route(withdrawPairing)
  @Can('pairing.request', { pairing: 'id' })
  withdraw(ctx: Ctx, { params, body }: Input<typeof withdrawPairing>) {
    return this.pairings.move(ctx, params.id, 'withdraw', body.revision);
  }

  @Route(renewPairing)
  @Can('pairing.request', { pairing: 'id' })
  renew(ctx: Ctx, { params, body }: Input<typeof renewPairing>) {
    return this.pairings.move(ctx, params.id, 'request_again', body.revision, { message: body.message });
  }
}
