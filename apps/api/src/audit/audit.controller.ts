import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { downloadRoundEvents, downloadTenantEvents, getChain, listPlatformEvents, listRoundEvents, listTenantEvents } from '@weichuang/contracts/audit/event';
import { Can, Rate } from '@weichuang/platform/access/can';
import { PLATFORM_TENANT, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { AuditService } from './audit.service';

/** Only reading: nothing here can change what is audited. */
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Route(listTenantEvents)
  @Can('audit.read', { tenant: 'tenantId' })
  ofTenant(ctx: Ctx, { query }: Input<typeof listTenantEvents>) {
    return this.audit.list(ctx, { tenantId: tenantOf(ctx), roundId: null }, query);
  }

  @Route(listRoundEvents)
  @Can('audit.read', { round: 'roundId' })
  ofRound(ctx: Ctx, { params, query }: Input<typeof listRoundEvents>) {
    return this.audit.list(ctx, { tenantId: tenantOf(ctx), roundId: params.roundId }, query);
  }

  @Route(listPlatformEvents)
  @Can('audit.platform')
  ofPlatform(ctx: Ctx, { query }: Input<typeof listPlatformEvents>) {
    return this.audit.list(ctx, { tenantId: PLATFORM_TENANT, roundId: null }, query);
  }

  @Route(downloadTenantEvents)
  @Can('audit.read', { tenant: 'tenantId' })
  @Rate('audit-download', 30, 600)
  downloadTenant(ctx: Ctx, { query }: Input<typeof downloadTenantEvents>, reply: FastifyReply) {
    return this.audit.download(ctx, { ...query, tenantId: tenantOf(ctx), roundId: null }, reply);
  }

  @Route(downloadRoundEvents)
  @Can('audit.read', { round: 'roundId' })
  @Rate('audit-download', 30, 600)
  downloadRound(ctx: Ctx, { params, query }: Input<typeof downloadRoundEvents>, reply: FastifyReply) {
    return this.audit.download(ctx, { ...query, tenantId: tenantOf(ctx), roundId: params.roundId }, reply);
  }

  @Route(getChain)
  @Can('audit.read', { tenant: 'tenantId' })
  @Rate('audit-chain', 30, 600)
  chain(ctx: Ctx) {
    return this.audit.chain(ctx);
  }
}
