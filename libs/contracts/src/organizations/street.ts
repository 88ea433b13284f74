import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant, Line } from '../http/shapes';

export const TenantParams = z.object({ tenantId: Id });
export const StreetContact = z.object({ phone: Line(40), email: Line(200), address: Line(200) });

const Community = z.object({ id: Id, name: z.string(), shortName: z.string() });
const CommunityIn = z.object({ name: Line(40).min(2), shortName: Line(20).min(1) });

export const StreetView = z.object({
  id: Id,
  name: z.string(),
  shortName: z.string(),
  region: z.string(),
  district: z.string().nullable(),
  contact: StreetContact,
  communities: z.array(Community),
  mayEdit: z.boolean(),
});
export type StreetView = z.output<typeof StreetView>;

/** The streets that use the platform, for the platform's administrator. */
export const listStreets = defineRoute({
  method: 'GET',
  path: '/streets',
  summary: '平台上的街道 Streets on the platform',
  response: z.object({
    rows: z.array(
      z.object({
        id: Id, name: z.string(), shortName: z.string(), region: z.string(), district: z.string().nullable(),
        communities: z.number(), rounds: z.number(), managers: z.array(z.string()), createdAt: Instant, disabledAt: Instant.nullable(),
      }),
    ),
    districts: z.array(z.object({ id: Id, name: z.string() })),
  }),
});

/** What a new street is made of. */
export const StreetIn = z.object({
  /** an existing district by its name, or a new one */
  district: Line(40).min(2),
  /** the street's region: 望江街道 */
  region: Line(40).min(2),
  /** the office: 望江街道办事处 */
  name: Line(60).min(2),
  shortName: Line(20).min(1),
  contact: StreetContact,
  communities: z.array(CommunityIn).max(200),
});

/** Nobody works in a disabled street any more; its papers stay and can be audited. */
export const setStreetState = defineRoute({
  method: 'PUT',
  path: '/tenants/:tenantId/state',
  summary: '停用或恢复街道 Disable or restore a street',
  params: TenantParams,
  body: z.object({ state: z.enum(['active', 'disabled']), reason: Line(200).min(2) }),
  response: z.object({ state: z.enum(['active', 'disabled']) }),
});

export const getStreet = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId',
  summary: '街道与社区 A street with its communities',
  params: TenantParams,
  response: StreetView,
});

export const saveStreet = defineRoute({
  method: 'PUT',
  path: '/tenants/:tenantId',
  summary: '保存街道联系方式 Save a street’s contact',
  params: TenantParams,
  body: z.object({ name: Line(60).min(2), shortName: Line(20).min(1), contact: StreetContact }),
  response: StreetView,
});

export const addCommunity = defineRoute({
  method: 'POST',
  path: '/tenants/:tenantId/communities',
  summary: '新增社区 Add a community',
  params: TenantParams,
  body: CommunityIn,
  response: StreetView,
  idempotent: true,
});

export const saveCommunity = defineRoute({
  method: 'PUT',
  path: '/communities/:id',
  summary: '修改社区名称 Rename a community',
  params: IdParams,
  body: CommunityIn,
  response: StreetView,
});

/** Only one that nothing refers to yet. */
export const removeCommunity = defineRoute({
  method: 'DELETE',
  path: '/communities/:id',
  summary: '删除社区 Remove a community',
  params: IdParams,
  response: StreetView,
});

/** Streets with their communities, for the choice at registration. Public: names only. */
export const listPublicStreets = defineRoute({
  method: 'GET',
  path: '/public/streets',
  summary: '街道与社区名录 Streets and communities',
  response: z.object({
    rows: z.array(z.object({ id: Id, name: z.string(), district: z.string().nullable(), communities: z.array(z.object({ id: Id, name: z.string() })) })),
  }),
});

