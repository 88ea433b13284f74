import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { newId } from '@weichuang/kernel/id';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { listPublicStreets, listStreets, saveStreet, setStreetState, StreetIn, StreetView } from '@weichuang/contracts/organizations/street';
import { CommunityRow, RegionRow, TenantRow } from '@weichuang/persistence/organizations/entities';
import { PLATFORM_TENANT, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, refused } from '@weichuang/platform/http/refused';
import { allStreets, districts, joinStreet, publicStreets, regionNames } from './streets.queries';

interface CommunityNames {
  readonly name: string;
  readonly shortName: string;
}

type StreetWish = z.output<typeof StreetIn>;

@Injectable()
export class StreetsService {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  async all(ctx: Ctx): Promise<Output<typeof listStreets>> {
    const rows = await allStreets(ctx.em);
    return { rows: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), disabledAt: row.disabledAt?.toISOString() ?? null })), districts: await districts(ctx.em) };
  }

  async publicList(ctx: Ctx): Promise<Output<typeof listPublicStreets>> {
    return { rows: await publicStreets(ctx.em) };
  }

  /** @throws Refused STREET.NAME_TAKEN, COMMUNITY.NAME_TAKEN */
  async create(ctx: Ctx, body: StreetWish): Promise<StreetView> {
    const district =
      (await ctx.em.findOneBy(RegionRow, { kind: 'district', name: body.district })) ??
      (await ctx.em.save(RegionRow, { id: newId(), parentId: null, kind: 'district' as const, name: body.district, code: null }));
    if (await ctx.em.existsBy(RegionRow, { parentId: district.id, name: body.region })) throw refused('STREET.NAME_TAKEN');
    const [regionId, tenantId] = [newId(), newId()];
    await ctx.em.insert(RegionRow, { id: regionId, parentId: district.id, kind: 'street', name: body.region });
    await ctx.em.insert(TenantRow, { id: tenantId, regionId, name: body.name, shortName: body.shortName, contact: body.contact, createdAt: ctx.now });
    await joinStreet(ctx.em, tenantId);
    for (const community of body.communities) await this.enter(ctx, tenantId, regionId, community);
    await emit(ctx, {
      kind: 'street.created', subject: { kind: 'tenant', id: tenantId }, tenantId: PLATFORM_TENANT,
      data: { name: body.name, district: district.name, communities: body.communities.length },
    });
    return this.viewOf(ctx, tenantId);
  }

  /** Takes effect within a second, everywhere. */
  async setState(ctx: Ctx, id: string, { state, reason }: Input<typeof setStreetState>['body']): Promise<Output<typeof setStreetState>> {
    const row = found(await ctx.em.findOne(TenantRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if ((row.disabledAt === null) === (state === 'active')) return { state };
    row.disabledAt = state === 'disabled' ? ctx.now : null;
    await ctx.em.save(row);
    await emit(ctx, { kind: `street.${state === 'disabled' ? 'disabled' : 'restored'}`, subject: { kind: 'tenant', id }, data: { reason } });
    this.house.scopes.forgetAll();
    return { state };
  }

  view(ctx: Ctx): Promise<StreetView> {
    return this.viewOf(ctx, tenantOf(ctx));
  }

  async save(ctx: Ctx, body: Input<typeof saveStreet>['body']): Promise<StreetView> {
    const id = tenantOf(ctx);
    const row = found(await ctx.em.findOne(TenantRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const before = { name: row.name, shortName: row.shortName, contact: row.contact };
    Object.assign(row, body);
    await ctx.em.save(row);
    await emit(ctx, { kind: 'street.edited', subject: { kind: 'tenant', id }, data: { before, after: body } });
    return this.viewOf(ctx, id);
  }

  /** @throws Refused COMMUNITY.NAME_TAKEN */
  async addCommunity(ctx: Ctx, names: CommunityNames): Promise<StreetView> {
    const tenantId = tenantOf(ctx);
    const tenant = found(await ctx.em.findOneBy(TenantRow, { id: tenantId }));
    const id = await this.enter(ctx, tenantId, tenant.regionId, names);
    await emit(ctx, { kind: 'community.added', subject: { kind: 'tenant', id: tenantId }, data: { communityId: id, ...names } });
    return this.viewOf(ctx, tenantId);
  }

  /** @throws Refused COMMUNITY.NAME_TAKEN */
  async renameCommunity(ctx: Ctx, id: string, names: CommunityNames): Promise<StreetView> {
    const row = found(await ctx.em.findOneBy(CommunityRow, { id }));
    const region = found(await ctx.em.findOneBy(RegionRow, { id }));
    const before = { name: row.name, shortName: row.shortName };
    if (names.name !== region.name) await this.ensureFree(ctx, region.parentId, names.name);
    await ctx.em.update(RegionRow, { id }, { name: names.name });
    await ctx.em.update(CommunityRow, { id }, names);
    await emit(ctx, { kind: 'community.renamed', subject: { kind: 'tenant', id: row.tenantId }, data: { communityId: id, before, after: names } });
    return this.viewOf(ctx, row.tenantId);
  }

  /** @throws Refused COMMUNITY.IN_USE when anything refers to it */
  async removeCommunity(ctx: Ctx, id: string): Promise<StreetView> {
    const row = found(await ctx.em.findOneBy(CommunityRow, { id }));
    try {
      await ctx.em.delete(CommunityRow, { id });
      await ctx.em.delete(RegionRow, { id });
    } catch (error) {
      // 23503: a foreign key holds it
      if ((error as { code?: string }).code === '23503') throw refused('COMMUNITY.IN_USE'); // read as unknown
      throw error;
    }
    await emit(ctx, { kind: 'community.removed', subject: { kind: 'tenant', id: row.tenantId }, data: { communityId: id, name: row.name } });
    return this.viewOf(ctx, row.tenantId);
  }

  private async enter(ctx: Ctx, tenantId: string, regionId: string, names: CommunityNames): Promise<string> {
    await this.ensureFree(ctx, regionId, names.name);
    const id = newId();
    await ctx.em.insert(RegionRow, { id, parentId: regionId, kind: 'community', name: names.name });
    await ctx.em.insert(CommunityRow, { id, tenantId, ...names });
    return id;
  }

  private async ensureFree(ctx: Ctx, parentId: string | null, name: string): Promise<void> {
    if (parentId && (await ctx.em.existsBy(RegionRow, { parentId, name }))) throw refused('COMMUNITY.NAME_TAKEN');
  }

  private async viewOf(ctx: Ctx, id: string): Promise<StreetView> {
    const row = found(await ctx.em.findOneBy(TenantRow, { id }));
    const communities = await ctx.em.find(CommunityRow, { where: { tenantId: id }, order: { name: 'ASC', id: 'ASC' } });
    return {
      id,
      name: row.name,
      shortName: row.shortName,
      ...(await regionNames(ctx.em, row.regionId)),
      contact: { phone: '', email: '', address: '', ...row.contact },
      communities,
      mayEdit: ctx.may('tenant.edit'),
    };
  }
}
