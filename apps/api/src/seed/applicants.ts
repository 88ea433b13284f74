import type { EntityManager } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { MembershipRow, UserRow } from '@weichuang/persistence/identity/entities';
import { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import { demoProjects } from './answers';
import { inventedUscc, SINCE, type DemoGround } from './people';

export interface Applicant {
  readonly organizationId: string;
  readonly ownerId: string;
  readonly hostId: string | null;
}

/** who acts for them, and who stands for them by law, in the order of the file */
const OWNERS = ['顾晓燕', '陆志明', '丁雅文', '薛建国', '叶思敏', '潘立群', '田秀芳', '范文博', '石玉梅', '姚振华', '谭晓峰', '邹丽萍', '熊国栋', '金佩芬', '戴明远', '夏雨晴'];
const LEGAL = ['方建平', '任国华', '袁卫东', '于海燕', '董志强', '余秋萍', '苏文杰', '蔡玉兰', '贾永昌', '江丽君', '傅长青', '钟淑珍', '汪德明', '崔爱华', '廖宏伟', '邵美云'];

/** Every organization that applies, with somebody who acts for it; those of the account list are there already. */
export async function seedApplicants(em: EntityManager, ground: DemoGround, passwordHash: string): Promise<Map<string, Applicant>> {
  const made = new Map<string, Applicant>();
  let serial = 10;
  for (const project of demoProjects) {
    if (made.has(project.org)) continue;
    const known = ground.organizations[project.org];
    const hostKey = 'host' in project && project.host ? project.host : project.org === 'dance' ? 'federation' : null;
    const hostId = hostKey ? (ground.organizations[hostKey] ?? null) : null;
    if (known) {
      const row = await em.findOneByOrFail(MembershipRow, { organizationId: known, role: 'applicant_owner' });
      made.set(project.org, { organizationId: known, ownerId: row.userId, hostId });
      continue;
    }
    const id = newId();
    const ownerId = newId();
    const kind = project.kind as OrganizationRow['kind']; // the file names kinds only
    const registered = kind === 'association' || kind === 'social_service_agency' || kind === 'foundation';
    const owner = OWNERS[(serial - 10) % OWNERS.length] ?? '';
    const legal = LEGAL[(serial - 10) % LEGAL.length] ?? '';
    serial += 1;
    await em.insert(OrganizationRow, {
      id, kind, name: project.orgName ?? project.org, uscc: registered ? inventedUscc(kind, `MJ10000${serial}`) : null, hostId,
      communityId: registered ? null : (ground.communities[`wangjiang/${project.community}`] ?? null), registeredOn: project.since ?? null,
      registrar: registered ? '滨江新区民政局' : null, assessmentLevel: project.level ?? null,
      profile: {
        address: `滨江新区${project.community}路 ${10 + serial} 号`, legalRepresentative: legal, contactName: owner, contactPhone: `139${String(20_000_000 + serial * 1237)}`,
        accountName: project.orgName ?? project.org, bankName: '江苏银行滨江支行', accountNumber: `62284800201600${String(serial).padStart(5, '0')}`,
        introduction: `${project.orgName ?? project.org}扎根社区，长期开展居民服务与志愿者培育。`,
      },
      state: 'active', revision: 1,
    });
    await em.insert(UserRow, { id: ownerId, email: `${project.org}@demo.weichuang.cn`, name: owner, passwordHash, state: 'active', locale: 'zh-CN', createdAt: SINCE });
    await em.insert(MembershipRow, { id: newId(), userId: ownerId, role: 'applicant_owner', organizationId: id, createdAt: SINCE });
    made.set(project.org, { organizationId: id, ownerId, hostId });
  }
  return made;
}
