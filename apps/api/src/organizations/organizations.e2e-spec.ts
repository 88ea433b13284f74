import { getOrganization, getStreetOrganization, listOrganizations, saveOrganization, searchOrganizations } from '@weichuang/contracts/organizations/organization';
import { addCommunity, getStreet, listPublicStreets, listStreets, removeCommunity, saveCommunity, saveStreet, setStreetState } from '@weichuang/contracts/organizations/street';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { memberOf, organizationIn } from '@weichuang/testing/builders/organizations';
import type { World } from '@weichuang/testing/world';
import { randomBytes } from 'node:crypto';
import { permissions } from '../permissions';
import { OrganizationsModule } from './organizations.module';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([OrganizationsModule], permissions);
});
afterAll(() => t.close());

const tag = () => randomBytes(3).toString('hex');
const profile = {
  address: '望江路 1 号', legalRepresentative: '李卫民', contactName: '吕佳宁', contactPhone: '13800001234', contactEmail: '', accountName: '春晖', bankName: '建行',
  introduction: '', registeredOn: '2018-03-01', registrar: '民政局', assessmentLevel: '4A' as const,
};

describe('my organization', () => {
  it('is saved by its owner; its members see the account masked', async () => {
    const w = await t.world();
    const owner = await w.applicant();
    const params = { id: owner.organizationId };
    expect((await owner.do(getOrganization, { params })).missing).toContain('accountNumber');
    const saved = await owner.do(saveOrganization, { params, body: { ...profile, accountNumber: '3205 0161 8636 0000 0123', revision: 1 } });
    expect(saved).toMatchObject({ accountNumber: '32050161863600000123', accountMasked: false, missing: [], revision: 2, assessmentLevel: '4A' });
    const member = await memberOf(w, owner.organizationId);
    expect(await member.do(getOrganization, { params })).toMatchObject({ accountNumber: '**** **** 0123', accountMasked: true, mayEdit: false });
    // the number stays when it is not sent
    expect((await owner.do(saveOrganization, { params, body: { ...profile, revision: 2 } })).accountNumber).toBe('32050161863600000123');
    const events = await w.rows<{ data: { changed: string[] } }>('SELECT data FROM event_log WHERE subject_id = $1 ORDER BY id', [owner.organizationId]);
    expect(events[0]?.data.changed).toContain('accountNumber');
    expect(JSON.stringify(events)).not.toContain('32050161863600000123');
  });

  it('refuses a stale revision, an account that is none, a member and a stranger', async () => {
    const w = await t.world();
    const owner = await w.applicant();
    const params = { id: owner.organizationId };
    expect((await owner.call(saveOrganization, { params, body: { ...profile, revision: 7 } })).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
    expect((await owner.call(saveOrganization, { params, body: { ...profile, accountNumber: '12-ab', revision: 1 } })).problem.fields).toMatchObject([{ path: 'accountNumber', code: 'ORGANIZATION.ACCOUNT_INVALID' }]);
    const member = await memberOf(w, owner.organizationId);
    expect((await member.call(saveOrganization, { params, body: { ...profile, revision: 1 } })).status).toBe(403);
    expect((await (await w.applicant()).call(getOrganization, { params })).status).toBe(404);
    expect((await (await w.as('street_finance')).call(getOrganization, { params })).status).toBe(404);
  });
});

describe('as the street sees them', () => {
  it.each([
    ['street_handler', false], ['street_finance', false], ['street_manager', true], ['street_leader', true], ['auditor', true], ['undertaker', true],
  ] as const)('%s: account masked %s', async (role, masked) => {
    const w = await t.world();
    const organizationId = await organizationIn(w);
    const view = await (await w.as(role)).do(getStreetOrganization, { params: { tenantId: w.tenantId, organizationId } });
    expect(view).toMatchObject({ accountMasked: masked, history: [] });
    expect(view.accountNumber).toBe(masked ? '**** **** 0123' : '32050161863600000123');
  });

  it('lists those that take part, by name, found by a part of it or by their code', async () => {
    const w = await t.world();
    for (const name of ['甲', '乙', '丙']) await organizationIn(w, { name: `${name}社工中心` });
    await organizationIn(w, { name: '丁社工中心', takesPart: false });
    const host = await organizationIn(w, { name: '戊联合会', kind: 'association' });
    await organizationIn(w, { name: '己文艺队', kind: 'filed_group', hostId: host });
    const handler = await w.as('street_handler');
    const params = { tenantId: w.tenantId };
    const first = await handler.do(listOrganizations, { params, query: { limit: 3 } });
    const rest = await handler.do(listOrganizations, { params, query: { limit: 3, after: first.next ?? '' } });
    expect([...first.rows, ...rest.rows].map(({ name }) => name).sort()).toEqual(['丙社工中心', '乙社工中心', '己文艺队', '戊联合会', '甲社工中心'].sort());
    expect(rest.next).toBeNull();
    expect((await handler.do(listOrganizations, { params, query: { q: '社工' } })).total.count).toBe(3);
    expect((await handler.do(listOrganizations, { params, query: { kind: 'filed_group' } })).rows).toMatchObject([{ name: '己文艺队' }]);
    const uscc = first.rows.find((row) => row.uscc)?.uscc ?? '';
    expect((await handler.do(listOrganizations, { params, query: { q: uscc } })).rows).toHaveLength(1);
  });

  it('are not there for another street, a judge, or where they take no part', async () => {
    const w = await t.world();
    const organizationId = await organizationIn(w, { takesPart: false });
    const params = { tenantId: w.tenantId, organizationId };
    expect((await (await w.as('street_handler')).call(getStreetOrganization, { params })).status).toBe(404);
    expect((await (await w.stranger()).call(getStreetOrganization, { params })).status).toBe(404);
    expect((await (await w.stranger()).call(listOrganizations, { params })).status).toBe(404);
    expect((await (await w.as('supervisor')).call(listOrganizations, { params })).status).toBe(403);
  });
});

it('finds hosts by name for anybody: registered ones only, by two characters or more', async () => {
  const w = await t.world();
  const mark = `望${tag()}`;
  await organizationIn(w, { name: `${mark}联合会`, kind: 'association' });
  await organizationIn(w, { name: `${mark}队`, kind: 'resident_group' });
  expect((await w.nobody().do(searchOrganizations, { query: { q: mark } })).rows).toMatchObject([{ name: `${mark}联合会`, kind: 'association' }]);
  expect((await w.nobody().do(searchOrganizations, { query: { q: '会' } })).rows).toEqual([]);
  expect((await w.nobody().do(searchOrganizations, { query: { q: '%%' } })).rows).toEqual([]);
});

describe('streets', () => {
  const contact = { phone: '0510-1', email: '', address: '' };

  it('are listed to the platform; disabled and restored by it, with a reason', async () => {
    const w = await t.world();
    const admin = await w.as('platform_admin');
    const manager = await w.as('street_manager');
    const params = { tenantId: w.tenantId };
    const body = { state: 'disabled' as const, reason: '不再使用本平台' };
    const seen = async () => (await admin.do(listStreets)).rows.find(({ id }) => id === w.tenantId);
    expect(await seen()).toMatchObject({ communities: 3, rounds: 0, disabledAt: null });
    expect((await manager.call(setStreetState, { params, body })).status).toBe(403);
    expect((await (await w.stranger()).call(setStreetState, { params, body })).status).toBe(404);
    expect((await manager.call(listStreets)).status).toBe(403);
    expect((await w.nobody().call(listStreets)).status).toBe(401);
    expect(await admin.do(setStreetState, { params, body })).toEqual({ state: 'disabled' });
    expect(await admin.do(setStreetState, { params, body })).toEqual({ state: 'disabled' });
    expect((await seen())?.disabledAt).not.toBeNull();
    // its people are told why, its auditor still reads, nobody can register there any more
    expect((await manager.call(getStreet, { params })).problem).toMatchObject({ status: 403, code: 'STREET.DISABLED' });
    expect((await (await w.as('auditor')).call(getStreet, { params })).status).toBe(200);
    expect((await (await w.stranger()).call(getStreet, { params })).status).toBe(404);
    expect((await w.nobody().do(listPublicStreets)).rows.map(({ id }) => id)).not.toContain(w.tenantId);
    await admin.do(setStreetState, { params, body: { state: 'active', reason: '恢复使用' } });
    expect((await manager.call(getStreet, { params })).status).toBe(200);
    expect(await w.rows(`SELECT kind, data->>'reason' AS reason FROM event_log WHERE subject_id = $1 ORDER BY id`, [w.tenantId])).toEqual([
      { kind: 'street.disabled', reason: '不再使用本平台' }, { kind: 'street.restored', reason: '恢复使用' },
    ]);
  });

  it('have their contact and communities kept by their manager', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const params = { tenantId: w.tenantId };
    expect((await manager.do(saveStreet, { params, body: { name: '望江街道办事处', shortName: '望江', contact } })).contact.phone).toBe('0510-1');
    const more = await manager.do(addCommunity, { params, body: { name: '新光社区', shortName: '新光' } });
    expect(more.communities).toHaveLength(4);
    expect((await manager.call(addCommunity, { params, body: { name: '新光社区', shortName: '新光' } })).problem.code).toBe('COMMUNITY.NAME_TAKEN');
    const added = more.communities.find(({ name }) => name === '新光社区')?.id ?? '';
    const renamed = await manager.do(saveCommunity, { params: { id: added }, body: { name: '新光第一社区', shortName: '新光一' } });
    expect(renamed.communities.map(({ name }) => name)).toContain('新光第一社区');
    expect((await manager.do(removeCommunity, { params: { id: added } })).communities).toHaveLength(3);
    const [used] = w.communityIds as [string];
    await organizationIn(w, { kind: 'resident_group', communityId: used });
    expect((await manager.call(removeCommunity, { params: { id: used } })).problem).toMatchObject({ status: 409, code: 'COMMUNITY.IN_USE' });
    expect((await manager.do(getStreet, { params })).communities).toHaveLength(3);
    expect(await kinds(w)).toEqual(['street.edited', 'community.added', 'community.renamed', 'community.removed']);
  });

  it('are changed by nobody else', async () => {
    const w = await t.world();
    const params = { tenantId: w.tenantId };
    const body = { name: '望江街道办事处', shortName: '望江', contact };
    expect((await (await w.as('street_handler')).call(saveStreet, { params, body })).status).toBe(403);
    expect((await (await w.stranger()).call(saveStreet, { params, body })).status).toBe(404);
    expect((await (await w.stranger()).call(removeCommunity, { params: { id: w.communityIds[0] as string } })).status).toBe(404);
    expect((await (await w.as('street_handler')).do(getStreet, { params })).mayEdit).toBe(false);
  });
});

const kinds = async (w: World): Promise<string[]> => (await w.rows<{ kind: string }>('SELECT kind FROM event_log WHERE tenant_id = $1 ORDER BY id', [w.tenantId])).map(({ kind }) => kind);
