import { z } from 'zod';
import { ORGANIZATION_TYPES } from '@weichuang/domain/organizations/registration';
import { defineRoute } from '../http/route';
import { DateOnly, Id, IdParams, Instant, Line, PageOf, PageQuery, Prose } from '../http/shapes';

export const OrganizationKind = z.enum([...ORGANIZATION_TYPES, 'other']);

/** What an application's cover needs of its organization; entered once. */
export const OrganizationProfileIn = z.object({
  address: Line(200),
  legalRepresentative: Line(60),
  contactName: Line(60),
  contactPhone: Line(40),
  contactEmail: z.union([z.literal(''), z.email().max(200)]),
  accountName: Line(120),
  bankName: Line(120),
  /** left out keeps the stored one: the page may hold the masked number only */
  accountNumber: Line(40).optional(),
  introduction: Prose(2000),
});

const Named = z.object({ id: Id, name: z.string() });

export const OrganizationView = z.object({
  id: Id,
  kind: OrganizationKind,
  name: z.string(),
  uscc: z.string().nullable(),
  host: Named.nullable(),
  community: Named.nullable(),
  registeredOn: z.string().nullable(),
  registrar: z.string().nullable(),
  assessmentLevel: z.string().nullable(),
  profile: z.object({
    address: z.string(),
    legalRepresentative: z.string(),
    contactName: z.string(),
    contactPhone: z.string(),
    contactEmail: z.string(),
    accountName: z.string(),
    bankName: z.string(),
    introduction: z.string(),
  }),
  /** the whole number for who pays and whose it is, else masked */
  accountNumber: z.string(),
  accountMasked: z.boolean(),
  revision: z.number(),
  /** what the cover of an application still lacks: keys of the profile */
  missing: z.array(z.string()),
  mayEdit: z.boolean(),
});
export type OrganizationView = z.output<typeof OrganizationView>;

export const getOrganization = defineRoute({
  method: 'GET',
  path: '/organizations/:id',
  summary: '本组织资料 My organization',
  params: IdParams,
  response: OrganizationView,
});

export const saveOrganization = defineRoute({
  method: 'PUT',
  path: '/organizations/:id',
  summary: '保存组织资料 Save my organization',
  params: IdParams,
  body: OrganizationProfileIn.extend({
    revision: z.int(),
    registeredOn: DateOnly.nullable(),
    registrar: Line(120).nullable(),
    assessmentLevel: z.enum(['5A', '4A', '3A', '2A', '1A']).nullable(),
  }),
  response: OrganizationView,
});

/** Registered organizations by a part of their name: hosts of groups, undertakers of rounds. Their names are public. */
export const searchOrganizations = defineRoute({
  method: 'GET',
  path: '/organization-search',
  summary: '按名称查找登记的社会组织 Find a registered organization by name',
  query: z.object({ q: Line(60) }),
  response: z.object({ rows: z.array(z.object({ id: Id, name: z.string(), kind: OrganizationKind })) }),
});

export const OrganizationInStreet = z.object({
  id: Id,
  kind: OrganizationKind,
  name: z.string(),
  uscc: z.string().nullable(),
  community: z.string().nullable(),
  registeredOn: z.string().nullable(),
  assessmentLevel: z.string().nullable(),
  applications: z.number(),
  awarded: z.number(),
});

export const listOrganizations = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/organizations',
  summary: '参加本街道项目的组织 Organizations taking part in the street',
  params: z.object({ tenantId: Id }),
  query: PageQuery.extend({ q: Line(60).optional(), kind: OrganizationKind.optional() }),
  response: PageOf(OrganizationInStreet),
});

/** One organization as the street's staff sees it, with its applications in this street. */
export const getStreetOrganization = defineRoute({
  method: 'GET',
  path: '/tenants/:tenantId/organizations/:organizationId',
  summary: '组织详情与申报历史 An organization with its history in the street',
  params: z.object({ tenantId: Id, organizationId: Id }),
  response: OrganizationView.extend({
    history: z.array(
      z.object({
        id: Id,
        round: Named,
        title: z.string(),
        number: z.string().nullable(),
        state: z.string(),
        requestedFen: z.number(),
        awardState: z.string().nullable(),
        grantedFen: z.number().nullable(),
        submittedAt: Instant.nullable(),
      }),
    ),
  }),
});
