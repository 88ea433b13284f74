import type { EntityManager } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { usccCheckCharacter } from '@weichuang/kernel/uscc';
import { CommunityRow, OrganizationRow, RegionRow, TenantRow } from '@weichuang/persistence/organizations/entities';
import { MembershipRow, UserRow } from '@weichuang/persistence/identity/entities';
import type { Role } from '@weichuang/domain/identity/access';
import data from './ground.json';

const DEPARTMENT_KIND = { association: '51', social_service_agency: '52', foundation: '53' } as const;
/** Jiangsu, Wuxi; the organizations themselves are invented. */
const REGION_CODE = '320214';

/** A valid code for an invented organization. */
export const inventedUscc = (kind: keyof typeof DEPARTMENT_KIND, serial: string): string => {
  const body = `${DEPARTMENT_KIND[kind]}${REGION_CODE}${serial}`;
  return `${body}${usccCheckCharacter(body)}`;
};

export interface DemoGround {
  readonly tenants: Readonly<Record<string, string>>;
  readonly communities: Readonly<Record<string, string>>;
  readonly users: Readonly<Record<string, string>>;
  readonly organizations: Readonly<Record<string, string>>;
  /** who answers for a community, by `street/name` */
  readonly committees: Readonly<Record<string, string>>;
}

/** before the demo's first round */
export const SINCE = new Date('2026-01-05T01:00:00Z');

/** Streets, communities, people and organizations of the demo. Ids by key: communities as `street/name`, users by e-mail. */
export async function seedPeople(em: EntityManager, passwordHash: string): Promise<DemoGround> {
  const tenants: Record<string, string> = {};
  const communities: Record<string, string> = {};
  const users: Record<string, string> = {};
  const organizations: Record<string, string> = {};

  const district = newId();
  await em.insert(RegionRow, { id: district, parentId: null, kind: 'district', name: data.district });
  for (const street of data.streets) {
    const region = newId();
    const tenant = newId();
    tenants[street.key] = tenant;
    await em.insert(RegionRow, { id: region, parentId: district, kind: 'street', name: street.region });
    await em.insert(TenantRow, { id: tenant, regionId: region, name: street.name, shortName: street.shortName, contact: street.contact, createdAt: SINCE });
    for (const shortName of street.communities) {
      const id = newId();
      communities[`${street.key}/${shortName}`] = id;
      await em.insert(RegionRow, { id, parentId: region, kind: 'community', name: `${shortName}社区` });
      await em.insert(CommunityRow, { id, tenantId: tenant, name: `${shortName}社区`, shortName });
    }
  }

  const person = async (email: string, name: string): Promise<string> => {
    const known = users[email];
    if (known) return known;
    const id = newId();
    users[email] = id;
    await em.insert(UserRow, { id, email, name, passwordHash, state: 'active', locale: 'zh-CN', emailConfirmedAt: SINCE, createdAt: SINCE });
    return id;
  };
  const grant = (userId: string, role: string, place: Partial<MembershipRow>) =>
    em.insert(MembershipRow, { id: newId(), userId, role: role as Role, createdAt: SINCE, ...place }); // the file names roles only

  for (const { email, name, roles } of data.people) {
    const userId = await person(email, name);
    for (const role of roles as { role: string; street?: string; community?: string; district?: boolean }[]) // the file's own shape
      await grant(userId, role.role, {
        tenantId: role.street ? tenants[role.street] : null,
        communityId: role.community ? communities[`${role.street}/${role.community}`] : null,
        districtId: role.district ? district : null,
      });
  }

  // a committee member for each community; the one of the account list has its own
  const committees: Record<string, string> = { 'wangjiang/春申': users['community@demo.weichuang.cn'] ?? '' };
  for (const [i, key] of Object.keys(communities).entries()) {
    if (committees[key]) continue;
    const [street = '', name = ''] = key.split('/');
    const id = await person(`committee${i + 1}@demo.weichuang.cn`, `${name}社区居委会`);
    committees[key] = id;
    await grant(id, 'community_committee', { tenantId: tenants[street], communityId: communities[key] });
  }

  for (const made of data.organizations) {
    const id = newId();
    organizations[made.key] = id;
    const kind = made.kind as OrganizationRow['kind']; // the file names kinds only
    const registered = kind === 'association' || kind === 'social_service_agency' || kind === 'foundation';
    await em.insert(OrganizationRow, {
      id,
      kind,
      name: made.name,
      uscc: registered && made.serial ? inventedUscc(kind, made.serial) : null,
      hostId: made.host ? organizations[made.host] : null,
      communityId: made.community ? communities[`wangjiang/${made.community}`] : null,
      registeredOn: made.since ?? null,
      registrar: registered ? '滨江新区民政局' : null,
      assessmentLevel: made.level ?? null,
      profile: {
        address: '滨江新区望江路 100 号社会组织创新园',
        legalRepresentative: made.owner?.name ?? '李卫民',
        contactName: made.owner?.name ?? '李卫民',
        contactPhone: '13800001234',
        accountName: made.name,
        bankName: '江苏银行滨江支行',
        accountNumber: '6228480020160001234',
        introduction: `${made.name}长期在社区开展服务，熟悉居民需求，有稳定的专业团队与志愿者队伍。`,
      },
      state: 'active',
      revision: 1,
    });
    for (const worker of data.people as { email: string; worksAt?: string }[]) // the file's own shape
      if (worker.worksAt === made.key) await grant(users[worker.email] ?? '', 'applicant_member', { organizationId: id });
    if (made.owner) await grant(await person(made.owner.email, made.owner.name), 'applicant_owner', { organizationId: id });
    if (made.member) await grant(await person(made.member.email, made.member.name), 'applicant_member', { organizationId: id });
  }
  return { tenants, communities, users, organizations, committees };
}
