import { z } from 'zod';
import { ROLES } from '@weichuang/domain/identity/access';
import { ORGANIZATION_ROLES, STREET_ROLE_NAMES } from '@weichuang/domain/identity/member';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant, Line, PageOf, PageQuery, RoundParams } from '../http/shapes';
import { Email } from './account';

const Named = z.object({ id: Id, name: z.string() });

export const MemberView = z.object({
  id: Id,
  role: z.enum(ROLES),
  user: z.object({ id: Id, name: z.string(), email: z.string(), phone: z.string().nullable(), state: z.enum(['invited', 'active', 'disabled']) }),
  round: Named.nullable(),
  community: Named.nullable(),
  since: Instant,
  mayEnd: z.boolean(),
});
export type MemberView = z.output<typeof MemberView>;

const MemberQuery = PageQuery.extend({ q: Line(60).optional(), role: z.enum(ROLES).optional() });
const Members = PageOf(MemberView).extend({
  mayInvite: z.boolean(),
  invitable: z.array(z.enum(STREET_ROLE_NAMES as [string, ...string[]])),
  /** rounds that somebody can be invited to: those not yet ended, newest first */
  rounds: z.array(Named),
});

export const listMembers = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/members',
  summary: '街道成员 Members of a street',
  params: z.object({ tenantId: Id }),
  query: MemberQuery,
  response: Members,
});

/** People of a round: those of this round and those of all the street's rounds. */
export const listRoundMembers = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/members',
  summary: '本轮成员 Members of a round',
  params: RoundParams,
  query: MemberQuery.extend({ scope: z.enum(['round', 'street']).optional() }),
  response: Members,
});

export const inviteMember = defineRoute({
  method: 'POST',
  path: '/tenants/:tenantId/members',
  summary: '邀请成员 Invite to a street’s or a round’s role',
  params: z.object({ tenantId: Id }),
  body: z.object({
    email: Email,
    name: Line(60).min(1),
    role: z.enum(STREET_ROLE_NAMES as [(typeof STREET_ROLE_NAMES)[number], ...typeof STREET_ROLE_NAMES]), // the list is not empty
    roundId: Id.nullable(),
    communityId: Id.nullable(),
  }),
  response: MemberView,
  idempotent: true,
});

export const listOrganizationMembers = defineRoute({
  method: 'GET',
  path: '/organizations/:id/members',
  summary: '组织成员 Members of my organization',
  params: IdParams,
  response: z.object({ rows: z.array(MemberView), mayInvite: z.boolean() }),
});

export const inviteOrganizationMember = defineRoute({
  method: 'POST',
  path: '/organizations/:id/members',
  summary: '邀请组织成员 Invite to my organization',
  params: IdParams,
  body: z.object({ email: Email, name: Line(60).min(1), role: z.enum(ORGANIZATION_ROLES) }),
  response: MemberView,
  idempotent: true,
});

export const endMembership = defineRoute({
  method: 'DELETE',
  path: '/memberships/:id',
  summary: '结束一个角色 End a role',
  params: IdParams,
  response: z.object({ ended: z.literal(true) }),
});

/** The mail did not arrive or the link is too old. */
export const inviteAgain = defineRoute({
  method: 'PUT',
  path: '/memberships/:id/invitation',
  summary: '重新发送邀请 Send the invitation again',
  params: IdParams,
  response: z.object({ sent: z.literal(true) }),
});

export const PersonView = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  state: z.enum(['invited', 'active', 'disabled']),
  createdAt: Instant,
  places: z.array(z.object({ role: z.enum(ROLES), place: z.string().nullable() })),
});

export const listPeople = defineRoute({
  method: 'GET',
  path: '/people',
  summary: '平台用户 People of the platform',
  query: PageQuery.extend({ q: Line(60).optional(), state: z.enum(['invited', 'active', 'disabled']).optional() }),
  response: PageOf(PersonView),
});

export const setPersonState = defineRoute({
  method: 'PUT',
  path: '/people/:id/state',
  summary: '停用或恢复账号 Disable or restore a person',
  params: IdParams,
  body: z.object({ state: z.enum(['active', 'disabled']), reason: Line(200).min(2) }),
  response: z.object({ state: z.enum(['invited', 'active', 'disabled']) }),
});
