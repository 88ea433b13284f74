import { z } from 'zod';
import { PLATFORM_ROLES } from '@weichuang/domain/identity/member';
import { defineRoute } from '../http/route';
import { Id, Instant, Line } from '../http/shapes';
import { StreetIn, StreetView } from '../organizations/street';
import { Email } from './account';

const Named = z.object({ id: Id, name: z.string() });

export const PlatformMemberView = z.object({
  id: Id,
  role: z.enum(PLATFORM_ROLES),
  user: z.object({ id: Id, name: z.string(), email: z.string(), state: z.enum(['invited', 'active', 'disabled']) }),
  /** of an auditor: whose streets are audited */
  district: Named.nullable(),
  since: Instant,
});
export type PlatformMemberView = z.output<typeof PlatformMemberView>;

/** Few: who runs the platform, who audits a district. */
export const listPlatformMembers = defineRoute({
  method: 'GET',
  path: '/platform/members',
  summary: '平台与区级人员 Administrators and district auditors',
  response: z.object({ rows: z.array(PlatformMemberView), districts: z.array(Named) }),
});

export const invitePlatformMember = defineRoute({
  method: 'POST',
  path: '/platform/members',
  summary: '邀请平台或区级人员 Invite an administrator or a district auditor',
  body: z.object({ email: Email, name: Line(60).min(1), role: z.enum(PLATFORM_ROLES), districtId: Id.nullable() }),
  response: PlatformMemberView,
  idempotent: true,
});

/** A street with its first manager, who is invited by mail: a street without one can do nothing. */
export const createStreet = defineRoute({
  method: 'POST',
  path: '/streets',
  summary: '新建街道并邀请负责人 Create a street and invite its manager',
  body: StreetIn.extend({ manager: z.object({ email: Email, name: Line(60).min(1) }) }),
  response: StreetView,
  idempotent: true,
});
