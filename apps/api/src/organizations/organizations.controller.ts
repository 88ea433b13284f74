import { Controller } from '@nestjs/common';
import type { Input } from '@weichuang/contracts/http/route';
import { getOrganization, getStreetOrganization, listOrganizations, saveOrganization, searchOrganizations } from '@weichuang/contracts/organizations/organization';
import { Can, Public, Rate } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { OrganizationsService } from './organizations.service';

@Controller()
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Route(getOrganization)
  @Can('organization.read', { organization: 'id' })
  read(ctx: Ctx, { params }: Input<typeof getOrganization>) {
    return this.organizations.view(ctx, params.id);
  }

  @Route(saveOrganization)
  @Can('organization.edit', { organization: 'id' })
  save(ctx: Ctx, { params, body }: Input<typeof saveOrganization>) {
    return this.organizations.save(ctx, params.id, body);
  }

  // for people who are about to register too
  @Route(searchOrganizations)
  @Public()
  @Rate('organization-search', 90, 60)
  async search(ctx: Ctx, { query }: Input<typeof searchOrganizations>) {
    return { rows: await this.organizations.search(ctx, query.q) };
  }

  @Route(listOrganizations)
  @Can('organization.look', { tenant: 'tenantId' })
  inStreet(ctx: Ctx, { query }: Input<typeof listOrganizations>) {
    return this.organizations.inStreet(ctx, query);
  }

  @Route(getStreetOrganization)
  @Can('organization.look', { tenant: 'tenantId', organization: 'organizationId' })
  lookAt(ctx: Ctx, { params }: Input<typeof getStreetOrganization>) {
    return this.organizations.lookAt(ctx, params.organizationId);
  }
}
