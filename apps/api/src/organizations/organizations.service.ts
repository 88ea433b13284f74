import { Injectable } from '@nestjs/common';
import { newId } from '@weichuang/kernel/id';
import { refuseFields, type FieldProblem } from '@weichuang/kernel/denial';
import { normaliseUscc } from '@weichuang/kernel/uscc';
import { isAccountNumber, plainAccountNumber, shownAccount } from '@weichuang/domain/organizations/account-number';
import { profileMissing } from '@weichuang/domain/organizations/profile';
import { checkRegistration, isRegistered, ORGANIZATION_TYPES, type OrganizationType } from '@weichuang/domain/organizations/registration';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { listOrganizations, OrganizationView, getStreetOrganization, saveOrganization } from '@weichuang/contracts/organizations/organization';
import { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import { PLATFORM_TENANT, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { pageOf, readCursor, type Page } from '@weichuang/platform/http/page';
import { historyOf, isCommunity, organizationsOfStreet, placesOf, registeredByName, takesPart, type ListedOrganization } from './organizations.queries';

export interface NewOrganization {
  readonly kind: OrganizationType;
  readonly name: string;
  readonly uscc: string | null;
  readonly hostId: string | null;
  readonly communityId: string | null;
  readonly registeredOn: string | null;
}

const typeOf = (kind: OrganizationRow['kind']): OrganizationType | null => ORGANIZATION_TYPES.find((type) => type === kind) ?? null;
const registered = (row: OrganizationRow): boolean => {
  const type = typeOf(row.kind);
  return type !== null && isRegistered(type);
};

@Injectable()
export class OrganizationsService {
  /** What is wrong with a new organization; empty is fine. Paths are the registration form's. */
  async problemsOf(ctx: Ctx, one: NewOrganization): Promise<FieldProblem[]> {
    const host = one.hostId ? await ctx.em.findOneBy(OrganizationRow, { id: one.hostId }) : null;
    const problems = checkRegistration({ type: one.kind, name: one.name, usccCode: one.uscc, hostOrganizationId: one.hostId, hostType: host ? typeOf(host.kind) : null });
    const fields: FieldProblem[] = problems.map((problem) => ({ ...problem, path: PATHS[problem.path] ?? problem.path }));
    if (fields.length) return fields;
    if (one.uscc && (await ctx.em.existsBy(OrganizationRow, { uscc: normaliseUscc(one.uscc) }))) fields.push({ path: 'uscc', code: 'ORGANIZATION.USCC_TAKEN' });
    // registered names are unique by their code; groups have only their name and community
    if (!isRegistered(one.kind) && (await ctx.em.existsBy(OrganizationRow, { name: one.name, kind: one.kind, ...(one.communityId ? { communityId: one.communityId } : {}) })))
      fields.push({ path: 'name', code: 'ORGANIZATION.NAME_TAKEN' });
    if (one.communityId && !(await isCommunity(ctx.em, one.communityId))) fields.push({ path: 'communityId', code: 'ORGANIZATION.COMMUNITY_UNKNOWN' });
    return fields;
  }

  /** Enters an organization that `problemsOf` found nothing against. */
  async create(ctx: Ctx, one: NewOrganization, contact: { readonly name: string; readonly phone: string; readonly email: string }): Promise<OrganizationRow> {
    const row = ctx.em.create(OrganizationRow, {
      id: newId(),
      kind: one.kind,
      name: one.name,
      uscc: one.uscc ? normaliseUscc(one.uscc) : null,
      hostId: one.hostId,
      communityId: one.communityId,
      registeredOn: one.registeredOn,
      registrar: null,
      assessmentLevel: null,
      profile: { contactName: contact.name, contactPhone: contact.phone, contactEmail: contact.email, ...(isRegistered(one.kind) ? { accountName: one.name } : {}) },
      state: 'active',
      revision: 1,
    });
    await ctx.em.insert(OrganizationRow, row as never); // TypeORM's deep-partial of the profile cannot be inferred
    await emit(ctx, {
      kind: 'organization.registered',
      subject: { kind: 'organization', id: row.id },
      tenantId: PLATFORM_TENANT,
      data: { kind: row.kind, name: row.name, uscc: row.uscc, hostId: row.hostId },
    });
    return row;
  }

  async view(ctx: Ctx, id: string): Promise<OrganizationView> {
    return this.viewOf(ctx, found(await ctx.em.findOneBy(OrganizationRow, { id })));
  }

  /** @throws Refused REVISION.STALE, ORGANIZATION.ACCOUNT_INVALID */
  async save(ctx: Ctx, id: string, body: Input<typeof saveOrganization>['body']): Promise<OrganizationView> {
    const row = found(await ctx.em.findOne(OrganizationRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.revision !== body.revision) throw refused('REVISION.STALE', { yours: body.revision, current: row.revision }, 'stale');
    const { revision: _, registeredOn, registrar, assessmentLevel, accountNumber, ...profile } = body;
    const account = accountNumber === undefined ? (row.profile.accountNumber ?? '') : plainAccountNumber(accountNumber);
    if (account && !isAccountNumber(account)) ensure(refuseFields('REQUEST.INVALID', [{ path: 'accountNumber', code: 'ORGANIZATION.ACCOUNT_INVALID' }]));
    const changed = Object.entries(profile).filter(([key, value]) => (row.profile[key as keyof typeof profile] ?? '') !== value).map(([key]) => key); // the profile's own keys
    if (account !== (row.profile.accountNumber ?? '')) changed.push('accountNumber');
    row.profile = { ...profile, accountNumber: account };
    Object.assign(row, { registeredOn, registrar, assessmentLevel });
    row.revision += 1;
    await ctx.em.save(row);
    // which entries, not their values: they are personal data, and the log cannot forget
    await emit(ctx, { kind: 'organization.edited', subject: { kind: 'organization', id }, tenantId: PLATFORM_TENANT, data: { changed } });
    return this.viewOf(ctx, row);
  }

  search(ctx: Ctx, text: string): ReturnType<typeof registeredByName> {
    return [...text].length < 2 ? Promise.resolve([]) : registeredByName(ctx.em, text);
  }

  async inStreet(ctx: Ctx, query: Input<typeof listOrganizations>['query']): Promise<Page<ListedOrganization>> {
    const { rows, count } = await organizationsOfStreet(ctx.em, tenantOf(ctx), { q: query.q, kind: query.kind }, readCursor(query.after, ['text', 'id']), query.limit);
    return pageOf(rows, query.limit, count, (row) => [row.name, row.id], (row) => row);
  }

  /** As the street's staff sees it. @throws Refused NOT_FOUND when it takes no part in this street */
  async lookAt(ctx: Ctx, organizationId: string): Promise<Output<typeof getStreetOrganization>> {
    if (!(await takesPart(ctx.em, organizationId))) throw missing();
    const history = await historyOf(ctx.em, organizationId);
    return {
      ...(await this.view(ctx, organizationId)),
      history: history.map((row) => ({ ...row, submittedAt: row.submittedAt?.toISOString() ?? null })),
    };
  }

  private async viewOf(ctx: Ctx, row: OrganizationRow): Promise<OrganizationView> {
    const { accountNumber = '', ...profile } = row.profile;
    const account = shownAccount({ number: accountNumber }, ctx.may('organization.account'));
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      uscc: row.uscc,
      ...(await placesOf(ctx.em, row)),
      registeredOn: row.registeredOn,
      registrar: row.registrar,
      assessmentLevel: row.assessmentLevel,
      profile: {
        address: '', legalRepresentative: '', contactName: '', contactPhone: '', contactEmail: '', accountName: '', bankName: '', introduction: '',
        ...profile,
      },
      accountNumber: account.number,
      accountMasked: account.masked,
      revision: row.revision,
      missing: profileMissing(row.profile, registered(row)),
      mayEdit: ctx.may('organization.edit'),
    };
  }
}

const PATHS: Readonly<Record<string, string>> = { usccCode: 'uscc', hostOrganizationId: 'hostId' };
